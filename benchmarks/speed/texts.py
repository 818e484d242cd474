"""Texts: the whole rule-based path and each of its stages, beside spaCy's bare tokens as the floor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.speed.clock import forget, once
from extractors import discover
from extractors._commitments.reading import read
from extractors._document import Document
from extractors._dutch.time import read_times
from extractors._language import tokenizer
from extractors._numbers.read import statements
from extractors._parties.parties import parties
from pipeline import ingest
from pipeline.reading.reader import settle

FLOOR = "spaCy's bare tokens"
WHOLE = "whole path"
KINDS = (".md", ".txt")


def texts_in(folders: Iterable[Path]) -> list[Path]:
    """The texts of these folders."""
    return sorted(file for folder in folders for file in folder.rglob("*") if file.suffix in KINDS)


def words_in(files: Iterable[Path]) -> int:
    """How many words the files hold, counted by their blanks."""
    return sum(len(file.read_text(encoding="utf-8").split()) for file in files)


def seconds_of(file: Path) -> dict[str, float]:
    """CPU seconds of every stage on one text. Later stages find what earlier ones have read."""
    forget()
    text = file.read_text(encoding="utf-8")
    seconds = {FLOOR: once(partial(_tokens, text))[0]}
    seconds["ingest"], document = once(partial(ingest.read, file))
    stages: dict[str, Callable[[Document], object]] = {
        "facts and parties": parties,
        "reading (who does what by when)": read,
        "numbers": statements,
        "times alone": _times,
    }
    for name, stage in stages.items():
        seconds[name] = once(partial(stage, document))[0]
    anew = replace(document)  # what is derived of a document is kept by its identity
    forget()
    seconds[WHOLE] = seconds["ingest"] + once(partial(_extract, anew))[0]
    return seconds


def least_seconds(files: Iterable[Path], repeats: int) -> dict[str, float]:
    """CPU seconds of every stage over all files, of each file the least, once everything is warm."""
    total: dict[str, float] = {}
    for file in files:
        seconds_of(file)
        settle()  # as a reader of the pipeline does when it is warm
        runs = [seconds_of(file) for _ in range(repeats)]
        for name in runs[0]:
            total[name] = total.get(name, 0.0) + min(run[name] for run in runs)
    return total


def _tokens(text: str) -> None:
    for line in text.splitlines():
        tokenizer()(line)


def _times(document: Document) -> None:
    for passage in document.passages:
        read_times(document.quote(passage.span))


def _extract(document: Document) -> None:
    for extractor in discover().values():
        list(extractor.extract(document))
