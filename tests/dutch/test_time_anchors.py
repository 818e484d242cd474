"""The year of what has none: the column's, the agreement's, the one nearest to the document's date."""

from __future__ import annotations

from datetime import date

import pytest

from extractors._dutch.time import Anchor, TimeExpression, as_before, as_yearly, read_times

DECEMBER = Anchor(reference=date(2030, 12, 2))
TERM = Anchor(period=(2031, 2034))


def only(text: str, anchor: Anchor = Anchor()) -> TimeExpression:  # noqa: B008
    (time,) = read_times(text, anchor)
    assert isinstance(time, TimeExpression)
    return time


def days(time: TimeExpression) -> str:
    return "..".join(day.isoformat() if day else "" for day in (time.starts_on, time.ends_on))


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("voor 1 juli", Anchor(year=2033, period=(2031, 2034)), "..2033-06-30"),  # the column's year wins
        ("voor 1 juli", Anchor(period=(2031, 2031), reference=date(2030, 12, 2)), "..2031-06-30"),
        ("in het najaar", Anchor(period=(2031, 2031)), "2031-09-01..2031-11-30"),
        # by the date of a letter alone: the nearest
        ("op 13 december", DECEMBER, "2030-12-13..2030-12-13"),
        ("op 22 november", DECEMBER, "2030-11-22..2030-11-22"),
        ("in februari", DECEMBER, "2031-02-01..2031-02-28"),
        # told from the moment of writing
        ("dit jaar", DECEMBER, "2030-01-01..2030-12-31"),
        ("volgend jaar", DECEMBER, "2031-01-01..2031-12-31"),
        ("het komende jaar", DECEMBER, "2031-01-01..2031-12-31"),
        ("vorig jaar", DECEMBER, "2029-01-01..2029-12-31"),
        ("eind dit jaar", DECEMBER, "2030-10-01..2030-12-31"),
        ("halverwege volgend jaar", DECEMBER, "2031-04-01..2031-09-30"),
        ("mei volgend jaar", DECEMBER, "2031-05-01..2031-05-31"),
        ("volgend jaar juni", DECEMBER, "2031-06-01..2031-06-30"),
        ("1 juli van dit jaar", DECEMBER, "2030-07-01..2030-07-01"),
        ("voor het einde van het jaar", DECEMBER, "..2030-12-31"),
        ("voor 1 juli van volgend jaar", DECEMBER, "..2031-06-30"),
        # told from the year that was named last
        ("eind van dat jaar", Anchor(named=2033, reference=date(2030, 12, 2)), "2033-10-01..2033-12-31"),
        ("mei van het jaar daarop", Anchor(named=2033), "2034-05-01..2034-05-31"),
        ("in het jaar daarna", Anchor(named=2033), "2034-01-01..2034-12-31"),
        ("dit najaar", DECEMBER, "2030-09-01..2030-11-30"),
        # a season that is over by the day of signing is that of the agreement
        ("dit najaar", Anchor(period=(2031, 2031), reference=date(2030, 12, 2)), "2031-09-01..2031-11-30"),
        ("komend voorjaar", DECEMBER, "2031-03-01..2031-05-31"),
        ("afgelopen zomer", DECEMBER, "2030-06-01..2030-08-31"),
        ("komend kwartaal", DECEMBER, "2031-01-01..2031-03-31"),
        ("deze maand", DECEMBER, "2030-12-01..2030-12-31"),
        ("volgende week", DECEMBER, "2030-12-09..2030-12-15"),
        ("het jaar tot heden", DECEMBER, "2030-01-01..2030-12-02"),
        ("deze maand tussen 4 en 22", DECEMBER, "2030-12-04..2030-12-22"),
        ("de 20ste van de volgende maand", DECEMBER, "2031-01-20..2031-01-20"),
        ("de rest van het jaar", DECEMBER, "2030-12-02..2030-12-31"),
        ("later deze maand", DECEMBER, "2030-12-02..2030-12-31"),
        ("eerder dit jaar", DECEMBER, "2030-01-01..2030-06-30"),  # its first half
        ("eerder deze maand", DECEMBER, "2030-12-01..2030-12-02"),  # and not past the day of writing
        ("laatste dag van dit jaar", DECEMBER, "2030-12-31..2030-12-31"),
        ("dit en volgend jaar", DECEMBER, "2030-01-01..2031-12-31"),  # the unit comes with the last
        ("begin volgende week", DECEMBER, "2030-12-09..2030-12-11"),  # Monday to Wednesday
        ("volgend jaar zomer", DECEMBER, "2031-06-01..2031-08-31"),
        ("uiterlijk over twee weken", DECEMBER, "..2030-12-16"),
        ("1 juli a.s.", DECEMBER, "2031-07-01..2031-07-01"),
        ("mei jl.", DECEMBER, "2030-05-01..2030-05-31"),
        ("in de loop van het jaar", DECEMBER, "2030-01-01..2030-12-31"),
        ("drie maanden na ondertekening", DECEMBER, "2031-03-02..2031-03-02"),
        ("uiterlijk drie maanden na ondertekening", DECEMBER, "..2031-03-02"),
        ("tot morgen", DECEMBER, "..2030-12-02"),
        ("twee weken vanaf nu", DECEMBER, "2030-12-16..2030-12-16"),
        ("29 februari", DECEMBER, "2032-02-29..2032-02-29"),  # the nearest year that has one
        ("de komende drie maanden", DECEMBER, "2030-12-03..2031-03-02"),
        ("afgelopen 2 weken", DECEMBER, "2030-11-18..2030-12-01"),
        ("over 14 dagen", DECEMBER, "2030-12-16..2030-12-16"),
        ("een maand geleden", DECEMBER, "2030-11-02..2030-11-02"),
        ("tussen nu en 15 januari", DECEMBER, "2030-12-02..2031-01-15"),
        ("morgen", DECEMBER, "2030-12-03..2030-12-03"),
        # a term has an anchor when it runs from the signing, and the day of signing is known
        ("binnen drie maanden na ondertekening", DECEMBER, "2030-12-02..2031-03-02"),
        (
            "binnen 3 maanden na de ondertekening",
            Anchor(reference=date(2030, 11, 30)),
            "2030-11-30..2031-02-28",
        ),
        ("binnen zes maanden na ondertekening (15 januari 2031)", DECEMBER, "2031-01-15..2031-07-15"),
        ("voor de jaarwisseling", Anchor(year=2031), "..2031-12-31"),
        # an agreement without a date calls its own year the coming one
        ("het komende jaar", Anchor(period=(2031, 2031)), "2031-01-01..2031-12-31"),
        ("komend jaar", Anchor(period=(2031, 2031), reference=date(2031, 1, 15)), "2031-01-01..2031-12-31"),
        ("volgend jaar", Anchor(period=(2031, 2031)), "2032-01-01..2032-12-31"),
    ],
)
def test_inferred_year(text: str, anchor: Anchor, expected: str) -> None:
    time = only(text, anchor)
    assert days(time) == expected
    assert time.is_year_inferred


