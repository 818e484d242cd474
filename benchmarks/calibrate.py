"""How often each rule of reading was right, on every document here whose facts are known.

Prints the counts of extractors/data/confidence.toml and, of numbers, of confidence_numbers.toml (rule =
[right, all]), and the reliability of what is published: the rows by confidence, against the share of them
that was right. Counts what is present of ../shared (gold, passages), tests/passages and tests/truth. Where
a rule changed, copy its line by hand.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from extractors import observations
from extractors._commitments.reading import Reading, read
from extractors._document import Document, Inventory
from pipeline.ingest import read as ingest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
WORD = re.compile(r"\w+")
GROUPS = {"partijen": "alle partijen", "allen": "alle partijen", "corporaties": "woningcorporaties",
          "corporatie": "woningcorporaties"}  # fmt: skip
BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
MARK = "<!-- made by `make calibrate` -->"  # what stands behind it in the documentation is written anew
TAG = re.compile(r"<[^>]+>")  # of the Markdown's tables
MOSTLY = 0.6  # share of an action's runs of words
BOUNDS = (("low", "value_min"), ("high", "value_max"))  # as agreements' facts and the samples' name them
SAME_WORDS = 0.8  # share of a known action's words that a published one holds

Fact = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """A document with what is known of it."""

    path: Path
    inventory: Inventory
    deadlines: Sequence[Fact] | None  # None where nobody wrote them down
    actions: Sequence[Fact]  # 'words', 'responsible', 'participants'
    numbers: Sequence[Fact]
    unjudged: (
        str | None
    )  # the words whose commitments nobody wrote down; None where that is the whole document


@dataclass(slots=True)
class Counts:
    """Rows right and all, by rule; and each row's confidence with whether it was right."""

    rules: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    rows: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, rule: str, confidence: float, is_right: bool) -> None:
        """Count one row."""
        self.rules[rule][0] += is_right
        self.rules[rule][1] += 1
        self.rows.append((confidence, is_right))


# What is known
def known_documents() -> Iterator[Known]:
    """Every document with known facts that is present."""
    yield from _agreements(SHARED / "corpus" / "text", SHARED / "gold")
    yield from _agreements(
        ROOT / "tests" / "passages" / "agreements", ROOT / "tests" / "passages" / "agreements"
    )
    yield from _agreements(ROOT / "data" / "raw", ROOT / "tests" / "truth")
    for folder in (SHARED / "passages", ROOT / "tests" / "passages"):
        yield from _passages(folder)
    for name in ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"):
        yield from _passages(ROOT / "tests" / "passages" / name)
    for name in ("numbers", "numbers-second"):  # nobody wrote their deadlines down
        yield from (replace(known, deadlines=None) for known in _passages(ROOT / "tests/passages" / name))


def _agreements(texts: Path, facts: Path) -> Iterator[Known]:
    for path in sorted(facts.glob("*.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        source = next(
            (text for text in sorted(texts.glob(f"{path.stem}.*")) if text.suffix in {".txt", ".md"}), None
        )
        if source is None:
            continue
        actions = [
            {**action, "words": action.get("text") or action["quote"]} for action in known["commitments"]
        ]
        lines = TAG.sub(" ", source.read_text(encoding="utf-8")).split("\n")
        gaps = known["document"].get("commitments_not_annotated", ())
        unjudged = " ".join(line for first, last in gaps for line in lines[first - 1 : last])
        inventory = _inventories(texts).get(source.name, Inventory())
        numbers = known.get("observations", ())
        yield Known(source, inventory, known["deadlines"], actions, numbers, unjudged)


def _passages(folder: Path) -> Iterator[Known]:
    gold = folder / "gold.jsonl"
    inventories = _inventories(folder / "text")
    for line in gold.read_text(encoding="utf-8").splitlines() if gold.exists() else ():
        known = json.loads(line)
        path = next((folder / "text").glob(f"{known['id']}.*"))
        actions = [
            {"words": action["sentence_start"], "responsible": action["parties"]}
            for action in known["responsible"]
        ]
        inventory = inventories.get(path.name, Inventory())
        yield Known(path, inventory, known["deadlines"], actions, known["observations"], None)


def _inventories(folder: Path) -> dict[str, Inventory]:
    path = folder / "metadata.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["path"]: Inventory(
                municipalities=tuple(name.strip() for name in row["municipality"].split(",") if name.strip()),
                year=int(row["year"]) if row.get("year") else None,
            )
            for row in csv.DictReader(lines)
        }


