"""What the document is: title, type, status, period, date. Read once per document, used by all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal, cast

from extractors._document import Document, Span, Unread
from extractors._dutch.time import TimeExpression, read_times
from extractors._facts.dates import (
    document_date,
    is_of_itself,
    is_said_to_be_signed,
    is_spoken_of,
    month_written,
    opening_date,
    signing_date,
)
from extractors._facts.front import first_lines, is_running_text, title_page
from extractors._facts.parts import DocumentPart as DocumentPart
from extractors._facts.parts import Split, parts
from extractors._facts.period import YEARS, period
from extractors._facts.words import any_of, holds_any, starts_with, vocabulary
from extractors._parties.words import words as party_words

DocumentType = Literal["agreement", "action_programme", "bid", "evaluation", "letter", "other"]
Status = Literal["concept", "final", "unknown"]

_TITLE_WORDS = 18
_SUBTITLE_WORDS = 9
_OPENING_LINES = 3  # lines that say what kind of paper it is
_LEAST_AGREEMENT_WORDS = 150  # a letter with less than this behind it covers no agreement
# What stands behind a title in its line: 'Pagina 2', 'versie 1.0', a case number, the sentence glued to it
_BEHIND_TITLE = re.compile(
    r"(?i:\s+(?:pagina|page)\s+\d.*|\s*,?\s*versie\s+[\d.]+.*|\s+\d{5,}.*|\s+d\.d\..*)"
    r"|\s+tussen\s.*|(?i:\s+inhoud(?:sopgave)?:?$)|(?<=[a-z])\s+\d{1,3}$"
    r"|(?<=\d)\s+(?:[Dd]e )?[Gg]emeente [A-Z][^,•|·]*[,•|·].*"  # the parties, lines joined
    r"|(?<=20\d\d)(?=[A-Z]).*|\s+\d{1,2}\s+[a-z]+\s+20\d\d\s*$|\s*\(\d\d-\d\d-20\d\d\)"
)
# What makes a line no title: the dots of a table of contents, the mark of a bullet
_NO_TITLE = re.compile(r"\.{4,}|^\s*[-–•▪>*]\s")
_SIGNATURES_FROM = 0.75  # signatures stand in the last quarter of a text


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of the document as a whole. Parties are in `_parties`."""

    title: str | None
    document_type: DocumentType
    status: Status
    period: tuple[int, int] | None  # the years this document agrees on: of an action programme its own year
    document_date: date | None  # the date it bears: of signing or of its covering letter
    parts: tuple[tuple[Span, DocumentPart], ...]  # in order, together the whole text
    unread: tuple[Unread, ...] = ()
    month_written: date | None = None  # first day of the month on a title page that has no date
    is_other_paper: bool = (
        False  # minutes, a proposal, a press release: it tells of agreements and makes none
    )


@lru_cache(maxsize=64)
def facts(document: Document) -> Facts:
    """The facts of the document as a whole; an Unread for each that was not found."""
    split = parts(document)
    title = _title(document, split)
    kind = _document_type(document, title, split)
    years = period(document, title, is_programme=kind == "action_programme")
    bears = document_date(document, split)
    missing = [
        name for name, value in (("title", title), ("period", years), ("date", bears)) if value is None
    ]
    month = month_written(document) if bears is None and years is None else None
    other = _other_paper(document, title)
    unread = (*_missing(missing), *_is_no_agreement(other))
    status = _status(document, split)
    return Facts(title, kind, status, years, bears, split, unread, month, other is not None)


def _other_paper(document: Document, title: str | None) -> str | None:
    """The opening line that says it is another paper than an agreement: 'Notulen bestuurlijk overleg'."""
    for line in first_lines(document.text)[:_OPENING_LINES]:
        is_paper = starts_with(line, vocabulary().papers) and not is_running_text(line)
        if is_paper and (title is None or _title_word(line) is not None):
            return line
    return None


def _is_no_agreement(line: str | None) -> Iterator[Unread]:
    if line is not None:
        message = f"no agreement was found: it opens with '{line}'; what it tells of actions is less certain"
        yield Unread("document_fact_missing", message)


def _missing(names: list[str]) -> Iterator[Unread]:
    for name in names:
        yield Unread(
            "document_fact_missing", f"the document's {name} was not found; look at its first and last page"
        )


@cache
def _title_pattern() -> re.Pattern[str]:
    forms = [form for words in vocabulary().types.values() for form in words]
    return re.compile(any_of(forms) + r".*", re.IGNORECASE)


@cache
def _title_word_pattern() -> re.Pattern[str]:
    return re.compile(any_of(form for words in vocabulary().types.values() for form in words), re.IGNORECASE)


@cache
def _before_kind() -> re.Pattern[str]:
    """'Tussentijdse ', 'Betreft: ons ' before an evaluation or a bid in a title."""
    return re.compile(rf"\W*(?:{any_of(vocabulary().before_kind)}\W+)*$", re.IGNORECASE)