def test_a_year_named_in_the_same_text_is_the_last_named() -> None:
    _, last = read_times("in 2033 wordt gemeten, en voor het einde van dat jaar besloten")
    assert isinstance(last, TimeExpression)
    assert days(last) == "..2033-12-31"


def test_a_limit_at_a_recess_is_one_at_its_season_and_in_doubt() -> None:
    time = only("uiterlijk voor de zomervakantie van 2031")
    assert (days(time), time.modifier, time.is_ambiguous) == ("..2031-05-31", "before", True)


def test_a_range_that_ends_in_every_year_has_no_days() -> None:
    assert days(only("mei 2031 tot juni elk jaar", DECEMBER)) == ".."


def test_first_year_of_a_longer_period_is_in_doubt() -> None:
    time = only("voor 1 juli", TERM)
    assert (days(time), time.is_ambiguous) == ("..2031-06-30", True)


def test_printed_year_wins_over_every_anchor() -> None:
    time = only("voor 1 juli 2029", Anchor(2033, (2031, 2034), date(2030, 12, 2)))
    assert (days(time), time.is_year_inferred) == ("..2029-06-30", False)


@pytest.mark.parametrize(
    ("text", "timex3", "edtf"),
    [
        ("voor 15 december", "XXXX-12-15", "XXXX-12-15"),
        ("derde kwartaal", "XXXX-Q3", "XXXX-35"),
        ("in het najaar", "XXXX-FA", "XXXX-23"),
        ("Jul-dec", "XXXX-07/XXXX-12", "XXXX-07/XXXX-12"),
        ("tweede en derde kwartaal", "XXXX-Q2/XXXX-Q3", None),
        ("uiterlijk 15/12", "XXXX-12-15", "XXXX-12-15"),
        ("eind van het jaar", "XXXX", None),
    ],
)
def test_nothing_to_lean_on(text: str, timex3: str, edtf: str | None) -> None:
    time = only(text)
    assert days(time) == ".."
    assert (time.timex3, time.edtf, time.is_year_inferred) == (timex3, edtf, False)


