"""What comes back: how often in which period, and dates that come back every year."""

from __future__ import annotations

import pytest

from extractors._dutch.time import Anchor, TimeExpression, read_times


def only(text: str) -> TimeExpression:
    (time,) = read_times(text, Anchor(year=2031))
    assert isinstance(time, TimeExpression)
    return time


@pytest.mark.parametrize(
    ("text", "count", "period"),
    [
        ("jaarlijks", 1, "P1Y"),
        ("de jaarlijkse evaluatie", 1, "P1Y"),
        ("elk jaar", 1, "P1Y"),
        ("per jaar", 1, "P1Y"),
        ("elk kwartaal", 1, "P3M"),
        ("iedere eerste dinsdag van de maand", 1, "P1M"),  # the day itself has no code
        ("de derde donderdag van elk kwartaal", 1, "P3M"),
        ("per kwartaal", 1, "P3M"),
        ("halfjaarlijks", 1, "P6M"),
        ("half jaarlijks overleg", 1, "P6M"),  # torn apart
        ("elk half jaar", 1, "P6M"),
        ("maandelijks", 1, "P1M"),
        ("wekelijks", 1, "P1W"),
        ("tweewekelijks", 1, "P2W"),
        ("driejaarlijks", 1, "P3Y"),
        ("4-jaarlijkse", 1, "P4Y"),
        ("driemaandelijks", 1, "P3M"),
        ("elke drie jaar", 1, "P3Y"),
        ("om het jaar", 1, "P2Y"),  # every other
        ("om de drie jaar", 1, "P3Y"),
        ("eens per drie jaar", 1, "P3Y"),
        ("één keer in de vier jaar", 1, "P4Y"),
        ("minimaal één keer in de twee jaar", 1, "P2Y"),
        ("twee keer per jaar", 2, "P1Y"),
        ("Tweemaal per jaar", 2, "P1Y"),
        ("ten minste tweemaal per jaar", 2, "P1Y"),
        ("2x per jaar", 2, "P1Y"),
        ("2 x p.j.", 2, "P1Y"),
        ("2x p/j", 2, "P1Y"),
        ("2x/jaar", 2, "P1Y"),
        ("om het half jaar", 1, "P6M"),  # every half year, not every other
        ("om de andere week", 1, "P2W"),
        ("zes keer per jaar", 6, "P1Y"),
        ("drie keer\nper jaar", 3, "P1Y"),  # over the end of a line
        ("meerdere keren per jaar", None, "P1Y"),  # not told how often
    ],
)
def test_rhythm(text: str, count: float | None, period: str) -> None:
    time = only(text)
    assert (time.granularity, time.recurrence_count, time.recurrence_period) == ("recurring", count, period)
    assert (time.starts_on, time.ends_on, time.timex3, time.edtf) == (None, None, period, None)
    assert not time.is_ambiguous


@pytest.mark.parametrize(
    ("text", "count", "period"),
    [
        ("tweejaarlijks", 1, "P2Y"),  # also said of twice a year
        ("1 à 2 keer per jaar", 1, "P1Y"),
        ("1-2 keer per jaar", 1, "P1Y"),  # no first of February
    ],
)
def test_rhythm_in_doubt(text: str, count: float, period: str) -> None:
    time = only(text)
    assert (time.recurrence_count, time.recurrence_period, time.is_ambiguous) == (count, period, True)


@pytest.mark.parametrize(
    ("text", "modifier", "timex3", "edtf"),
    [
        ("jaarlijks voor 1 juli", "before", "XXXX-07-01", "XXXX-07-01"),
        ("elk jaar voor 1 juli", "before", "XXXX-07-01", "XXXX-07-01"),
        ("voor 1 juli van elk jaar", "before", "XXXX-07-01", "XXXX-07-01"),
        ("jaarlijks uiterlijk 1 mei", "by", "XXXX-05-01", "XXXX-05-01"),
        ("jaarlijks in mei", None, "XXXX-05", "XXXX-05"),
        ("elk najaar", None, "XXXX-FA", "XXXX-23"),
        ("ieder jaar in het derde kwartaal", None, "XXXX-Q3", "XXXX-35"),
        ("jaarlijks tussen 1 mei en 1 juli", None, "XXXX-05-01/XXXX-07-01", "XXXX-05-01/XXXX-07-01"),
        ("elk jaar van mei t/m september", None, "XXXX-05/XXXX-09", "XXXX-05/XXXX-09"),
        ("jaarlijks eind november", "end", "XXXX-11", None),
    ],
)
def test_date_that_comes_back(text: str, modifier: str | None, timex3: str, edtf: str | None) -> None:
    time = only(text)
    assert time.text == text
    assert (time.granularity, time.recurrence_count, time.recurrence_period) == ("recurring", 1, "P1Y")
    assert (time.starts_on, time.ends_on, time.quarter) == (None, None, None)
    assert (time.modifier, time.timex3, time.edtf) == (modifier, timex3, edtf)


def test_rhythm_and_the_months_of_one_year_stand_apart() -> None:
    found = read_times("Twee keer per jaar (mei 2031 en oktober 2031) is er overleg")
    assert [time.text for time in found] == ["Twee keer per jaar", "mei 2031", "oktober 2031"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in mei en november van ieder jaar", {"mei": "XXXX-05", "november van ieder jaar": "XXXX-11"}),
        ("september, ieder jaar", {"september, ieder jaar": "XXXX-09"}),
        ("telkenjare vóór 1 juli", {"telkenjare vóór 1 juli": "XXXX-07-01"}),
        ("altijd in maart", {"altijd in maart": "XXXX-03"}),
        ("jaarlijks in mei en november", {"jaarlijks in mei": "XXXX-05", "november": "XXXX-11"}),
        (
            "elk jaar op 1 mei, 1 juli en 1 oktober",
            {"elk jaar op 1 mei": "XXXX-05-01", "1 juli": "XXXX-07-01", "1 oktober": "XXXX-10-01"},
        ),
        ("ieder voor- en najaar", {"ieder voor-": "XXXX-SP", "najaar": "XXXX-FA"}),
        ("jaarlijks in mei en in 2032", {"jaarlijks in mei": "XXXX-05", "2032": "2032"}),  # that year once
    ],
)
def test_all_dates_of_a_list_come_back(text: str, words: dict[str, str]) -> None:
    assert {time.text: getattr(time, "timex3", None) for time in read_times(text)} == words


def test_rate_is_told_from_a_rhythm_by_its_rule() -> None:
    assert (only("50 woningen per jaar").rule, only("jaarlijks overleg").rule) == ("per", "adverb")
