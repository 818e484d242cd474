"""What holds for any text, anchor and date."""

from __future__ import annotations

import re
from datetime import date
from time import process_time

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors._dutch.time import Anchor, ImpossibleTime, TimeExpression, as_before, as_yearly, read_times
from extractors._dutch.time.vocabulary import (
    CUES,
    JOINERS,
    MONTH_NAMES,
    PARTS,
    RELATIVE_YEARS,
    SPACE,
    any_of,
    plain,
)

# YYYY, YYYY-MM-DD, YYYY-Q1, YYYY-SP, YYYY-W26, YYY of a decade, P3M; X for what is not told
TIMEX3 = re.compile(
    r"(?:\d{2,4}|XXXX)(?:-(?:\d\d(?:-\d\d)?|Q[1-4]|H[12]|SP|SU|FA|WI|W(?:\d\d|XX)(?:-WE|-[1-7])?|\d\d-WXX))?"
    r"|P(?:\d+[YMWD])+"
)
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
YEARS = st.integers(1900, 2099)
ANCHORS = st.builds(
    Anchor,
    year=st.none() | YEARS,
    period=st.none() | st.tuples(YEARS, st.integers(0, 9)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    reference=st.none() | st.dates(),
)
# Texts full of the words of the vocabulary, so that the strangest combinations are met.
WORDS = st.sampled_from(
    [
        *CUES,
        *JOINERS,
        *PARTS,
        *MONTH_NAMES,
        *(f"{word} jaar" for word in RELATIVE_YEARS),
        "2031",
        "1",
        "29",
        "31",
        "7",
        "kwartaal",
        "tweede",
        "helft",
        "Q3",
        "week",
        "zomer",
        "de",
        "jaarlijks",
        "1/5",
        "twee keer per jaar",
        "afgelopen 99 maanden",
        "999 jaar geleden",
        "over 40 weken",
        "\n",
        "12-2031",
        "2034-Q1",
    ]
)
TEXTS = st.text(max_size=80) | st.lists(WORDS, max_size=9).map(" ".join)


@settings(deadline=None)  # the first text compiles the notations
@given(TEXTS, ANCHORS)
def test_any_text(text: str, anchor: Anchor) -> None:
    end = 0
    shared: tuple[int, int] | None = None  # years that share a month stand on the same words
    for time in read_times(text, anchor):
        assert time.text == text[time.start : time.end] != ""
        assert time.start >= end or (time.start, time.end) == shared
        end, shared = time.end, (time.start, time.end)
        if isinstance(time, ImpossibleTime):
            continue
        assert time.starts_on is None or time.ends_on is None or time.starts_on <= time.ends_on
        assert (time.quarter is not None) == (
            time.granularity == "quarter" and "XXXX" not in (time.timex3 or "")
        )
        assert (time.granularity == "recurring") == (time.recurrence_period is not None)
        assert time.rule
        assert as_yearly(as_before(time)).text == time.text


@settings(deadline=None)  # the first text compiles the everyday notations
@given(TEXTS, st.dates())
def test_any_text_in_the_everyday_scope(text: str, today: date) -> None:
    end = 0
    for time in read_times(text, Anchor(reference=today), "everyday"):
        assert time.text == text[time.start : time.end] != ""
        assert time.start >= end or isinstance(time, TimeExpression)
        end = time.end


@settings(deadline=None)
@given(TEXTS, ANCHORS)
def test_published_edtf_is_edtf(text: str, anchor: Anchor) -> None:
    for time in read_times(text, anchor):
        if isinstance(time, TimeExpression) and time.edtf:
            # its grammar knows the codes of quarters and seasons only with a year and without a '~'
            parse_edtf(re.sub(r"(-[234]\d)~", r"\1", time.edtf.replace("XXXX", "2031")))


@given(TEXTS, ANCHORS)
def test_timex3_is_a_value_of_the_standard(text: str, anchor: Anchor) -> None:
    for time in read_times(text, anchor):
        if isinstance(time, TimeExpression):
            assert all(TIMEX3.fullmatch(value) for value in (time.timex3 or "").split("/")), time.timex3


@pytest.mark.parametrize(
    "piece", ["uiterlijk ", "1, ", "Q1/", "2031-", "week 1, ", "2031, ", "1e, ", "kwartaal 1, ", "in de "]
)
def test_four_times_the_text_takes_four_times_the_time(piece: str) -> None:
    took = []
    for times in (500, 2_000):
        begun = process_time()
        read_times(piece * times)
        took.append(process_time() - begun)
    assert took[1] < 10 * took[0] + 0.2  # a square would be sixteen


@given(st.text())
def test_offsets_survive_the_search_text(text: str) -> None:
    assert len(plain(text)) == len(text)


@settings(deadline=None)  # the first full date loads dateparser
@given(
    DATES,
    st.sampled_from(
        ["{d}-{m}-{y}", "{d:02}-{m:02}-{y}", "{d}/{m}/{y}", "{y}-{m:02}-{d:02}", "{d} {name} {y}"]
    )
    | st.sampled_from(["{d}e {name} {y}", "{d} {name}, {y}", "de {d}e van {name} {y}", "{d} {NAME} {y}"]),
)
def test_a_date_in_any_notation_reads_back_to_itself(day: date, notation: str) -> None:
    name = MONTH_NAMES[day.month - 1]
    text = notation.format(d=day.day, m=day.month, y=day.year, name=name, NAME=name.upper())
    (time,) = read_times(f"Gereed op {text}.")
    assert isinstance(time, TimeExpression)
    assert (time.starts_on, time.ends_on, time.timex3, time.edtf) == (day, day, str(day), str(day))


@given(
    YEARS,
    st.integers(1, 4),
    st.sampled_from(
        [
            "Q{q}-{y}",
            "Q{q} {y}",
            "{y}-Q{q}",
            "{q}e kwartaal van {y}",
            "Q {q} - {y}",
            "K{q}/{y}",
            "kw. {q} {y}",
        ]
    ),
)
def test_a_quarter_reads_back_to_itself(year: int, quarter: int, notation: str) -> None:
    (time,) = read_times(notation.format(q=quarter, y=year))
    assert isinstance(time, TimeExpression)
    assert time.quarter == time.timex3 == f"{year}-Q{quarter}"
    assert time.starts_on == date(year, 3 * quarter - 2, 1)


@given(DATES, ANCHORS)
def test_before_and_from_leave_no_gap(day: date, anchor: Anchor) -> None:
    text = f"{day.day}-{day.month}-{day.year}"
    (before,) = read_times(f"vóór {text}", anchor)
    (since,) = read_times(f"vanaf {text}", anchor)
    assert isinstance(before, TimeExpression)
    assert isinstance(since, TimeExpression)
    assert before.ends_on is not None
    assert since.starts_on is not None
    assert (since.starts_on - before.ends_on).days == 1


@given(st.lists(st.text("abn ", min_size=1, max_size=5), min_size=1), st.text("abn ", max_size=6))
def test_of_the_words_the_longest_that_fits_is_taken(words: list[str], text: str) -> None:
    fitting = [word for word in words if text.startswith(word)]
    match = re.match(any_of(words).replace(SPACE, " "), text)
    assert (match and match[0]) == max(fitting, key=len, default=None)
