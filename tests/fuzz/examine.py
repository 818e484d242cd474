"""Reads one broken file as a run does, and tells what must never be, whatever the file is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from extractors import discover
from extractors._document import ISSUE_CODES
from pipeline.reading.extract import extract
from pipeline.reading.parts import part_of
from pipeline.reading.promises import Text, quote_faults
from pipeline.sources.files import find_files, group_by_content
from tests.fuzz.seeds import WORDS

EXCEPTION = re.compile(r"\b[A-Z]\w*(?:Error|Exception|Warning)\b")  # 'KeyError 7': no sentence for a user
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
FEWEST_WORDS = 32  # different ones: the letters of a text with fewer tell nothing
LEAST_KNOWN = 0.4  # share of its words that stand in the file before it was broken


def faults_of(folder: Path) -> list[str]:
    """What is wrong with how the one file in this folder is read; empty where nothing is."""
    (source,) = group_by_content(find_files(folder))
    read = extract(source)
    part = part_of(read)
    (document,) = part["documents"].to_pylist()
    issues = part["issues"].to_pylist()
    said = [each["message"] for each in issues] + [read.failure or ""]
    faults = [f"no sentence for a user: {each}" for each in said if EXCEPTION.search(each) or "\n" in each]
    faults += [f"names the machine's folders: {each}" for each in said if str(folder) in each]
    faults += [f"a fault of an extractor: {each['message']}" for each in issues if each["code"] in _OURS]
    faults += _misquoted(read.text, [page.span.start for page in read.pages], part)
    if (document["outcome"] == "failed") != bool(document["failure"]):
        faults.append(f"{document['outcome']}, because {document['failure']}")
    if document["outcome"] == "ok" and _is_nonsense(read.text) and not _is_doubted(issues):
        faults.append(f"ok, and its text is nonsense: {' '.join(read.text.split())[:200]!r}")
    return faults


_OURS = ("extractor_failed", "row_refused")
_DOUBTS = ("text_layer_doubtful", "page_recognised")


def _is_doubted(issues: list[dict[str, object]]) -> bool:
    """Whether an issue says how the text was read and why it may be wrong."""
    return any(each["code"] in _DOUBTS for each in issues)


def _misquoted(text: str, starts: list[int], part: dict[str, object]) -> list[str]:
    whole = Text(text, starts, [])
    return [
        f"{name}: {fault}"
        for name in discover()
        if name in part
        for row in part[name].to_pylist()
        for column, fault in quote_faults({**row, "page": None}, whole)
        if column == "quote"
    ]


@cache
def _known() -> frozenset[str]:
    return frozenset(word.lower() for word in LONG_WORD.findall(WORDS))


def _is_nonsense(text: str) -> bool:
    words = {word.lower() for word in LONG_WORD.findall(text)}  # each once: a line may stand there 300 times
    return len(words) >= FEWEST_WORDS and sum(word in _known() for word in words) < LEAST_KNOWN * len(words)


assert set(_OURS) | set(_DOUBTS) <= set(ISSUE_CODES)
