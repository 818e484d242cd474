"""Deadlines in a calendar: the right day, the right turns, and identifiers that outlive what changes."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from icalendar import Event as Component
from made_up_rows import (
    commitment,
    deadline,
    document,
    extracted,
    facts,
    mention,
    responsibility,
    source,
    tables,
)

from pipeline.datasets.words import without_words
from pipeline.errors import OutputUnusableError, UsageError
from pipeline.publishing import publish
from pipeline.using.calendar import entries, write_calendar
from pipeline.using.calendar_dates import occasion
from pipeline.using.published import Published
from pipeline.views import all_datasets

YEARS = (2025, 2028)


def row(**more: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(
        ("starts_on", "ends_on", "modifier", "recurrence_count", "recurrence_period", "timex3")
    )
    return {**nothing, **more}


def days(deadline: dict[str, Any], years: tuple[int, int] | None = YEARS) -> list[str]:
    """Every day on which it stands in the calendar, by another library's reading of the rule."""
    found = occasion(deadline, years)
    if found is None:
        return []
    event = Component()
    event.add("dtstart", found.day)
    if found.rule:
        event.add("rrule", found.rule)
        start = datetime.combine(found.day, datetime.min.time())
        return [f"{day:%Y-%m-%d}" for day in rrulestr(event["rrule"].to_ical().decode(), dtstart=start)]
    return [found.day.isoformat()]


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (row(ends_on=date(2026, 6, 30)), ["2026-06-30"]),  # uiterlijk
        (
            row(starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30)),
            ["2026-09-30"],
        ),  # a period: its last day
        (row(starts_on=date(2026, 7, 1), modifier="from"), ["2026-07-01"]),  # 'vanaf': its first
        (row(), []),  # no date at all
    ],
)
def test_what_is_due_once(deadline: dict[str, Any], expected: list[str]) -> None:
    assert days(deadline) == expected
    assert days(deadline, None) == expected