# What is right
def count(known: Known, counts: dict[str, Counts]) -> None:
    """Hold every row of one document against what is known of it."""
    document = ingest(known.path, known.inventory)
    reading = read(document)
    actions = _pairs(known.actions, reading)
    unjudged = _runs(known.unjudged or "")
    for commitment in reading.commitments if known.unjudged is not None else ():
        is_right, runs = commitment.commitment_id in actions, _runs(commitment.text)
        if is_right or len(runs & unjudged) < MOSTLY * len(runs):
            counts["commitments"].add(commitment.rule, commitment.confidence, is_right)
    if known.deadlines is not None:
        _count_deadlines(document, reading, known.deadlines, counts["deadlines"])
    for share in reading.responsibilities:
        action = actions.get(share.commitment_id)
        if action is None:
            continue
        named = [*_names(action["responsible"]), *_names(action.get("alt_responsible") or ())]
        if share.role == "participant":
            named += _names(action.get("participants") or ()) or [
                share.party.name
            ]  # not every gold tells who takes part
        is_right = any(_is_same_party(name, share.party.name) for name in named)
        counts["responsibilities"].add(share.rule, share.confidence, is_right)


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every run of four words."""
    words = WORD.findall(text.lower())
    return {tuple(words[start : start + 4]) for start in range(max(len(words) - 3, 1))}


def _names(parties: Iterable[str | list[str]]) -> list[str]:
    """The names of parties; where a fact leaves a choice, all of them."""
    return [name for given in parties for name in ([given] if isinstance(given, str) else given)]


def _pairs(actions: Sequence[Fact], reading: Reading) -> dict[str, Fact]:
    """The known action of each commitment that has its words, by commitment id."""
    found: dict[str, Fact] = {}
    for action in actions:
        wanted = _words(action["words"])
        for commitment in reading.commitments:
            held = (_words(commitment.text) & wanted).total() / max(wanted.total(), 1)
            if held >= SAME_WORDS and commitment.commitment_id not in found:
                found[commitment.commitment_id] = action
                break
    return found


def _count_deadlines(document: Document, reading: Reading, known: Sequence[Fact], counts: Counts) -> None:
    left = list(known)
    for deadline in reading.deadlines:
        time, words = deadline.time, _words(document.quote(deadline.span))
        days = tuple(day.isoformat() if day else None for day in (time.starts_on, time.ends_on))
        hit = next((fact for fact in left if _is_same_time(fact, days, words)), None)
        if hit is not None:
            left.remove(hit)
        elif deadline.deadline_class == "period":
            continue  # whole years of the own period are not always written down
        counts.add(deadline.rule, deadline.confidence, hit is not None)


def _is_same_time(fact: Fact, days: tuple[str | None, ...], words: Counter[str]) -> bool:
    first, last = (
        fact.get(name, fact.get(other)) for name, other in (("start", "starts_on"), ("end", "ends_on"))
    )
    has_words = bool(words & _words(fact.get("quote") or fact["expression"]))
    return has_words and days in ((first, last), (first, fact.get("alt_end", last)))


def _words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.lower()))


def _is_same_party(known: str, name: str) -> bool:
    known, name = known.lower(), name.lower()
    if known == "gemeente":
        return name.startswith("gemeente")
    wanted, given = set(WORD.findall(GROUPS.get(known, known))), set(WORD.findall(name))
    return wanted <= given or given <= wanted


# Numbers
def count_numbers(known: Known, counts: Counts) -> None:
    """Hold every number of one document against the known ones, but those that are beside the matter."""
    if not known.numbers and known.unjudged is not None:
        return  # nobody wrote its numbers down
    left = list(known.numbers)
    for row in observations.extract(ingest(known.path, known.inventory)):
        if not isinstance(row, observations.Row):
            continue
        same = [fact for fact in left if _is_same_number(fact, row)]
        hit = next((fact for fact in same if _has_same_meaning(fact, row)), None)
        if hit is not None:
            left.remove(hit)
        elif any(fact.get("core") is False for fact in same):
            continue
        counts.add(row.rule, row.confidence, hit is not None)


def _is_same_number(fact: Fact, row: observations.Row) -> bool:
    low, high = (fact[name] if name in fact else fact.get(other) for name, other in BOUNDS)
    return (low, high, fact["unit"]) == (row.value_min, row.value_max, row.unit)


def _has_same_meaning(fact: Fact, row: observations.Row) -> bool:
    return (fact["indicator"], fact.get("year")) == (row.indicator, row.year)


# What is printed
def report(counts: dict[str, Counts]) -> Iterator[str]:
    """Lines of the tables of counts, each with the reliability of its rows."""
    for dataset, counted in counts.items():
        yield f"\n[{dataset}]"
        right = sum(is_right for _, is_right in counted.rows)
        yield f"any = [{right}, {len(counted.rows)}]"
        yield from (f"{rule} = {counted.rules[rule]}" for rule in sorted(counted.rules))
        yield "\nconfidence        rows   share right"
        yield from _reliability(counted.rows)


def _reliability(rows: Iterable[tuple[float, bool]]) -> Iterator[str]:
    given = list(rows)
    for low, high in pairwise(BINS):
        inside = [is_right for confidence, is_right in given if low <= confidence < high]
        if inside:
            yield f"{low:.2f} to {min(high, 1):.2f}   {len(inside):6}   {sum(inside) / len(inside):.3f}"


def publish(path: Path, lines: Sequence[str]) -> None:
    """Put the reliability of what is published behind the mark in a page of the documentation."""
    page = path.read_text(encoding="utf-8")
    is_count = re.compile(r"\w+ = \[")  # the counts of single rules stand in the data files
    told = "\n".join(line for line in lines if not is_count.match(line))
    path.write_text(f"{page[: page.index(MARK)]}{MARK}\n```text{told}\n```\n", encoding="utf-8")


def main() -> None:
    """Count, and print; with the path of a page of the documentation, put the reliability there too."""
    counts = {name: Counts() for name in ("commitments", "deadlines", "responsibilities")}
    counts["observations"] = Counts()
    for known in known_documents():
        count(known, counts)
        count_numbers(known, counts["observations"])
    lines = list(report(counts))
    print("\n".join(lines))
    for page in sys.argv[1:]:
        publish(Path(page), lines)


if __name__ == "__main__":
    main()
