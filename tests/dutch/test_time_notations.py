"""Every notation of a time with its normal form: days, granularity, modifier, TIMEX3, EDTF."""

from __future__ import annotations

import pytest

from extractors._dutch.time import ImpossibleTime, TimeExpression, read_times


def told(time: TimeExpression | ImpossibleTime) -> str:
    assert isinstance(time, TimeExpression), time
    days = "..".join(day.isoformat() if day else "" for day in (time.starts_on, time.ends_on))
    return f"{days} {time.granularity} {time.modifier or '-'} {time.timex3 or '-'} {time.edtf or '-'}"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Q2-2022", "2022-04-01..2022-06-30 quarter - 2022-Q2 2022-34"),  # the usual short form
        ("Q2 2022", "2022-04-01..2022-06-30 quarter - 2022-Q2 2022-34"),
        ("2022-Q2", "2022-04-01..2022-06-30 quarter - 2022-Q2 2022-34"),
        ("2022Q2", "2022-04-01..2022-06-30 quarter - 2022-Q2 2022-34"),  # glued
        ("Q2/2022", "2022-04-01..2022-06-30 quarter - 2022-Q2 2022-34"),
        ("K2 2022", "2022-04-01..2022-06-30 quarter - 2022-Q2 2022-34"),  # k for kwartaal
        ("2e kwartaal van 2022", "2022-04-01..2022-06-30 quarter - 2022-Q2 2022-34"),
        ("2de kwartaal 2022", "2022-04-01..2022-06-30 quarter - 2022-Q2 2022-34"),
        ("tweede kwartaal 2022", "2022-04-01..2022-06-30 quarter - 2022-Q2 2022-34"),
        (
            "1P\n\nste\nP kwartaal 2017",
            "2017-01-01..2017-03-31 quarter - 2017-Q1 2017-33",
        ),  # a raised 'ste' as text extraction leaves it
        ("1 ste kwartaal 2017", "2017-01-01..2017-03-31 quarter - 2017-Q1 2017-33"),  # the ending torn off
        ("laatste kwartaal 2023", "2023-10-01..2023-12-31 quarter - 2023-Q4 2023-36"),
        ("kwartaal 3 2023", "2023-07-01..2023-09-30 quarter - 2023-Q3 2023-35"),  # the number behind
        ("kw 3 2023", "2023-07-01..2023-09-30 quarter - 2023-Q3 2023-35"),
        ("3e kw. 2023", "2023-07-01..2023-09-30 quarter - 2023-Q3 2023-35"),
        ("3e kwartaal2023", "2023-07-01..2023-09-30 quarter - 2023-Q3 2023-35"),  # glued to its year
        ("mei2023", "2023-05-01..2023-05-31 month - 2023-05 2023-05"),
        ("3\nde\n kwartaal 2023", "2023-07-01..2023-09-30 quarter - 2023-Q3 2023-35"),  # a raised 'de'
        (
            "tweede en derde kwartaal 2023",
            "2023-04-01..2023-09-30 range - 2023-Q2/2023-Q3 2023-04/2023-09",
        ),  # two quarters in a row are one range
        (
            "eind Q1 2023",
            "2023-03-01..2023-03-31 quarter end 2023-Q1 2023-03",
        ),  # the last month of the quarter
        ("eerste helft 2023", "2023-01-01..2023-06-30 half - 2023-H1 2023-40"),
        ("1e helft van 2023", "2023-01-01..2023-06-30 half - 2023-H1 2023-40"),
        ("H1 2023", "2023-01-01..2023-06-30 half - 2023-H1 2023-40"),
        ("1e halfjaar 2023", "2023-01-01..2023-06-30 half - 2023-H1 2023-40"),
        ("tweede helft van 2023", "2023-07-01..2023-12-31 half - 2023-H2 2023-41"),
        ("H2 2023", "2023-07-01..2023-12-31 half - 2023-H2 2023-41"),
        (
            "de eerste helft van mei 2023",
            "2023-05-01..2023-05-15 month start 2023-05 2023-05-01/2023-05-15",
        ),  # half a month is its begin
        ("voorjaar 2023", "2023-03-01..2023-05-31 season - 2023-SP 2023-21"),
        ("lente 2023", "2023-03-01..2023-05-31 season - 2023-SP 2023-21"),
        ("zomer 2023", "2023-06-01..2023-08-31 season - 2023-SU 2023-22"),
        ("najaar 2023", "2023-09-01..2023-11-30 season - 2023-FA 2023-23"),
        ("herfst van 2023", "2023-09-01..2023-11-30 season - 2023-FA 2023-23"),
        ("winter 2023", "2023-12-01..2024-02-29 season - 2023-WI 2023-24"),  # runs into the next year
        ("voor de zomer van 2023", "..2023-05-31 season before 2023-SU ../2023-05"),  # before it begins
        ("2023", "2023-01-01..2023-12-31 year - 2023 2023"),
        ("tweeduizend drieëntwintig", "2023-01-01..2023-12-31 year - 2023 2023"),  # in words
        ("negentienhonderdzesennegentig", "1996-01-01..1996-12-31 year - 1996 1996"),
        ("mei tweeduizend en twaalf", "2012-05-01..2012-05-31 month - 2012-05 2012-05"),
        ("mei de zestiende 2023", "2023-05-16..2023-05-16 day - 2023-05-16 2023-05-16"),  # month first
        ("de week die 12 mei 2023 begint", "2023-05-08..2023-05-14 week - 2023-W19 -"),
        ("de jaren '70", "1970-01-01..1979-12-31 range - 197 197X"),
        ("het kalenderjaar 2023", "2023-01-01..2023-12-31 year - 2023 2023"),
        ("begin 2024", "2024-01-01..2024-03-31 year start 2024 2024-01/2024-03"),  # January to March
        ("medio 2025", "2025-04-01..2025-09-30 year mid 2025 2025-04/2025-09"),  # April to September
        ("midden 2025", "2025-04-01..2025-09-30 year mid 2025 2025-04/2025-09"),
        ("halverwege 2025", "2025-04-01..2025-09-30 year mid 2025 2025-04/2025-09"),
        ("eind 2021", "2021-10-01..2021-12-31 year end 2021 2021-10/2021-12"),  # October to December
        ("einde 2021", "2021-10-01..2021-12-31 year end 2021 2021-10/2021-12"),
        ("eind van 2021", "2021-10-01..2021-12-31 year end 2021 2021-10/2021-12"),
        ("het einde van 2021", "2021-10-01..2021-12-31 year end 2021 2021-10/2021-12"),
        ("ultimo 2026", "2026-12-31..2026-12-31 day - 2026-12-31 2026-12-31"),  # a day
        ("per ultimo 2026", "2026-12-31..2026-12-31 day - 2026-12-31 2026-12-31"),
        ("per eind 2026", "2026-12-31..2026-12-31 day - 2026-12-31 2026-12-31"),
        ("primo 2026", "2026-01-01..2026-01-01 day - 2026-01-01 2026-01-01"),
        (
            "medio september 2016",
            "2016-09-11..2016-09-20 month mid 2016-09 2016-09-11/2016-09-20",
        ),  # the 11th to the 20th
        ("begin maart 2024", "2024-03-01..2024-03-10 month start 2024-03 2024-03-01/2024-03-10"),
        ("eind maart 2024", "2024-03-21..2024-03-31 month end 2024-03 2024-03-21/2024-03-31"),
        (
            "eind februari 2024",
            "2024-02-21..2024-02-29 month end 2024-02 2024-02-21/2024-02-29",
        ),  # to the last day of a leap month
        ("vóór 15 december 2016", "..2016-12-14 day before 2016-12-15 ../2016-12-14"),
        ("voor 15 december 2016", "..2016-12-14 day before 2016-12-15 ../2016-12-14"),
        ("vòòr 15 december 2016", "..2016-12-14 day before 2016-12-15 ../2016-12-14"),  # the wrong accent
        (
            "uiterlijk voor 15 december 2016",
            "..2016-12-14 day before 2016-12-15 ../2016-12-14",
        ),  # the last cue decides
        ("uiterlijk 1 juli 2023", "..2023-07-01 day by 2023-07-01 ../2023-07-01"),
        ("niet later dan 1 juli 2023", "..2023-07-01 day by 2023-07-01 ../2023-07-01"),
        ("t/m 1 juli 2023", "..2023-07-01 day by 2023-07-01 ../2023-07-01"),
        ("uiterlijk in 2028", "..2028-12-31 year by 2028 ../2028"),
        ("uiterlijk eind 2028", "..2028-12-31 year by 2028 ../2028-12"),
        ("tot 2030", "..2029-12-31 year before 2030 ../2029"),
        ("tot en met 2026", "..2026-12-31 year by 2026 ../2026"),
        ("t/m 2026", "..2026-12-31 year by 2026 ../2026"),
        ("tm 2026", "..2026-12-31 year by 2026 ../2026"),  # without the slash
        ("voor eind 2023", "..2023-12-31 year before 2023 ../2023-12"),  # before its end is within it
        ("tot eind 2023", "..2023-12-31 year before 2023 ../2023-12"),
        ("voor het einde van 2023", "..2023-12-31 year before 2023 ../2023-12"),
        ("2022-2026", "2022-01-01..2026-12-31 range - 2022/2026 2022/2026"),
        ("2022 – 2026", "2022-01-01..2026-12-31 range - 2022/2026 2022/2026"),  # a long dash
        ("2022- 2026", "2022-01-01..2026-12-31 range - 2022/2026 2022/2026"),  # a blank on one side
        ("2022 t/m 2026", "2022-01-01..2026-12-31 range - 2022/2026 2022/2026"),
        ("2022 t/m2026", "2022-01-01..2026-12-31 range - 2022/2026 2022/2026"),  # glued
        ("2022 tot en met 2026", "2022-01-01..2026-12-31 range - 2022/2026 2022/2026"),
        ("tussen 2025 en 2035", "2025-01-01..2035-12-31 range - 2025/2035 2025/2035"),
        ("in de periode 2016-2020", "2016-01-01..2020-12-31 range - 2016/2020 2016/2020"),
        (
            "vanaf januari 2023 tot en met juni 2023",
            "2023-01-01..2023-06-30 range - 2023-01/2023-06 2023-01/2023-06",
        ),  # both ends
        ("2022 en 2023", "2022-01-01..2023-12-31 range - 2022/2023 2022/2023"),
        ("2022/2023", "2022-01-01..2023-12-31 range - 2022/2023 2022/2023"),
        ("2017 / 2018", "2017-01-01..2018-12-31 range - 2017/2018 2017/2018"),
        ("2022, 2023 en 2024", "2022-01-01..2024-12-31 range - 2022/2024 2022/2024"),
        ("juli/augustus 2023", "2023-07-01..2023-08-31 range - 2023-07/2023-08 2023-07/2023-08"),
        ("mei, juni en juli 2023", "2023-05-01..2023-07-31 range - 2023-05/2023-07 2023-05/2023-07"),
        ("vanaf 2020", "2020-01-01.. year from 2020 2020/.."),
        ("sinds 1 juli 2015", "2015-07-01.. day from 2015-07-01 2015-07-01/.."),
        ("per 1 januari 2023", "2023-01-01.. day from 2023-01-01 2023-01-01/.."),  # a day opens a period
        ("met ingang van 1 mei 2023", "2023-05-01.. day from 2023-05-01 2023-05-01/.."),
        ("na 2023", "2024-01-01.. year from 2023 2024/.."),  # the day after it
        ("in de periode na 2023", "2024-01-01.. year from 2023 2024/.."),
        ("2024 en verder", "2024-01-01.. year from 2024 2024/.."),
        ("de periode tot 2028", "..2027-12-31 year before 2028 ../2027"),
        ("per oktober 2021", "2021-10-01..2021-10-31 month - 2021-10 2021-10"),  # a month is itself
        ("rond 2025", "2025-01-01..2025-12-31 year approx 2025 2025~"),
        ("circa 2025", "2025-01-01..2025-12-31 year approx 2025 2025~"),
        ("richting 2050", "..2050-12-31 year approx 2050 ../2050~"),
        ("16/11/2022", "2022-11-16..2022-11-16 day - 2022-11-16 2022-11-16"),  # day before month
        ("01-07-2022", "2022-07-01..2022-07-01 day - 2022-07-01 2022-07-01"),
        ("1-7-2022", "2022-07-01..2022-07-01 day - 2022-07-01 2022-07-01"),
        ("01.07.2022", "2022-07-01..2022-07-01 day - 2022-07-01 2022-07-01"),
        ("16-11-16", "2016-11-16..2016-11-16 day - 2016-11-16 2016-11-16"),  # two digits of the year
        ("2022-07-01", "2022-07-01..2022-07-01 day - 2022-07-01 2022-07-01"),
        ("15 december 2016", "2016-12-15..2016-12-15 day - 2016-12-15 2016-12-15"),
        ("1e januari 2023", "2023-01-01..2023-01-01 day - 2023-01-01 2023-01-01"),
        ("15 dec. 2016", "2016-12-15..2016-12-15 day - 2016-12-15 2016-12-15"),
        ("2-okt-2016", "2016-10-02..2016-10-02 day - 2016-10-02 2016-10-02"),
        ("maandag 31 oktober 2016", "2016-10-31..2016-10-31 day - 2016-10-31 2016-10-31"),
        (
            "d.d. 24 november 2016",
            "2016-11-24..2016-11-24 day - 2016-11-24 2016-11-24",
        ),  # the cue is not part of the expression
        ("mei 2022", "2022-05-01..2022-05-31 month - 2022-05 2022-05"),
        ("mei '22", "2022-05-01..2022-05-31 month - 2022-05 2022-05"),  # the century left out
        ("najaar ’98", "1998-09-01..1998-11-30 season - 1998-FA 1998-23"),
        ("uiterlijk per 1 juli 2023", "..2023-07-01 day by 2023-07-01 ../2023-07-01"),  # 'per' says less
        ("sept 2022", "2022-09-01..2022-09-30 month - 2022-09 2022-09"),
        ("mei van 2022", "2022-05-01..2022-05-31 month - 2022-05 2022-05"),
        ("2018 november", "2018-11-01..2018-11-30 month - 2018-11 2018-11"),
        ("12-2015", "2015-12-01..2015-12-31 month - 2015-12 2015-12"),
        ("week 26 2023", "2023-06-26..2023-07-02 week - 2023-W26 -"),  # no EDTF for weeks
        ("2023-W26", "2023-06-26..2023-07-02 week - 2023-W26 -"),
        ("weken 26 t/m 30 2023", "2023-06-26..2023-07-30 range - 2023-W26/2023-W30 2023-06-26/2023-07-30"),
        ("de week van 12 mei 2023", "2023-05-08..2023-05-14 week - 2023-W19 -"),  # Monday to Sunday
        (
            "eerste week van oktober 2016",
            "2016-10-03..2016-10-09 week - 2016-W40 -",
        ),  # the first with its Thursday in the month
        ("laatste week van 2023", "2023-12-25..2023-12-31 week - 2023-W52 -"),
        (
            "twee weken voor 1 juli 2023",
            "2023-06-17..2023-06-17 day - 2023-06-17 2023-06-17",
        ),  # counted back from a day
    ],
)
def test_notation(text: str, form: str) -> None:
    assert [told(time) for time in read_times(text)] == [form]