@pytest.mark.parametrize(
    "text", ["binnen drie maanden na ondertekening", "over twee weken", "morgen", "komend kwartaal"]
)
def test_terms_without_a_date_give_nothing(text: str) -> None:
    assert read_times(text, TERM) == []


@pytest.mark.parametrize(
    ("text", "before", "edtf"),
    [
        ("voor 2031", "..2030-12-31", "../2030"),
        ("voor het derde kwartaal van 2031", "..2031-06-30", "../2031-06"),
    ],
)
def test_voor_is_for_until_the_reader_knows_better(text: str, before: str, edtf: str) -> None:
    time = only(text)
    assert time.modifier is None
    assert time.is_ambiguous
    assert time.rule.startswith("voor_")
    other = as_before(time)
    assert (days(other), other.modifier, other.edtf, other.is_ambiguous) == (before, "before", edtf, False)


@pytest.mark.parametrize("text", ["voor 2031 en 2032", "voor het jaar 2031", "voor de jaren 2031-2034"])
def test_voor_is_plainly_for(text: str) -> None:
    time = only(text)
    assert (time.modifier, time.is_ambiguous) == (None, False)
    assert as_before(time) == time


@pytest.mark.parametrize("text", ["vóór 2031", "uiterlijk voor 2031", "nog voor 2031"])
def test_voor_is_plainly_before(text: str) -> None:
    assert days(only(text)) == "..2030-12-31"


@pytest.mark.parametrize(
    ("text", "timex3", "edtf"),
    [
        ("voor 1 juli 2031", "XXXX-07-01", "XXXX-07-01"),
        ("derde kwartaal 2031", "XXXX-Q3", "XXXX-35"),
        ("najaar 2031", "XXXX-FA", "XXXX-23"),
        ("januari-april 2031", "XXXX-01/XXXX-04", "XXXX-01/XXXX-04"),
        ("week 26 2031", "XXXX-W26", None),
    ],
)
def test_as_yearly(text: str, timex3: str, edtf: str | None) -> None:
    time = as_yearly(only(text))
    assert (days(time), time.granularity, time.timex3, time.edtf) == ("..", "recurring", timex3, edtf)
    assert (time.recurrence_count, time.recurrence_period) == (1, "P1Y")


@pytest.mark.parametrize("text", ["2031", "2031-2034", "twee keer per jaar"])
def test_whole_years_and_rhythms_do_not_become_yearly(text: str) -> None:
    assert as_yearly(only(text)) == only(text)
