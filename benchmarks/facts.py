"""Scores what was published against facts that are known of a document: every row, both ways.

A published row is *found* when its values are right and its words overlap with those of a known fact; each
fact answers for one row only. Of the rows found, `fields` is the share of the remaining columns that are
right. In the truth a list beside a scalar column is a choice; a fact with `optional` may be published or not
(it says why), and counts neither way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

Row = Mapping[str, Any]
Likeness = Callable[[Row, Row], float]  # of a known fact and a published row; 0 is no match

DURATION = re.compile(r"P(\d+)([YMWD])")  # 'P3M'
UNITS_PER_YEAR = {"Y": 1, "M": 12, "W": 52, "D": 365}
NOT_COLUMNS = {"optional", "table", "sentence", "parties", "alt_parties", "expression", "raw", "quote"}


@dataclass
class Score:
    """Counts of one dataset, and a line for each fact that was missed, invented or read wrong."""

    wanted: int = 0
    found: int = 0
    published: int = 0
    right: int = 0
    fields: int = 0
    fields_right: int = 0
    faults: list[str] = field(default_factory=list)

    def shares(self) -> dict[str, float]:
        """Recall, precision and share of right fields; 1 where there was nothing to find."""
        pairs = {
            "recall": (self.found, self.wanted),
            "precision": (self.right, self.published),
            "fields": (self.fields_right, self.fields),
        }
        return {name: part / whole if whole else 1.0 for name, (part, whole) in pairs.items()}

    def check(self, label: str, want: object, have: object) -> None:
        """Count one field of a row that was found."""
        self.fields += 1
        if agree(want, have):
            self.fields_right += 1
        else:
            self.faults.append(f"{label}: want {want!r}, got {plain(have)!r}")

    def count(self, facts: Sequence[Row], rows: Sequence[Row], pairs: Mapping[int, int], label: str) -> None:
        """Count what was found, missed and invented; what the truth leaves open counts neither way."""
        open_rows = {row for fact, row in pairs.items() if "optional" in facts[fact]}
        for number, fact in enumerate(facts):
            if "optional" not in fact:
                self.wanted += 1
                self.found += number in pairs
                if number not in pairs:
                    self.faults.append(f"missed: {brief(fact, label)}")
        for number, row in enumerate(rows):
            if number not in open_rows:
                self.published += 1
                self.right += number in pairs.values()
                if number not in pairs.values():
                    self.faults.append(f"invented: {brief(row, label)}")


def words(text: object) -> Counter[str]:
    """The words of a text, lower case, with how often each occurs."""
    return Counter(re.findall(r"\w+", str(text or "").lower()))


def likeness(left: object, right: object) -> float:
    """Shared words as a share of all words of both texts."""
    a, b = words(left), words(right)
    return sum((a & b).values()) / max(sum((a | b).values()), 1)


def containment(left: object, right: object) -> float:
    """Share of the shorter text's words that the longer one holds too."""
    a, b = words(left), words(right)
    return sum((a & b).values()) / max(min(sum(a.values()), sum(b.values())), 1)


