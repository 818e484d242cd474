"""`afspraken calendar`: every deadline of the preferred documents as an entry of an iCalendar file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from icalendar import Calendar, Event

from pipeline.datasets.schema import Record
from pipeline.errors import OutputUnusableError, UsageError
from pipeline.storage.places import Place
from pipeline.storage.writing import write_in_one_step
from pipeline.using.calendar_dates import in_units, occasion
from pipeline.using.published import Published, load

VIEW = "views/deadlines_by_party"
LONGEST_SUMMARY = 120
"""Characters of a title: what a calendar shows of it in a month."""
LONGEST_QUOTE = 1000
UNITS = {
    "Y": ("jaar", "jaar"),
    "M": ("maand", "maanden"),
    "W": ("week", "weken"),
    "D": ("dag", "dagen"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A deadline with all that its entry tells."""

    uid: str
    deadline: Record
    document: Record
    commitment: str
    theme: str | None
    parties: Mapping[str, str]  # name -> role

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year of its agreement."""
        first, last = self.document["period_start_year"], self.document["period_end_year"]
        return (first, last or first) if first else None


def write_calendar(
    out: Place, file: Path, *, party: str | None = None, municipality: str | None = None
) -> tuple[int, int]:
    """Writes the calendar; how many deadlines stand in it, and how many have no day to stand on.

    Raises UsageError where no deadline is of this party or municipality, or OutputUnusableError.
    """
    published = load(out)
    chosen = _chosen(list(entries(published)), published, party, municipality)
    found = [event for entry in chosen if (event := _event(entry, published))]
    calendar = Calendar()
    calendar.add("prodid", "-//afspraken//prestatieafspraken//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", " · ".join(filter(None, ("Prestatieafspraken", municipality, party))))
    for event in found:
        calendar.add_component(event)
    try:
        write_in_one_step(file, calendar.to_ical())
    except OSError as fault:
        raise OutputUnusableError(f"{file} cannot be written ({fault.strerror or fault}).") from fault
    return len(found), len(chosen) - len(found)


def entries(published: Published) -> Iterator[Entry]:
    """Every deadline of the documents that views are made from, in the order of the view."""
    documents = published.by_id("documents", "document_id")
    deadlines = published.by_id("deadlines", "deadline_id")
    parties: dict[str, dict[str, str]] = {}
    told: dict[str, Record] = {}
    for row in published.rows(VIEW):
        told.setdefault(row["deadline_id"], row)
        if row["party"]:
            parties.setdefault(row["deadline_id"], {})[row["party"]] = row["role"]
    in_order = sorted(told, key=lambda each: (deadlines[each]["document_id"], deadlines[each]["char_start"]))
    uids = _uids([deadlines[each] for each in in_order], documents)
    for deadline_id in in_order:
        deadline, row = deadlines[deadline_id], told[deadline_id]
        yield Entry(
            uids[deadline_id],
            deadline,
            documents[deadline["document_id"]],
            row["text"],
            row["theme"],
            parties.get(deadline_id, {}),
        )


def _uids(deadlines: Iterable[Record], documents: Mapping[str, Record]) -> dict[str, str]:
    """An identifier that outlives a new version of the document, and a better reading of its dates.

    It rests on the agreement (municipalities, years and kind of document, not the bytes of a file or its
    path), on the words of the sentence and of the time in it, and where these stand there more than once on
    which of them it is. What is added above renames nothing. Where the words were left out (`--no-texts`) it
    rests on the id of the row, and so on the bytes of the file.
    """
    seen: Counter[str] = Counter()
    uids = {}
    for deadline in deadlines:
        agreement = documents[deadline["document_id"]]["agreement_key"]
        words = (deadline["sentence"] or deadline["deadline_id"], deadline["expression"])
        said = "\n".join([agreement, *(" ".join(each.split()).casefold() for each in words)])
        seen[said] += 1
        number = f"\n{seen[said]}" if seen[said] > 1 else ""
        uids[deadline["deadline_id"]] = (
            f"{hashlib.sha256((said + number).encode()).hexdigest()[:24]}@afspraken"
        )
    return uids


def _chosen(
    every: list[Entry], published: Published, party: str | None, municipality: str | None
) -> list[Entry]:
    """Those of this party and municipality. Raises UsageError where there is none, naming whose there are."""
    if party:
        names = _names_of(party, published)
        there = sorted({name for entry in every for name in entry.parties})
        every = [entry for entry in every if names & entry.parties.keys()]
        _ensure(every, "party", party, there)
    if municipality:
        there = sorted({name for entry in every for name in entry.document["municipalities"]})
        wanted = municipality.casefold().removeprefix("gemeente ").strip()
        every = [
            entry
            for entry in every
            if wanted in (name.casefold() for name in entry.document["municipalities"])
        ]
        _ensure(every, "municipality", municipality, there)
    return every


def _names_of(party: str, published: Published) -> set[str]:
    """The canonical names of the parties that bear this name or alias, however it is written."""
    wanted = party.casefold()
    return {
        row["name"]
        for row in published.rows("parties")
        if wanted in (name.casefold() for name in (row["name"], row["party_id"], *row["aliases"]))
    }


def _ensure(found: list[Entry], what: str, name: str, there: list[str]) -> None:
    if not found:
        raise UsageError(f"No deadline is of the {what} '{name}'; there are: {', '.join(there)}.")


def _event(entry: Entry, published: Published) -> Event | None:
    when = occasion(entry.deadline, entry.years)
    if when is None:
        return None
    event = Event()
    event.add("uid", entry.uid)
    event.add("summary", _summary(entry))
    event.add("dtstart", when.day)  # a whole day: without an end it lasts that day
    if when.rule:
        event.add("rrule", when.rule)
    event.add("description", "\n".join(_description(entry)))
    event.add(
        "categories", [each for each in (entry.deadline["class"], *entry.document["municipalities"]) if each]
    )
    event.add("transp", "TRANSPARENT")  # nobody is busy all day
    event.add("dtstamp", published.published_at)
    event.add("last-modified", published.published_at)
    # Grows with every snapshot: what is imported anew takes the place of what was.
    event.add("sequence", int(published.published_at.timestamp()) // 60)
    if entry.document["source_url"]:
        event.add("url", entry.document["source_url"])
    return event


def _summary(entry: Entry) -> str:
    who = ", ".join(name for name, role in entry.parties.items() if role == "responsible")
    what = " ".join(entry.commitment.split()) or " ".join(entry.deadline["expression"].split())
    start = "Vanaf: " if entry.deadline["modifier"] == "from" else ""
    return _short(f"{start}{who}: {what}" if who else f"{start}{what}", LONGEST_SUMMARY)


def _description(entry: Entry) -> Iterator[str]:
    deadline, document = entry.deadline, entry.document
    if entry.commitment:
        yield " ".join(entry.commitment.split()) + "\n"
    for role, label in (("responsible", "Verantwoordelijk"), ("participant", "Betrokken")):
        names = [name for name, said in entry.parties.items() if said == role]
        if names:
            yield f"{label}: {', '.join(names)}"
    if entry.theme:
        yield f"Thema: {' '.join(entry.theme.split())}"
    yield f"Termijn: {' '.join(deadline['expression'].split())} ({_read_as(deadline)})"
    page = f", p. {deadline['page']}" if deadline["page"] is not None else ""
    yield f"Bron: {document['path']}{page}"
    quote = " ".join((deadline["sentence"] or deadline["quote"]).split())
    if quote:
        yield f"„{_short(quote, LONGEST_QUOTE)}”"
    yield f"deadline_id: {deadline['deadline_id']}"


def _read_as(deadline: Record) -> str:
    """The period as it was read: 'vanaf 2024-07-01 t/m 2024-09-30', '1x per 3 maanden'."""
    if deadline["recurrence_period"]:
        return f"{deadline['recurrence_count'] or 1:g}x per {_period(deadline['recurrence_period'])}"
    first, last = deadline["starts_on"], deadline["ends_on"]
    if first == last:
        return str(first)
    return " ".join(filter(None, [first and f"vanaf {first}", last and f"t/m {last}"]))


def _period(duration: str) -> str:
    """'P1Y' -> 'jaar', 'P3M' -> '3 maanden'."""
    number, unit = in_units(duration)
    one, several = UNITS[unit]
    return one if number == 1 else f"{number} {several}"


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
