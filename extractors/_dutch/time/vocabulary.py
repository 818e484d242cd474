"""The words of `data/time.toml` and `data/time_everyday.toml`, as regular expressions and as meanings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from extractors._dutch.numbers import number_words
from extractors._dutch.time.model import Scope

SPACE = r"(?: {1,3}\n? {0,3}|\n {0,3})"  # between two words, also over a line's end; never a blank line
GAP = rf"{SPACE}?"
WORD_END = r"(?![^\W\d]|\d{1,3}(?!\d))"  # a year may be glued to a word: 'mei2031'


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("extractors.data").joinpath(name).read_text(encoding="utf-8"))


def any_of(words: Iterable[str]) -> str:
    """An alternation of these words, longest first: 'tot en met' before 'tot'; `*` is any letters.

    A tree by their letters: `re` tries the branches of an alternation one by one, however many there are.
    """
    return f"(?:{_tree(sorted(set(words)))})"


def _tree(words: list[str]) -> str:
    """'tot' and 'ten' as 't(?:en|ot)'; 'na' and 'naar' as 'na(?:ar)?', which takes the longer first."""
    endings: dict[str, list[str]] = {}
    for word in words:
        endings.setdefault(word[:1], []).append(word[1:])
    is_word = endings.pop("", None) is not None
    branches = [_spelled(letter) + _tree(rest) for letter, rest in endings.items()]
    if len(branches) == 1 and not is_word:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if is_word else ''}" if branches else ""


def _spelled(letter: str) -> str:
    return {" ": SPACE, "*": r"\w*"}.get(letter) or re.escape(letter)


def meanings(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Each word with the key of the list it stands in."""
    return {word: key for key, words in table.items() for word in words}


_TIME = _load("time.toml")
_EVERYDAY = _load("time_everyday.toml")
_COUNTED = _load("counted.toml")

MONTHS: dict[str, int] = {
    word: number
    for number, (name, short) in enumerate(_TIME["months"].items(), start=1)
    for word in (name, *short)
}
MONTH_NAMES = tuple(_TIME["months"])
QUARTERS: list[str] = _TIME["quarters"]["words"]
NUMERALS = {word: int(number) for word, number in meanings(_TIME["numerals"]).items()}
SCHOOL_YEARS = {word: int(month) for word, month in meanings(_TIME["school_years"]).items()}
BEHIND = meanings(_TIME["behind"])
SEASONS = {word: int(number) for word, number in meanings(_TIME["seasons"]).items()}
RECESSES = {word: int(number) for word, number in meanings(_TIME["recesses"]).items()}
ORDINALS = {word: int(number) for word, number in meanings(_TIME["ordinals"]).items()}
NUMBERS = {word: int(number) for word, number in meanings(_TIME["numbers"]).items()}
CENTURIES = {word: int(hundreds) for word, hundreds in meanings(_TIME["centuries"]).items()}
YEARS_OF_CENTURY = {word.replace("ë", "e"): n for word, n in number_words().items() if n < 100} | {"een": 1}
WEEKDAYS: dict[str, list[str]] = _TIME["weekdays"]
PARTS = meanings(_TIME["parts"])
CUES = meanings(_TIME["cues"])
JOINERS = meanings(_TIME["joiners"])
RELATIVE_YEARS = meanings(_TIME["relative_years"])
NAMED_YEARS = meanings(_TIME["named_years"])
RELATIVE_UNITS = meanings(_TIME["relative_units"])
RHYTHM_UNITS = meanings(_TIME["rhythm_units"])
RHYTHM_ADVERBS = meanings(_TIME["rhythm_adverbs"])
RHYTHM_WORDS: dict[str, list[str]] = _TIME["rhythm_words"]
DAYS = {word: int(number) for word, number in meanings(_TIME["days"]).items()}
NOW: list[str] = _TIME["now"]["words"]
STRETCHES = meanings(_TIME["stretches"])
OPEN_ENDS: list[str] = _TIME["open_ends"]["words"]
OWN_EVENTS: list[str] = _TIME["own_events"]["names"]
EVERYDAY_CUES = meanings(_EVERYDAY["cues"])
EVERYDAY_DAYS = {word: int(number) for word, number in meanings(_EVERYDAY["days"]).items()}
FEW = {word: int(number) for word, number in meanings(_EVERYDAY["numbers"]).items()}
COUNTS = NUMBERS | FEW
NAMED_WEEKDAYS = {word: int(number) for word, number in meanings(_EVERYDAY["weekdays"]).items()}
WEEK_PARTS = meanings(_EVERYDAY["week_parts"])
FIXED_HOLIDAYS = meanings(_TIME["fixed_holidays"])  # 'driekoningen': '6-1'
EASTER_HOLIDAYS = {word: int(number) for word, number in meanings(_TIME["easter_holidays"]).items()}
DECADES = {word: int(number) for word, number in meanings(_EVERYDAY["decades"]).items()}
AFTER_A_DAY: list[str] = _EVERYDAY["after_a_day"]["words"]
TRAPS: dict[str, list[str]] = _TIME["traps"]
COUNTED_NOUNS = [noun for nouns in _COUNTED["units"].values() for noun in nouns] + TRAPS["counted"]


