"""An invented agreement and what is known of it, drawn from wording.toml by a seed.

The same seed and number give the same agreement on every machine. Facts bear the names of the published
columns (as in tests/truth), so that one scorer, benchmarks/facts.py, reads both.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
import tomllib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

Fact = dict[str, Any]

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
ORDINALS = ("eerste", "tweede", "derde", "vierde")
EVERYONE = "alle partijen"
COUNTED = {"new_builds": "Nieuwbouw", "renovation": "Renovatie", "demolitions": "Sloop"}
QUALIFIERS: dict[str, Callable[[int], tuple[int | None, int | None]]] = {  # (value_min, value_max)
    "exact": lambda count: (count, count),
    "approx": lambda count: (count, count),
    "min": lambda count: (count, None),
    "max": lambda count: (None, count),
}


@dataclass(frozen=True)
class Heading:
    """A heading with its number, '2' or '2.1'."""

    number: str
    words: str


@dataclass(frozen=True)
class Paragraph:
    """One or more sentences."""

    words: str


@dataclass(frozen=True)
class Bullets:
    """A lead-in ending in a colon, and its items."""

    lead_in: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A title and rows of equal length, the first of which is the head."""

    title: str
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Table


@dataclass
class Agreement:
    """What is printed, top to bottom, and what it says."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


@cache
def wording() -> dict[str, Any]:
    """The templates and names of wording.toml."""
    return tomllib.loads(Path(__file__).with_name("wording.toml").read_text("utf-8"))


def agreement(seed: int, number: int) -> Agreement:
    """The agreement of this number under this seed."""
    return _Writer(Random(f"{seed}/{number}")).write()


def calendar(year: int, month: int, day: int) -> dict[str, object]:
    """The values that the templates of times may name, for one day."""
    date, quarter = dt.date(year, month, day), (month + 2) // 3
    quarter_end = dt.date(year, 3 * quarter, months.monthrange(year, 3 * quarter)[1])
    return {
        "year": year,
        "month": MONTHS[month - 1],
        "day": day,
        "quarter": quarter,
        "ordinal": ORDINALS[quarter - 1],
        "day_iso": date.isoformat(),
        "day_before_iso": (date - dt.timedelta(days=1)).isoformat(),
        "month_start_iso": date.replace(day=1).isoformat(),
        "month_end_iso": date.replace(day=months.monthrange(year, month)[1]).isoformat(),
        "quarter_start_iso": dt.date(year, 3 * quarter - 2, 1).isoformat(),
        "quarter_end_iso": quarter_end.isoformat(),
    }


class _Writer:
    """Draws one agreement, and notes each fact as it is written down."""

    def __init__(self, random: Random) -> None:
        self.random, names = random, wording()["names"]
        self.years = range(first := random.randint(2015, 2025), first + random.choice((1, 2, 4)))
        self.place = random.choice(names["openings"]) + random.choice(names["endings"])
        own = random.choice(names["corporation_names"])
        self.parties = {
            "municipality": f"gemeente {self.place}",
            "corporation": random.choice(names["corporations"]).format(own),
            "tenants": random.choice(names["tenants"]).format(self.place),
            "everyone": EVERYONE,
        }
        self.projects = random.sample(names["projects"], 5)
        self.tables = _shuffled(random, COUNTED)  # what is left to say: no table and no action twice
        self.actions = _shuffled(random, wording()["actions"]["texts"])
        self.observations: list[Fact] = []
        self.deadlines: list[Fact] = []
        self.commitments: list[Fact] = []

    def write(self) -> Agreement:
        period = "-".join(dict.fromkeys((str(self.years[0]), str(self.years[-1]))))
        whole = Agreement(f"Prestatieafspraken {self.place} {period}")
        whole.blocks = [Paragraph(self._opening()), *self._chapters(), Paragraph(self._closing())]
        whole.facts = {
            "document": {
                "municipalities": [self.place],
                "corporations": [self.parties["corporation"]],
                "tenant_organisations": [self.parties["tenants"]],
                "period_start_year": self.years[0],
                "period_end_year": self.years[-1],
                "document_date": self.signed_on.isoformat(),
            },
            "observations": self.observations,
            "deadlines": self.deadlines,
            "commitments": self.commitments,
        }
        return whole

    def _opening(self) -> str:
        self.signed_on = dt.date(self.years[0] - 1, 12, self.random.randint(1, 24))
        municipality, corporation, tenants, _ = self.parties.values()
        return f"De {municipality}, {corporation} en {tenants} maken de volgende afspraken."

    def _closing(self) -> str:
        signed = self.signed_on
        return (
            f"Aldus overeengekomen te {self.place} op {signed.day} {MONTHS[signed.month - 1]} {signed.year}."
        )

    def _chapters(self) -> Iterator[Block]:
        chosen = self.random.sample(wording()["headings"]["texts"], self.random.randint(3, 6))
        for number, heading in enumerate(chosen, 1):
            yield Heading(str(number), heading)
            parts = [self._prose, self._prose, self._bullets]
            parts += [self._counts] * bool(self.tables) + [self._actions] * bool(self.actions)
            for part in self.random.sample(parts, self.random.randint(2, 3)):
                yield part()

    def _prose(self) -> Paragraph:
        kinds = ["dated", "dated", "recurring", "counted", "filler"]
        sentences = (self._sentence(kind) for kind in self.random.sample(kinds, self.random.randint(2, 4)))
        return Paragraph(" ".join(sentences))

    def _sentence(self, kind: str) -> str:
        template = self.random.choice(wording()[kind])
        slots = {**self.parties, "place": self.random.choice(self.projects)}
        if kind == "dated":
            slots["when"], time = self._time()
        elif kind == "recurring":
            slots["rate"], time = self._rate()
        elif kind == "counted":
            slots["year"], slots["count"] = self.random.choice(self.years), self.random.randint(2, 60) * 5
            slots["when"], time = f"in {slots['year']}", _years(slots["year"], slots["year"])
        sentence = template["text"].format(**slots)
        if kind != "filler":
            by = [self.parties[each] for each in template.get("by", ["corporation"])]
            taking_part = [self.parties[each] for each in template.get("with", ())]
            self._commit(sentence, by, taking_part)
            self._due(str(slots.get("when") or slots["rate"]), sentence, by, time)
        if kind == "counted":
            bounds = QUALIFIERS[template["bounds"]](int(slots["count"]))
            self._observe(template["indicator"], int(slots["year"]), bounds, str(slots["count"]))
        return sentence

    def _bullets(self) -> Bullets:
        by = self.random.choice(("municipality", "corporation"))
        lead_in = f"De {self.parties[by]}:" if by == "municipality" else f"{self.parties[by]}:"
        items = []
        for template in self.random.sample(wording()["bullet"], self.random.randint(2, 4)):
            when, time = self._time()
            items.append(template["text"].format(when=when))
            self._commit(items[-1], [self.parties[by]])
            self._due(when, items[-1], [self.parties[by]], time)
        return Bullets(lead_in, tuple(items))

    def _counts(self) -> Table:
        """A table of projects by year with its totals; here and there a cell is empty."""
        years = range(self.years[0], self.years[0] + 4)
        indicator = self.tables.pop()
        projects = self.random.sample(self.projects, self.random.randint(2, 4))
        counts = [[self.random.choice((0, *range(4, 40))) for _ in years] for _ in projects]
        rows = [("Project", *map(str, years))]
        for project, line in zip(projects, counts, strict=True):
            rows.append((project, *(str(count or "") for count in line)))
            for year, count in zip(years, line, strict=True):
                if count:
                    self._observe(indicator, year, (count, count), str(count), project=project)
        totals = [sum(column) for column in zip(*counts, strict=True)]
        rows.append(("Totaal", *map(str, totals)))
        for year, total in zip(years, totals, strict=True):
            self._observe(indicator, year, (total, total), str(total), project="TOTAL")
        return Table(
            f"{COUNTED[indicator]} van huurwoningen per project, {years[0]}-{years[-1]}", tuple(rows)
        )

    def _actions(self) -> Table:
        rows = [("Actie", "Wie", "Wanneer")]
        for _ in range(self.random.randint(3, 5)):
            if not self.actions:
                break
            action = self.actions.pop()
            who = self.random.choice(("municipality", "corporation", "tenants"))
            when, time = self._time()
            rows.append((action, self.parties[who], when))
            self._commit(action, [self.parties[who]])
            self._due(when, action, [self.parties[who]], time)
        return Table("Actieprogramma", tuple(rows))

    def _time(self) -> tuple[str, Fact]:
        """An expression and its normal form, within the agreement's years."""
        slots = calendar(
            self.random.choice(self.years), self.random.randint(1, 12), self.random.randint(2, 28)
        )
        template = self.random.choice(wording()["time"])
        fact = {"granularity": template["granularity"], "modifier": template.get("modifier")}
        for name in ("starts_on", "ends_on"):
            fact[name] = template[name].format(**slots) if name in template else None
        return template["text"].format(**slots), fact

    def _rate(self) -> tuple[str, Fact]:
        rate = self.random.choice(wording()["rate"])
        every = {"recurrence_count": rate["count"], "recurrence_period": rate["period"]}
        return rate["text"], {"starts_on": None, "ends_on": None, "granularity": "recurring", **every}

    def _commit(self, quote: str, by: list[str], taking_part: list[str] | None = None) -> None:
        self.commitments.append({"quote": quote, "responsible": by, "participants": taking_part or []})

    def _due(self, expression: str, sentence: str, by: list[str], time: Fact) -> None:
        self.deadlines.append({"expression": expression, "sentence": sentence, "parties": by, **time})

    def _observe(
        self, indicator: str, year: int, bounds: tuple[int | None, int | None], raw: str, **more: str
    ) -> None:
        value = {"value_min": bounds[0], "value_max": bounds[1]}
        what = {"indicator": indicator, "unit": "dwellings", "year": year}
        self.observations.append({"raw": raw, **what, **value, **more})


def _years(first: object, last: object) -> Fact:
    return {"starts_on": f"{first}-01-01", "ends_on": f"{last}-12-31", "granularity": "year"}


def _shuffled(random: Random, choices: Collection[str]) -> list[str]:
    return random.sample(list(choices), len(choices))