@pytest.mark.parametrize(
    ("period", "count", "timex3", "modifier", "expected"),
    [
        ("P1Y", 1, "P1Y", None, ["2025-12-31", "2026-12-31", "2027-12-31", "2028-12-31"]),
        ("P1Y", 2, "P1Y", None, ["2025-06-30", "2025-12-31", "2026-06-30"]),
        ("P6M", 1, "P6M", None, ["2025-06-30", "2025-12-31", "2026-06-30"]),
        ("P3M", 1, "P3M", None, ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31"]),
        ("P1M", 1, "P1M", None, ["2025-01-31", "2025-02-28", "2025-03-31"]),  # months of all lengths
        ("P1Y", 5, "P1Y", None, ["2025-12-31", "2026-12-31"]),  # no even parts: the whole
        ("P3Y", 1, "P3Y", None, ["2027-12-31"]),  # once before the agreement ends
        ("P5Y", 1, "P5Y", None, ["2028-12-31"]),  # longer than the agreement: at its end
        ("P1W", 1, "P1W", None, ["2025-01-07", "2025-01-14"]),
        ("P1Y", 1, "XXXX-05-01", "before", ["2025-04-30", "2026-04-30", "2027-04-30", "2028-04-30"]),
        ("P1Y", 1, "XXXX-05-01", "by", ["2025-05-01", "2026-05-01", "2027-05-01", "2028-05-01"]),
        (
            "P1Y",
            1,
            "XXXX-03-01",
            "before",
            ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"],
        ),  # leap year
        ("P1Y", 1, "XXXX-09", None, ["2025-09-30", "2026-09-30"]),
        ("P1Y", 1, "XXXX-05", "start", ["2025-05-10", "2026-05-10"]),
        ("P1Y", 1, "XXXX-05", "before", ["2025-04-30", "2026-04-30"]),
        ("P1Y", 1, "XXXX-Q3", None, ["2025-09-30", "2026-09-30"]),
        ("P1Y", 1, "XXXX-SP", None, ["2025-05-31", "2026-05-31"]),
        ("P1Y", 1, "XXXX-01-01", "before", ["2025-12-31", "2026-12-31"]),  # not a day before it begins
    ],
)
def test_what_comes_back(
    period: str, count: int, timex3: str, modifier: str | None, expected: list[str]
) -> None:
    recurring = row(recurrence_period=period, recurrence_count=count, timex3=timex3, modifier=modifier)
    assert days(recurring)[: len(expected)] == expected
    assert days(recurring)[-1] <= "2028-12-31"


def test_its_own_years_come_before_those_of_the_agreement() -> None:
    yearly = row(recurrence_period="P1Y", timex3="P1Y", starts_on=date(2027, 1, 1))
    assert days(yearly) == ["2027-12-31", "2028-12-31"]


def test_what_comes_back_without_known_years_has_no_day() -> None:
    assert days(row(recurrence_period="P1Y", timex3="XXXX-05-01"), None) == []


@given(
    period=st.sampled_from(["P1W", "P2W", "P1M", "P2M", "P3M", "P6M", "P1Y", "P2Y", "P3Y"]),
    count=st.sampled_from([None, 1.0, 2.0, 3.0, 4.0, 12.0]),
    first=st.integers(2010, 2040),
    length=st.integers(0, 6),
)
def test_every_turn_is_within_the_agreement(
    period: str, count: float | None, first: int, length: int
) -> None:
    found = days(row(recurrence_period=period, recurrence_count=count), (first, first + length))
    assert f"{first}-01-01" <= found[0]
    assert found[-1] <= f"{first + length}-12-31"
    assert len(set(found)) == len(found)


PROMISE = "Woonkring bouwt voor 1 juli 2024."
TEXT = f"{PROMISE}\nDe gemeente overlegt elk kwartaal.\n{PROMISE}\n"


def published(text: str = TEXT, path: str = "a.txt", **known: Any) -> Published:
    """An agreement in which the words 'voor 1 juli 2024' and 'elk kwartaal' are read as deadlines."""
    doc = document(text, source(path).document_id)
    promise = commitment(doc, "Woonkring bouwt voor 1 juli 2024.")
    june = {"ends_on": date(2024, 6, 30), "due_on": date(2024, 6, 30)}
    starts = [at for at in range(len(text)) if text.startswith("voor 1 juli", at)]
    made: list[Callable[..., Any]] = [
        lambda doc, at=at, number=number: replace(
            deadline(
                doc, "voor 1 juli 2024", promise.commitment_id, **{"sentence": promise.quote, **june, **known}
            ),
            deadline_id=f"{doc.document_id[:15]}{number}",
            char_start=at,
            char_end=at + 16,
        )
        for number, at in enumerate(starts)
    ]
    made.append(
        lambda doc: deadline(
            doc,
            "elk kwartaal",
            sentence="De gemeente overlegt elk kwartaal.",
            granularity="recurring",
            recurrence_period="P3M",
            recurrence_count=1.0,
        )
    )
    read = extracted(
        path,
        text,
        commitments=[lambda _: promise],
        deadlines=made,
        responsibilities=[lambda doc: responsibility(doc, "Woonkring", promise.commitment_id, "Woonkring")],
        party_mentions=[lambda doc: mention(doc, "Woonkring", "corporation", aliases=("WK",))],
        document_facts=[facts],
    )
    return Published("x", datetime(2026, 1, 2, tzinfo=UTC), tables(read))


def uids(found: Published) -> list[str]:
    return [entry.uid for entry in entries(found)]


def test_a_sentence_above_renames_no_entry() -> None:
    above = "De gemeente stelt een visie vast.\n" + TEXT
    assert uids(published(above)) == uids(published())
    assert len(set(uids(published()))) == 3  # the same sentence twice is two entries


def test_a_file_that_is_saved_anew_or_moved_renames_no_entry() -> None:
    assert uids(published(TEXT + "\n", "elders/b.txt")) == uids(published())


def test_a_date_that_is_read_better_renames_no_entry() -> None:
    assert uids(published(ends_on=date(2024, 7, 1), due_on=date(2024, 7, 1))) == uids(published())


def test_entries_differ_also_where_the_words_were_left_out() -> None:
    bare = Published("x", datetime(2026, 1, 2), without_words(published().tables))
    assert len(set(uids(bare))) == 3


@pytest.fixture
def out(tmp_path: Path) -> Path:
    publish.publish(publish.files_of([published().tables], all_datasets()), tmp_path)
    return tmp_path


def events(file: Path) -> list[Component]:
    calendar = Calendar.from_ical(file.read_bytes())
    assert calendar.errors == []
    assert all(event.errors == [] for event in calendar.walk("VEVENT"))
    return list(calendar.walk("VEVENT"))


def test_an_entry_tells_what_who_and_where(out: Path) -> None:
    assert write_calendar(out, out / "a.ics", party="wk", municipality="gemeente waterdam") == (2, 0)
    event, _ = events(out / "a.ics")
    assert event["summary"] == "Woonkring: Woonkring bouwt voor 1 juli 2024."
    assert event["dtstart"].dt == date(2024, 6, 30)
    assert event["description"].split("\n") == [
        "Woonkring bouwt voor 1 juli 2024.",
        "",
        "Verantwoordelijk: Woonkring",
        "Thema: Bouwen",
        "Termijn: voor 1 juli 2024 (t/m 2024-06-30)",
        "Bron: a.txt",
        "„Woonkring bouwt voor 1 juli 2024.”",
        f"deadline_id: {source('a.txt').document_id[:15]}0",
    ]
    assert "action" in event["categories"].cats


def test_what_comes_back_has_a_rule(out: Path) -> None:
    write_calendar(out, out / "a.ics")
    rules = [event["rrule"].to_ical().decode() for event in events(out / "a.ics") if event.get("rrule")]
    assert rules == ["FREQ=MONTHLY;UNTIL=20241231;INTERVAL=3;BYMONTHDAY=-1"]


def test_a_later_snapshot_updates_what_an_earlier_one_wrote(out: Path) -> None:
    write_calendar(out, out / "a.ics")
    later = published(TEXT + "\n", ends_on=date(2024, 8, 1), due_on=date(2024, 8, 1))
    publish.publish(publish.files_of([later.tables], all_datasets()), out)
    snapshot = (out / "latest").resolve()
    os.utime(snapshot, (datetime(2040, 1, 1).timestamp(),) * 2)
    write_calendar(out, out / "b.ics")
    first, second = events(out / "a.ics"), events(out / "b.ics")
    assert [event["uid"] for event in first] == [event["uid"] for event in second]
    assert first[0]["dtstart"].dt < second[0]["dtstart"].dt
    assert first[0]["sequence"] < second[0]["sequence"]


def test_the_same_snapshot_gives_the_same_bytes(out: Path) -> None:
    write_calendar(out, out / "a.ics")
    write_calendar(out, out / "b.ics")
    assert (out / "a.ics").read_bytes() == (out / "b.ics").read_bytes()


def test_a_party_that_nobody_knows_is_answered_with_those_there_are(out: Path) -> None:
    with pytest.raises(UsageError, match=r"party 'Habilo'; there are: Woonkring\.$"):
        write_calendar(out, out / "a.ics", party="Habilo")
    with pytest.raises(UsageError, match=r"municipality 'Elders'; there are: Waterdam\.$"):
        write_calendar(out, out / "a.ics", municipality="Elders")


def test_a_file_that_cannot_be_written(out: Path) -> None:
    (out / "file").write_text("")
    with pytest.raises(OutputUnusableError, match="cannot be written"):
        write_calendar(out, out / "file/a.ics")


def test_every_deadline_of_the_samples_is_an_entry(samples: Path, tmp_path: Path) -> None:
    deadlines = pq.read_table(samples / "deadlines.parquet").num_rows
    assert write_calendar(samples.parent, tmp_path / "a.ics") == (deadlines, 0)
    found = events(tmp_path / "a.ics")
    assert len({event["uid"] for event in found}) == deadlines
    for event in found:
        assert "Bron: " in event["description"]
        assert len(event["summary"]) <= 120
