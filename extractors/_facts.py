"""What the document is: title, type, status, period, date. Read once per document, used by all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal, cast

from extractors._document import Document, Span, Unread
from extractors._document_dates import document_date, is_spoken_of, signing_date
from extractors._document_front import first_lines, title_page
from extractors._document_parts import DocumentPart as DocumentPart
from extractors._document_parts import Split, parts
from extractors._document_words import any_of, vocabulary

DocumentType = Literal["agreement", "action_programme", "bid", "evaluation", "letter", "other"]
Status = Literal["concept", "final", "unknown"]

_TITLE_WORDS = 18
_SUBTITLE_WORDS = 9
_LEAST_AGREEMENT_WORDS = 150  # a letter with less than this behind it covers no agreement
_LONGEST_PERIOD = 15  # years
_AROUND = 80  # characters before the years of a period
# '2022 en 2023', '2024-2025', '2020 t/m 2025', '2022-23', '2017'; not the year of a date
_YEARS = (
    r"(?<![\d/-])(?P<first>20\d\d)(?!\d)"
    r"(?:\s*(?:-|–|/|t/m|tm|tot en met|tot|en|t\.m\.)\s*(?P<last>20\d\d|\d\d)(?!\d|\.\d|\s*%))?"
)
# What stands behind a title in its line: 'Pagina 2', 'versie 1.0', a case number, the sentence glued to it
_BEHIND_TITLE = re.compile(
    r"(?i:\s+(?:pagina|page)\s+\d.*|\s*,?\s*versie\s+[\d.]+.*|\s+\d{5,}.*|\s+d\.d\..*)"
    r"|\s+tussen\s.*|(?i:\s+inhoud(?:sopgave)?:?$)|(?<=[a-z])\s+\d{1,3}$"
    r"|(?<=\d)\s+(?:[Dd]e )?[Gg]emeente [A-Z][^,]*,.*"  # the parties, lines joined
    r"|(?<=20\d\d)(?=[A-Z]).*|\s+\d{1,2}\s+[a-z]+\s+20\d\d\s*$|\s*\(\d\d-\d\d-20\d\d\)"
)
_OTHER_PAPER = re.compile(
    r"(?i)(?:visie|agenda|plan|programma|akkoord)\b[^.]{0,60}$"
)  # whose period it is instead
# What makes a line no title: the dots of a table of contents, the mark of a bullet
_NO_TITLE = re.compile(r"\.{4,}|^\s*[-–•▪>*]\s")
# What may stand before a word for an evaluation or a bid in a title: 'Tussentijdse evaluatie', 'Ons bod'
_BEFORE_KIND = re.compile(
    r"(?i)^\W*(?:(?:concept|definitief|definitieve|tussentijdse|jaarlijkse|gezamenlijke?|ons|het|de|onze)\W+)*$"
)
_SIGNATURES_FROM = 0.75  # signatures stand in the last quarter of a text
_SIGNATORY = re.compile(r"(?i)\b(wethouder|burgemeester|directeur|bestuurder|voorzitter)\b")


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


@lru_cache(maxsize=64)
def facts(document: Document) -> Facts:
    """The facts of the document as a whole; an Unread for each that was not found."""
    split = parts(document)
    title = _title(document, split)
    kind = _document_type(document, title, split)
    period = _period(document, title, kind)
    bears = document_date(document, split)
    missing = [
        name for name, value in (("title", title), ("period", period), ("date", bears)) if value is None
    ]
    return Facts(title, kind, _status(document, split), period, bears, split, tuple(_missing(missing)))


def _missing(names: list[str]) -> Iterator[Unread]:
    for name in names:
        yield Unread(
            "document_fact_missing", f"the document's {name} was not found; look at its first and last page"
        )


# -------------------------------------------------- title and type
@cache
def _title_pattern() -> re.Pattern[str]:
    forms = [form for words in vocabulary().types.values() for form in words]
    return re.compile(any_of(forms) + r".*", re.IGNORECASE)


@cache
def _title_word_pattern() -> re.Pattern[str]:
    return re.compile(any_of(form for words in vocabulary().types.values() for form in words), re.IGNORECASE)


def _title(document: Document, split: Split) -> str | None:
    """The printed title and subtitle: of the agreement itself, else of the letter that covers it."""
    starts = [span.start for span, part in split if part == "agreement"]
    for start in (*starts[:1], 0):
        title = _title_in(first_lines(document.text[start:]))
        if title:
            return title
    return None


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
        if found.group().lower() not in plain or _BEFORE_KIND.match(line[: found.start()]):
            return _title_pattern().match(line, found.start())
    return None


def _is_subtitle(line: str) -> bool:
    if len(line.split()) > _SUBTITLE_WORDS or line.endswith((".", ":")):
        return False
    return re.fullmatch(_YEARS, line, re.IGNORECASE) is not None or _title_pattern().match(line) is not None


def _cleaned(title: str) -> str:
    bare = _BEHIND_TITLE.sub("", title).strip(" -–:,`")
    return bare[:1].upper() + bare[1:]


def _document_type(document: Document, title: str | None, split: Split) -> DocumentType:
    agreed = sum(len(document.quote(span).split()) for span, part in split if part == "agreement")
    if agreed < _LEAST_AGREEMENT_WORDS and any(part == "letter" for _, part in split):
        return "letter"
    types = vocabulary().types
    if title is None:
        return "agreement" if re.search(any_of(types["agreement"]), document.text, re.IGNORECASE) else "other"
    if re.search(any_of(types["action_programme"]), title, re.IGNORECASE):
        return "action_programme"
    return next(
        cast(DocumentType, kind)
        for kind, forms in types.items()
        if re.match(any_of(forms), title, re.IGNORECASE)
    )


# -------------------------------------------------- period
@cache
def _period_patterns() -> tuple[re.Pattern[str], ...]:
    """Ways to say for which years, the surest first.

    'looptijd van 1 maart 2031 tot 1 maart 2034', 'deze overeenkomst loopt van 2031 tot en met 2034',
    'afspraken voor de jaren 2022 en 2023',
    'spreken partijen af voor 2031 en 2032', 'de afspraken voor 2031 en 2032',
    'gelden tot en met 2025'.
    """
    types = vocabulary().types
    named = any_of([*types["agreement"], "afspraken", "overeenkomst"])
    span = (
        r"(?:\s+(?:gemaakt|tekenden|vastgelegd|gelden|wonen))*(?:\s+(?:voor|over|van|in))?(?:\s+(?:de|het))?"
        r"(?:\s+(?:periode|jaren|jaar|kalenderjaar))?\s+"
    )
    day = r"(?:\d{1,2}\s+[a-z]+\s+)"
    return (
        re.compile(
            rf"(?:looptijd|{named}\s+(?:loopt|lopen|geldt|gelden)\b).{{0,40}}?{day}?(?P<first>20\d\d)"
            rf"\s+(?:t/m|tot en met|tot)\s+{day}?(?P<last>20\d\d)",
            re.I,
        ),
        re.compile(
            rf"\bspreken\b[^.;\n]{{0,80}}?\baf\s+(?:voor|over)(?:\s+de\s+(?:periode|jaren))?\s+{_YEARS}", re.I
        ),
        re.compile(rf"{named}{span}{_YEARS}", re.I),
        re.compile(rf"(?:voor|over)\s+de\s+(?:periode|jaren)\s+{_YEARS}", re.I),
        re.compile(rf"(?:kalenderjaar|voor het jaar)\s+{_YEARS}", re.I),
    )


@cache
def _former_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Before and behind the years of an agreement that is over: 'de eerdere afspraken ', ' zijn verlopen'."""
    words = vocabulary()
    named = any_of([*words.types["agreement"], "afspraken", "overeenkomst", "periode", "looptijd"])
    before = rf"{any_of(words.former)}\s+(?:$|\w+\s+$|(?:\w+\s+)?{named}[^.;\n]*$)"
    behind = rf"[^.;,\n]{{0,30}}\b(?:is|zijn|was|waren)\s+(?:\w+\s+)?{any_of(words.over)}"
    return re.compile(before, re.I), re.compile(behind, re.I)


