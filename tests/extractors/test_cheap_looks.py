"""What a cheap look passes over holds nothing: it is held against the slow pattern on invented agreements."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors._commitments.kinds import _first_cue, kind_cues
from extractors._parties.items import may_tell, rows
from extractors._vocabulary import may_say, phrases

_TESTS = Path(__file__).parents[1]
_LINES = sorted(
    {
        line
        for text in (_TESTS / "passages" / "text").iterdir()
        for line in text.read_text("utf-8").split("\n")
    }
)


def test_lines_without_a_row_of_names() -> None:
    passed = [line for line in _LINES if not may_tell(line)]
    assert len(passed) > len(_LINES) / 3  # else the look saves nothing
    assert not [line for line in passed for row in rows(line) if len(row) > 1 or not row[0].is_bare]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("In 2031 bouwt Welbouw 30 woningen.", False),  # names one behind the other are no row
        ("De huurders advies raad stemt in.", True),  # a kind of party, written apart
        ("De Huurders-adviesraad stemt in.", True),  # and with a hyphen
        ("Welbouw en 3B Wonen bouwen.", True),  # a second name that begins with a digit
        ("Welbouw, ook de Brug", True),  # behind 'ook' and an article
        ("Stichting Welbouw", True),  # a legal form makes one name enough
    ],
)
def test_what_may_be_a_row(line: str, *, expected: bool) -> None:
    assert may_tell(line) is expected


def test_cues_are_found_where_one_can_begin() -> None:
    for line in map(str.lower, _LINES):
        found, expected = _first_cue(line), kind_cues().search(line)
        assert (found and found.span()) == (expected and expected.span())


@pytest.mark.parametrize(
    "path",
    [
        ("deadlines", "not_deadlines", "forecast"),  # phrases of several words
        ("commitments", "commissive_phrases"),  # with a gap: 'spannen … in'
        ("responsibilities", "agreeing"),
    ],
)
def test_phrases_are_told_by_one_word(path: tuple[str, ...]) -> None:
    said = [line for line in _LINES if phrases(*path).search(line.lower())]
    assert said
    assert all(may_say(line, *path) for line in said)