def plain(value: object) -> object:
    """A published value as the truth writes it: dates as ISO text, arrays as lists, missing as None."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if value is None or value != value:  # NaN and NaT differ from themselves
        return None
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value


def agree(want: object, have: object) -> bool:
    """Whether a published value is the one wanted, or one of the choices, or the same set of names."""
    have = plain(have)
    if isinstance(have, list):
        return sorted(map(str, have)) == sorted(map(str, want if isinstance(want, list) else [want]))
    return have in want if isinstance(want, list) else have == want


def brief(row: Row, label: str) -> str:
    """A row in one line."""
    columns = (label, "year", "starts_on", "ends_on", "value_min", "value_max", "unit", "indicator", "quote")
    stated = (plain(row[name]) for name in dict.fromkeys(columns) if row.get(name) is not None)
    return " | ".join(str(value)[:90] for value in stated)


def pair(facts: Sequence[Row], rows: Sequence[Row], alike: Likeness) -> dict[int, int]:
    """Each fact to at most one row and each row to at most one fact, the most alike first."""
    scored = [
        (alike(fact, row), -abs(i / max(len(facts), 1) - j / max(len(rows), 1)), i, j)
        for (i, fact), (j, row) in product(enumerate(facts), enumerate(rows))
    ]
    pairs: dict[int, int] = {}
    for score, _, i, j in sorted(scored, key=lambda entry: (-entry[0], -entry[1], entry[2:])):
        if score > 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def score_rows(
    facts: Sequence[Row], rows: Sequence[Row], alike: Likeness, label: str, columns: Iterable[str] = ()
) -> tuple[Score, dict[int, int]]:
    """Pair facts and rows, count both ways, and check the columns that the truth states of each pair."""
    score, pairs = Score(), pair(facts, rows, alike)
    score.count(facts, rows, pairs, label)
    for fact, row in ((facts[i], rows[j]) for i, j in pairs.items()):
        stated = columns or (name for name in fact if name not in NOT_COLUMNS)
        for name in (name for name in stated if fact.get(name) is not None or name in ("year", "modifier")):
            score.check(f"{brief(fact, label)}: {name}", fact.get(name), row[name])
    return score, pairs


# What makes a published row the one that the fact is about: its values, then its words.
def same_number(fact: Row, row: Row) -> float:
    """An observation is found by its indicator, unit, year and bounds."""
    names = ("indicator", "unit", "year", "value_min", "value_max")
    if not all(agree(fact[name], row[name]) for name in names):
        return 0.0
    shared = [agree(fact[name], row[name]) for name in fact if name not in {*NOT_COLUMNS, *names}]
    return 1 + containment(fact["raw"], row["raw"]) + sum(shared) / max(len(shared), 1)


def same_commitment(fact: Row, row: Row) -> float:
    """A commitment is found by its words."""
    score = likeness(fact["quote"], row["quote"])
    return score if score >= 0.5 else 0.0


def same_deadline(fact: Row, row: Row) -> float:
    """A deadline is found by its dates, or how often it recurs, and by the words around it."""
    values = agree(fact["starts_on"], row["starts_on"]) and agree(fact["ends_on"], row["ends_on"])
    near = containment(fact["sentence"], row["sentence"])
    if not values or per_year(fact) != per_year(row) or near < 0.6:
        return 0.0
    return near + likeness(fact["expression"], row["expression"])


def per_year(row: Row) -> float | None:
    """How often a year something recurs; None when it does not."""
    period = DURATION.fullmatch(str(plain(row.get("recurrence_period"))))
    if period is None:
        return None
    return round(row["recurrence_count"] * UNITS_PER_YEAR[period[2]] / int(period[1]), 3)


def grid(row: Row) -> list[list[str]]:
    """The rows of a published table, without the empty cells at their ends."""
    lines = [[""] * row["column_count"] for _ in range(row["row_count"])]
    for cell in row["cells"]:
        lines[cell["row"]][cell["column"]] = " ".join(cell["text"].split())
    return [re.sub(r"\t+$", "", "\t".join(line)).split("\t") for line in lines]


def same_table(fact: Row, row: Row) -> float:
    """A table is found by the words of its cells, or of its title where the truth gives no cells."""
    cells = " ".join(cell["text"] for cell in row["cells"])
    if "rows" in fact:
        share = likeness(" ".join(" ".join(line) for line in fact["rows"]), cells)
        return share if share >= 0.5 else 0.0
    share = containment(fact.get("words", fact["title"]), cells)
    return share if share > 0.8 else 0.0


def score_tables(facts: Sequence[Row], rows: Sequence[Row]) -> Score:
    """Tables by their words; then kind, method, sums, and each printed row cell by cell."""
    names = ("kind", "method", "sums", "column_count", "header_rows")
    score, pairs = score_rows(facts, rows, same_table, "title", names)
    for i, j in pairs.items():
        published = grid(rows[j])
        for line in facts[i].get("rows", ()):
            wanted = re.sub(r"\t+$", "", "\t".join(line)).split("\t")
            score.check(f"{facts[i]['title']}: row", True, wanted in published or f"{wanted} is not there")
        for note in facts[i].get("notes", ()):
            printed = list(rows[j]["notes"])
            score.check(f"{facts[i]['title']}: note", True, any(containment(note, n) > 0.9 for n in printed))
    return score


def score_responsibilities(
    facts: Sequence[Row], pairs: Mapping[int, int], parties: Sequence[Mapping[str, set[str]]]
) -> Score:
    """Who answers for and who takes part in each commitment that was found; `parties` by published row."""
    score = Score()
    for fact, have in ((facts[i], parties[j]) for i, j in pairs.items() if "optional" not in facts[i]):
        for role, key in (("responsible", "responsible"), ("participant", "participants")):
            choices = [set(names) for names in (fact[key], *fact.get(f"alt_{key}", ()))]
            want = next((names for names in choices if names == have[role]), choices[0])
            score.wanted += len(want)
            score.published += len(have[role])
            score.found += len(want & have[role])
            score.right += len(want & have[role])
            if want != have[role]:
                score.faults.append(f"{fact['quote'][:90]}: {role} {sorted(want)}, got {sorted(have[role])}")
    return score