_OPENING_WORDS = [
    *(*MONTHS, *SEASONS, *RECESSES, *ORDINALS, *RELATIVE_YEARS, *NAMED_YEARS, *RELATIVE_UNITS, *DAYS),
    *STRETCHES,
    *(NUMBERS.keys() - {"een"}),
    *(
        *NOW,
        *WEEKDAYS["names"],
        *WEEKDAYS["short"],
        *TRAPS["references"],
        *TRAPS["holidays"],
        *TRAPS["numbered"],
    ),
    *("per", *(word for key in ("every", "other", "hedges", "several") for word in RHYTHM_WORDS[key])),
    *("half", "het jaar", "week", "weken", "wk", "weeknummer", "weeknr", "jaar", "jaren"),
    *(*QUARTERS, *SCHOOL_YEARS),
    *("kalenderjaar", "boekjaar", "verslagjaar", "jaarwisseling", "binnen", "over", "eens"),
    *("voor-", "na-", "winter", *FIXED_HOLIDAYS, *EASTER_HOLIDAYS),
    *(word for word, part in PARTS.items() if part in ("start", "mid", "end")),
]
_EVERYDAY_OPENING_WORDS = [
    *("een", *EVERYDAY_DAYS, *FEW, *NAMED_WEEKDAYS, *WEEK_PARTS),
    *(f"{word}{ending}" for word in NAMED_WEEKDAYS for ending in ("en", "s")),
    *("dag", "maand", "begin"),
]


# 'een maand', 'een à twee keer', but not the article in 'een woning', which is the most of them by far
_AS_NUMBER = rf"een{GAP}(?:[aà-]|of|tot|{any_of([*RHYTHM_UNITS, *RHYTHM_WORDS['times'], *STRETCHES])})"


def openers(scope: Scope) -> str:
    """With what a notation may begin, beside digits: a look ahead that passes over most words at once."""
    is_everyday = scope == "everyday"
    words = any_of({*_OPENING_WORDS, *_EVERYDAY_OPENING_WORDS} if is_everyday else _OPENING_WORDS)
    adverbs, times = any_of(RHYTHM_ADVERBS), any_of(RHYTHM_WORDS["times"])
    compounds = rf"{any_of([*NUMBERS, 'half'])}(?:-?{adverbs}|{times})|{adverbs}"
    signs = r"\d|'\d\d|[qkh]\d|q \d|(?:kw\.?|kwartaal) ?\d"
    return rf"(?:{signs}|{words}{WORD_END}|{compounds}|{any_of(CENTURIES)}|{_AS_NUMBER})"


# One spelling for what looks alike; every replacement is as long as what it replaces, so offsets hold.
_LOOKALIKES = {
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\r", " "),
    **dict.fromkeys("‘’`´", "'"),
    **dict.fromkeys("éèëᵉº°", "e"),
    "ᵈ": "d",
    **dict.fromkeys("òô", "ó"),
}
_LOOKALIKE = re.compile(f"[{''.join(_LOOKALIKES)}]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@\S+")  # https://woonbond.example/mei-2021
# Both look back behind their first sign: `re` jumps to what begins with a sign, and would try a pattern that
# begins with a look back at each letter.
_NOTE_MARK = re.compile(r"[¹²³⁴-⁹](?<=\d.)")  # 2031¹
_POSTCODE = re.compile(  # 2011 KL; 'IN 2023 EN 2024' in capitals holds none
    r"[1-9](?<!\w.)\d{3} ?(?!(?:EN|DE|ER|TE|AL|NA|WE|ZE)\b)[A-EGHJ-NPR-TV-XZ]{2}\b"
)


def plain(text: str) -> str:
    """The text as it is searched: lower case, one kind of dash, space and quote, addresses blotted out.

    As long as the text itself, so that offsets are the same.
    """
    searched = text
    if "@" in text or "/" in text or "www." in text:
        searched = _ADDRESS.sub(_blot, searched)
    searched = _NOTE_MARK.sub("*", _POSTCODE.sub(_blot, searched))
    lower = searched.lower()
    if len(lower) != len(searched):  # 'İ' grows in lower case
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in searched)
    return _LOOKALIKE.sub(lambda match: _LOOKALIKES[match[0]], lower)


def _blot(match: re.Match[str]) -> str:
    return "\x00" * len(match[0])


def one_space(words: str) -> str:
    """The words as they stand in the data file, however the line was broken."""
    return " ".join(words.split())