def _title(document: Document, split: Split) -> str | None:
    """The printed title and subtitle: of the agreement itself, else of the letter that covers it."""
    starts = [span.start for span, part in split if part == "agreement"]
    for start in (*starts[:1], 0):
        title = _title_in(first_lines(document.text[start:]))
        if title:
            return title
    return next(filter(_is_weak_title, first_lines(document.text)[:_OPENING_LINES]), None)


def _is_weak_title(line: str) -> bool:
    """Whether a line speaks of agreements and their years: 'Wonen in Borgvoort: afspraken 2031 – 2034'."""
    if line.endswith((".", ":", ";")) or len(line.split()) > _TITLE_WORDS or "\t" in line:
        return False
    if _NO_TITLE.search(line) or starts_with(line, vocabulary().papers):
        return False
    is_told = re.search(any_of(vocabulary().weak_titles), line, re.IGNORECASE) is not None
    times = read_times(line) if is_told else []  # 'Afspraken herzien 1e kwartaal 2031' is an action
    return bool(times) and isinstance(times[0], TimeExpression) and times[0].granularity in ("year", "range")


def _title_in(lines: list[str]) -> str | None:
    for number, line in enumerate(lines):
        bare = _BEHIND_TITLE.sub("", line)
        found = None if _NO_TITLE.search(line) else _title_word(bare)
        if found and len(bare.split()) <= _TITLE_WORDS and not found.group().endswith((".", ";", ",")):
            whole = [_cleaned(found.group())]
            for under in lines[number + 1 : number + 3]:
                if not _is_subtitle(under):
                    break
                whole.append(_cleaned(under))
            return " – ".join(part for part in whole if part)
    return None


def _title_word(line: str) -> re.Match[str] | None:
    """The first word of a kind of document and all behind it.

    'Evaluatie' and 'bod' are ordinary words too: they must begin the line.
    """
    plain = {*vocabulary().types["evaluation"], *vocabulary().types["bid"]}
    for found in _title_word_pattern().finditer(line):
        if found.group().lower() not in plain or _before_kind().match(line[: found.start()]):
            return _title_pattern().match(line, found.start())
    return None


def _is_subtitle(line: str) -> bool:
    if len(line.split()) > _SUBTITLE_WORDS or line.endswith((".", ":")):
        return False
    return re.fullmatch(YEARS, line, re.IGNORECASE) is not None or _title_pattern().match(line) is not None


def _cleaned(title: str) -> str:
    bare = _BEHIND_TITLE.sub("", title).strip(" -–:,`")
    return bare[:1].upper() + bare[1:]


def _document_type(document: Document, title: str | None, split: Split) -> DocumentType:
    agreed = sum(len(document.quote(span).split()) for span, part in split if part == "agreement")
    types = vocabulary().types
    if agreed < _LEAST_AGREEMENT_WORDS and any(part == "letter" for _, part in split):
        is_bid = title is not None and re.match(any_of(types["bid"]), title, re.IGNORECASE)
        return "bid" if is_bid else "letter"
    if title is None:
        is_told = holds_any(document.text.lower(), types["agreement"])
        is_told = is_told and re.search(any_of(types["agreement"]), document.text, re.IGNORECASE) is not None
        return "agreement" if is_told else "other"
    if re.search(any_of(types["action_programme"]), title, re.IGNORECASE):
        return "action_programme"
    named = (kind for kind, forms in types.items() if re.match(any_of(forms), title, re.IGNORECASE))
    return cast(DocumentType, next(named, "agreement"))


def _status(document: Document, split: Split) -> Status:
    """Concept or final: the last word on a title page or in a version table, else letter, else signatures."""
    words = vocabulary()
    said = [
        (page, found.start(), status)
        for page, line in enumerate(
            line for span, _ in split[:2] for line in title_page(document, span.start, span.end)
        )
        if len(line.split()) <= _TITLE_WORDS or re.match(any_of(words.version_tables), line, re.IGNORECASE)
        for status, forms in (("concept", words.concept), ("final", words.final))
        for found in re.finditer(any_of(forms), line, re.IGNORECASE)
        if status == "concept" or is_of_itself(line[: found.start()])
    ]
    if said:
        return cast(Status, max(said)[2])
    if any(part == "letter" and _sends_concept(document.quote(span)) for span, part in split):
        return "concept"
    is_decided = opening_date(document, split) is not None
    return "final" if is_decided or _is_signed(document, split) else "unknown"


def _sends_concept(letter: str) -> bool:
    return re.search(r"(?i)\bconcept[- ]?(?:prestatie)?afspraken", letter) is not None


def _is_signed(document: Document, split: Split) -> bool:
    """Whether it ends in signatures of two kinds of signatory under a date, or says that it is signed."""
    agreement = " ".join(document.quote(span) for span, part in split if part == "agreement")
    foot = agreement[int(_SIGNATURES_FROM * len(agreement)) :]
    functions = party_words().sign_functions
    signing = {functions[found.group().lower()] for found in re.finditer(any_of(functions), foot, re.I)}
    if "municipality" in signing and len(signing) > 1 and signing_date(document, split) is not None:
        return True
    if is_said_to_be_signed(document, split):
        return True
    return any(
        not is_spoken_of(foot[: found.start()])
        for found in re.finditer(any_of(vocabulary().signed), foot, re.IGNORECASE)
    )
