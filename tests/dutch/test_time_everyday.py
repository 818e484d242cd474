"""The everyday scope: what tells time in letters and mails, and dates nothing in an agreement."""

from __future__ import annotations

from datetime import date

import pytest

from extractors._dutch.time import Anchor, ImpossibleTime, Scope, TimeExpression, read_times

WEDNESDAY = Anchor(reference=date(2030, 12, 4))


def told(text: str, scope: Scope = "everyday") -> list[str]:
    """Each expression as 'first..last day', or its TIMEX3 value where it comes back."""
    return [_told(time) for time in read_times(text, WEDNESDAY, scope)]


def _told(time: TimeExpression | ImpossibleTime) -> str:
    assert isinstance(time, TimeExpression), time
    if time.recurrence_period:
        return f"{time.timex3} each {time.recurrence_period}"
    days = dict.fromkeys(day.isoformat() if day else "" for day in (time.starts_on, time.ends_on))
    return "..".join(days)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # weekdays: the next one, unless told otherwise
        ("Ik bel maandag", "2030-12-09"),
        ("woensdag", "2030-12-04"),  # today is one
        ("komende woensdag", "2030-12-11"),  # but not a coming one
        ("volgende maandag", "2030-12-09"),
        ("afgelopen vrijdag", "2030-11-29"),
        ("deze dinsdag", "2030-12-03"),  # of this week
        ("vrijdag volgende week", "2030-12-13"),
        ("volgende week vrijdag", "2030-12-13"),
        ("uiterlijk vrijdag", "..2030-12-06"),
        ("van maandag t/m vrijdag", "2030-12-09..2030-12-13"),  # the Friday after that Monday
        ("twee zondagen vanaf nu", "2030-12-15"),
        ("elke maandag", "XXXX-WXX-1 each P1W"),
        ("op zondagen", "XXXX-WXX-7 each P1W"),
        ("maandag 6 januari", "2031-01-06"),  # belongs to its date
        ("vrijdag de 13e", "2030-12-13"),
        # weeks and their parts
        ("dit weekend", "2030-12-07..2030-12-08"),
        ("elk weekend", "XXXX-WXX-WE each P1W"),
        ("volgende werkweek", "2030-12-09..2030-12-13"),
        ("in de week", "2030-12-02..2030-12-08"),
        ("eind van de week", "2030-12-05..2030-12-08"),
        ("de week na de volgende", "2030-12-16..2030-12-22"),
        ("mijn maand", "2030-12-01..2030-12-31"),
        ("in het jaar", "2030-01-01..2030-12-31"),
        # days by their number: the nearest
        ("Kun je op de 15e?", "2030-12-15"),
        ("op de 22ste terug", "2030-11-22"),
        ("op 9 weg", "2030-12-09"),
        ("op de tweede.", "2030-12-02"),
        ("de 31e", "2030-12-31"),
        ("van 4 tot en met 22 deze maand", "2030-12-04..2030-12-22"),
        ("29/2-1/3", "2032-02-29..2032-03-01"),
        ("22/01", "2031-01-22"),
        ("maart 2e", "2031-03-02"),
        # counted from today, years too
        ("over drie jaar", "2033-12-04"),
        ("de komende vijf jaar", "2030-12-05..2035-12-04"),
        ("een paar weken geleden", "2030-11-20"),
        ("afgelopen paar dagen", "2030-12-02..2030-12-03"),
        ("binnen een jaar en twee weken", "2030-12-04..2031-12-18"),
        ("drie weken vanaf nu", "2030-12-25"),
        ("twee dagen na morgen", "2030-12-07"),
        ("twee jaar later", "2032-12-04"),
        ("een week eerder", "2030-11-27"),
        ("gisteravond", "2030-12-03"),
        ("de dag ervoor", "2030-12-03"),
        ("iedere ochtend", "P1D each P1D"),
        # holidays
        ("met Pasen", "2031-04-13"),
        ("tweede pinksterdag 2031", "2031-06-02"),
        ("na Kerst", "2030-12-26.."),
        ("drie dagen voor Koningsdag", "2031-04-24"),
        ("tussen Kerst en Nieuwjaar", "2030-12-25..2031-01-01"),
        # tens and hundreds of years
        ("de jaren negentig", "1990-01-01..1999-12-31"),
        ("dit decennium", "2030-01-01..2039-12-31"),
        ("de 21e eeuw", "2000-01-01..2099-12-31"),
        # notations of other habits
        ("2031/08/12", "2031-08-12"),
        ("2031-3", "2031-03-01..2031-03-31"),
        ("januari 22 2031", "2031-01-22"),
        ("5 december 1391", "1391-12-05"),
        ("van tweeduizend tot tweeduizend twintig", "2000-01-01..2019-12-31"),
        # signs and comparisons
        (">= 2031", "2031-01-01.."),
        ("< 2031", "..2030-12-31"),
        ("omzet hoger dan 2031", "2032-01-01.."),
        # 'voor' is before, but behind a plan it is for
        ("klaar voor 2031", "..2030-12-31"),
        ("het plan voor januari", "2031-01-01..2031-01-31"),
        ("voor volgend jaar", "2031-01-01..2031-12-31"),
    ],
)
def test_everyday(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "maandag",
        "de 15e",
        "op de tweede.",
        "over drie jaar",
        "de komende vijf jaar",
        "het jaar",
        "de week",
        "een paar weken geleden",
        "dit weekend",
        "22/01",
        "2031-3",
        "> 2000 woningen",
    ],
)
def test_dates_nothing_in_an_agreement(text: str) -> None:
    assert told(text, "agreements") == []


@pytest.mark.parametrize(
    "text",
    [
        "de 15e vergadering",  # counts something
        "de tweede ronde",
        "de eerste, die later kwam",
        "op 6.45 procent",
        "vandaag de dag",
        "het jaar dat volgt",  # another one
        "< 23 jaar",
        "> 2000 woningen",
        "Tel. 138-2010-2015",
    ],
)
def test_no_time_in_everyday_words_either(text: str) -> None:
    assert told(text) == []
