"""Times that are named together: one range, one row each, or one that shares its unit or year."""

from __future__ import annotations

import pytest

from extractors._dutch.time import Anchor, ImpossibleTime, TimeExpression, read_times

YEAR = Anchor(year=2031)


def spans(text: str, anchor: Anchor = YEAR) -> list[str]:
    """Each expression as 'its words = first..last day'."""
    found = []
    for time in read_times(text, anchor):
        assert isinstance(time, TimeExpression), time
        days = "..".join(day.isoformat() if day else "" for day in (time.starts_on, time.ends_on))
        found.append(f"{time.text} = {days}")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the unit comes with the last of them
        ("in het tweede en derde kwartaal", ["tweede en derde kwartaal = 2031-04-01..2031-09-30"]),
        ("1e, 2e en 3e kwartaal 2032", ["1e, 2e en 3e kwartaal 2032 = 2032-01-01..2032-09-30"]),
        ("11 of 18 september", ["11 of 18 september = 2031-09-11..2031-09-18"]),
        ("op 18-19 november", ["18-19 november = 2031-11-18..2031-11-19"]),
        ("15 t/m 20 mei 2032", ["15 t/m 20 mei 2032 = 2032-05-15..2032-05-20"]),
        # so does the year
        ("mei en oktober 2032", ["mei = 2032-05-01..2032-05-31", "oktober 2032 = 2032-10-01..2032-10-31"]),
        (
            "1 mei en 1 oktober 2032",
            ["1 mei = 2032-05-01..2032-05-01", "1 oktober 2032 = 2032-10-01..2032-10-01"],
        ),
        (
            "weken 26 t/m 30 en week 40 2032",
            ["weken 26 t/m 30 = 2032-06-21..2032-07-25", "week 40 2032 = 2032-09-27..2032-10-03"],
        ),
        ("in 2032-2034, voor 1 juli", ["2032-2034 = 2032-01-01..2034-12-31", "voor 1 juli = ..2031-06-30"]),
        # over New Year it is the next one, or the one before
        ("Q4 2031 en Q1", ["Q4 2031 en Q1 = 2031-10-01..2032-03-31"]),
        ("dec/jan 2032", ["dec/jan 2032 = 2031-12-01..2032-01-31"]),
        # or with the first
        ("Q1 2032 en Q3", ["Q1 2032 = 2032-01-01..2032-03-31", "Q3 = 2032-07-01..2032-09-30"]),
        # a month shared by two years is never one interval, and both rows have the same words
        (
            "mei 2031 / 2032",
            ["mei 2031 / 2032 = 2031-05-01..2031-05-31", "mei 2031 / 2032 = 2032-05-01..2032-05-31"],
        ),
        (
            "mei 2031/2032",
            ["mei 2031/2032 = 2031-05-01..2031-05-31", "mei 2031/2032 = 2032-05-01..2032-05-31"],
        ),
        (
            "mei 2031 en 2032 en oktober 2031",
            [
                "mei 2031 en 2032 = 2031-05-01..2031-05-31",
                "mei 2031 en 2032 = 2032-05-01..2032-05-31",
                "oktober 2031 = 2031-10-01..2031-10-31",
            ],
        ),
        # not adjacent: one row each
        ("in 2031 en 2034", ["2031 = 2031-01-01..2031-12-31", "2034 = 2034-01-01..2034-12-31"]),
        ("Q1 2031, Q2 2031", ["Q1 2031 = 2031-01-01..2031-03-31", "Q2 2031 = 2031-04-01..2031-06-30"]),
        # adjacent parts are one stretch
        ("eind 2031/begin 2032", ["eind 2031/begin 2032 = 2031-10-01..2032-03-31"]),
        # days of a month that is named before them
        ("november 18-19", ["november 18-19 = 2031-11-18..2031-11-19"]),
        ("in mei tussen 2 en 7 2032", ["mei tussen 2 en 7 2032 = 2032-05-02..2032-05-07"]),
        ("in mei 4 tot 6 nieuwe woningen", ["mei = 2031-05-01..2031-05-31"]),  # these are no days
        ("in mei de eerste bewoners", ["mei = 2031-05-01..2031-05-31"]),
        # beside 'na', 'voor' a year is before it
        ("na 2031 en voor 2034", ["na 2031 = 2032-01-01..", "voor 2034 = ..2033-12-31"]),
        # a cue of one's own starts anew
        ("na 2031 en voor eind 2034", ["na 2031 = 2032-01-01..", "voor eind 2034 = ..2034-12-31"]),
        # a year holds for what stands in brackets behind it
        ("in 2032 (Q2)", ["2032 = 2032-01-01..2032-12-31", "Q2 = 2032-04-01..2032-06-30"]),
        # counted months of a year
        ("de eerste drie maanden van 2032", ["eerste drie maanden van 2032 = 2032-01-01..2032-03-31"]),
        ("laatste twee kwartalen van 2032", ["laatste twee kwartalen van 2032 = 2032-07-01..2032-12-31"]),
        # quarters by number share their unit and their year
        ("in kwartaal 1 en 2 van 2032", ["kwartaal 1 en 2 van 2032 = 2032-01-01..2032-06-30"]),
        ("kwartaal 1 t/m 3 2032", ["kwartaal 1 t/m 3 2032 = 2032-01-01..2032-09-30"]),
        ("kwartaal 1, 2 en 3", ["kwartaal 1, 2 en 3 = 2031-01-01..2031-09-30"]),
        ("kw. 1 en 3", ["kw. 1 = 2031-01-01..2031-03-31", "3 = 2031-07-01..2031-09-30"]),
        ("fase 1 en 2 2032", ["2032 = 2032-01-01..2032-12-31"]),  # these are no quarters
        # half a word
        (
            "in het voor- en najaar van 2032",
            ["voor- = 2032-03-01..2032-05-31", "najaar van 2032 = 2032-09-01..2032-11-30"],
        ),
        # over New Year
        ("jaarwisseling 2031/2032", ["jaarwisseling 2031/2032 = 2031-12-31..2032-01-01"]),
        ("vóór de jaarwisseling 2031/32", ["vóór de jaarwisseling 2031/32 = ..2031-12-31"]),
        ("na de jaarwisseling 2031/2032", ["na de jaarwisseling 2031/2032 = 2032-01-01.."]),
        ("november t/m februari", ["november t/m februari = 2031-11-01..2032-02-29"]),
        ("november - februari 2032", ["november - februari 2032 = 2031-11-01..2032-02-29"]),
        # 'tot' leaves its end out, and takes the end of a year in
        ("van april tot juni 2031", ["april tot juni 2031 = 2031-04-01..2031-05-31"]),
        ("tot half 2031", ["tot half 2031 = ..2031-06-30"]),  # and to the middle is the first half
        ("tot half mei 2031", ["tot half mei 2031 = ..2031-05-15"]),
        ("tot medio Q2 2031", ["tot medio Q2 2031 = ..2031-05-16"]),
        ("van april tot eind 2031", ["april tot eind 2031 = 2031-04-01..2031-12-31"]),
        # a hyphen of any kind, months without a year
        ("Jan‐april: verslag", ["Jan‐april = 2031-01-01..2031-04-30"]),
        # over the end of a line, not over a blank one
        ("2031 en\n2032", ["2031 en\n2032 = 2031-01-01..2032-12-31"]),
        ("15\n\ndecember 2031", ["december 2031 = 2031-12-01..2031-12-31"]),
        # years in the head of a table are no list
        ("2031\t2032", ["2031 = 2031-01-01..2031-12-31", "2032 = 2032-01-01..2032-12-31"]),
    ],
)
def test_list(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gereed uiterlijk in 2031.", "uiterlijk in 2031"),
        ("De evaluatie vindt plaats in het tweede kwartaal van 2031.", "tweede kwartaal van 2031"),
        ("Voor het einde van het jaar", "Voor het einde van het jaar"),
        ("Wij stellen dit vóór 15 december.", "vóór 15 december"),  # the full stop is the sentence's
        ("d.d. 24 november 2031", "24 november 2031"),
        ("besluit van 1 dec. 2031", "1 dec. 2031"),
    ],
)
def test_words_of_the_expression(text: str, words: str) -> None:
    (time,) = read_times(text, YEAR)
    assert time.text == words == text[time.start : time.end]


@pytest.mark.parametrize(
    "text",
    [
        "Q7-2031",
        "5e kwartaal 2031",
        "31 juni 2031",
        "30 februari",
        "29 februari 2031",
        "week 60 2031",
        "2031-13-01",
        "1-13-2031",
        "winter 2031/2034",
        "31-06-2031",
        "2034 – 2031",
        "mei 2032 t/m maart 2031",
    ],  # ends before it begins
)
def test_what_cannot_be_is_told(text: str) -> None:
    (time,) = read_times(text)
    assert isinstance(time, ImpossibleTime)
    assert time.text == text
    assert time.reason


def test_one_quarter_is_named() -> None:
    quarters = [getattr(time, "quarter", None) for time in read_times("Q3-2031; eind Q4 2031; Q1 en Q2 2032")]
    assert quarters == ["2031-Q3", "2031-Q4", None]