def _is_former(text: str, years: re.Match[str]) -> bool:
    """Whether the years are those of an agreement before this one."""
    before, behind = _former_patterns()
    ahead = text[max(0, years.start() - _AROUND) : years.start()]
    return before.search(ahead) is not None or behind.match(text, years.end()) is not None


def _period(document: Document, title: str | None, kind: DocumentType) -> tuple[int, int] | None:
    """The years agreed on: from the title, else as the text says most often."""
    if title is not None:
        own = _own_year(title) if kind == "action_programme" else None
        found = own or _years(re.search(_YEARS, title, re.IGNORECASE))
        if found:
            return found
    text, written = document.text, document.inventory.year
    for pattern in _period_patterns():
        said = Counter(
            years
            for match in pattern.finditer(text)
            if (years := _years(match))
            and not (title is None and written and _is_next(text, years[0], written))
            and not _OTHER_PAPER.search(text[max(0, match.start() - _AROUND) : match.start()])
            and not _is_former(text, match)
        )
        if said:
            return said.most_common(1)[0][0]
    return None


def _is_next(text: str, first: int, written: int) -> bool:
    """Whether a paper without a title speaks of the agreement after its own year: 'in 2023 … voor 2024'."""
    return first > written and re.search(rf"(?i)\bin {written}\b", text) is not None


def _own_year(title: str) -> tuple[int, int] | None:
    """The years behind 'Actieprogramma', not those of the framework agreement before it."""
    word = re.search(any_of(vocabulary().types["action_programme"]), title, re.IGNORECASE)
    return _years(re.search(_YEARS, title[word.end() :], re.IGNORECASE)) if word else None


def _years(match: re.Match[str] | None) -> tuple[int, int] | None:
    if match is None:
        return None
    first = int(match["first"])
    last = int(match["last"]) if match["last"] else first
    last = last + 2000 if last < 100 else last
    return (first, last) if first <= last <= first + _LONGEST_PERIOD else (first, first)


# -------------------------------------------------- status
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
    ]
    if said:
        return cast(Status, max(said)[2])
    if any(part == "letter" and _sends_concept(document.quote(span)) for span, part in split):
        return "concept"
    return "final" if _is_signed(document, split) else "unknown"


def _sends_concept(letter: str) -> bool:
    return re.search(r"(?i)\bconcept[- ]?(?:prestatie)?afspraken", letter) is not None


def _is_signed(document: Document, split: Split) -> bool:
    """Whether it ends in signatures of two kinds of signatory under a date, or says that it is signed."""
    agreement = " ".join(document.quote(span) for span, part in split if part == "agreement")
    foot = agreement[int(_SIGNATURES_FROM * len(agreement)) :]
    signatories = {found.group(1).lower() for found in _SIGNATORY.finditer(foot)}
    is_block = "wethouder" in signatories and len(signatories) > 1
    if is_block and signing_date(document, split) is not None:
        return True
    return any(
        not is_spoken_of(foot[: found.start()])
        for found in re.finditer(any_of(vocabulary().signed), foot, re.IGNORECASE)
    )
