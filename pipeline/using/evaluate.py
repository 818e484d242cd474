"""`afspraken evaluate`: what people filled in on a sample, as precision and recall with their intervals."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from pipeline.using import sample
from pipeline.using.evaluate_file import Filled

Z = 1.959964
"""Standard deviations to each side of 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    def interval(self) -> tuple[float, float]:
        """Wilson's score interval at 95 %: true to few cases, and to shares of 0 and 1."""
        if not self.of:
            return 0.0, 1.0
        share, n = self.hits / self.of, self.of
        middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
        half = Z / (1 + Z**2 / n) * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Score:
    """One line of the result."""

    dataset: str
    indicator: str | None
    precision: Share
    recall: Share


def scores(filled: Filled) -> list[Score]:
    """Precision and recall of each dataset, and of the indicators of observations under it."""
    found = []
    for dataset in sample.KEYS:
        found.append(_score(filled, dataset, None))
        if dataset == "observations":
            named = {each.indicator for each in filled.judged} | {each.indicator for each in filled.missed}
            found += [_score(filled, dataset, indicator) for indicator in sorted(filter(None, named))]
    return found


def show(filled: Filled, console: Console) -> None:
    """Prints the scores, and what of the sample they rest on."""
    table = Table(box=None, pad_edge=False)
    for name in ("", "precision", "95 %", "of", "recall", "95 %", "of"):
        table.add_column(name, justify="right" if name else "left", no_wrap=True)
    for score in scores(filled):
        name = f"  {score.indicator}" if score.indicator else score.dataset
        table.add_row(name, *_told(score.precision), *_told(score.recall))
    console.print(table)
    for sentence in _sentences(filled):
        console.print(sentence)


def _told(share: Share) -> tuple[str, str, str]:
    if not share.of:
        return "–", "", "0"
    low, high = share.interval()
    return f"{share.hits / share.of:.3f}", f"{low:.3f}–{high:.3f}", str(share.of)


def _sentences(filled: Filled) -> Iterator[str]:
    unsure = sum(each.answer == "unsure" for each in filled.judged)
    yield (
        f"\n{len(filled.judged)} of {filled.row_count} rows are judged ({unsure} unsure, not counted), "
        f"{len(filled.looked_at)} of {filled.passage_count} passages looked at."
    )
    if filled.half_judged:
        numbers = ", ".join(map(str, sorted(filled.half_judged)))
        yield f"Passages {numbers} are looked at but not all of their rows are judged: they do not count."
    outside = sorted({each.passage for each in filled.missed} - filled.looked_at - filled.half_judged)
    if outside:
        numbers = ", ".join(map(str, outside))
        yield f"Passages {numbers} have something missed and no yes under `{sample.LOOKED_AT}`: not counted."


def _score(filled: Filled, dataset: str, indicator: str | None) -> Score:
    mine = [
        each
        for each in filled.judged
        if each.dataset == dataset and indicator in (None, each.indicator) and each.answer != "unsure"
    ]
    drawn = [each.answer == "yes" for each in mine if each.passage is None]
    facts = [
        each.answer == "yes" for each in mine if each.passage in filled.looked_at and each.answer != "no"
    ]
    missed = sum(
        each.dataset == dataset and indicator in (None, each.indicator) and each.passage in filled.looked_at
        for each in filled.missed
    )
    return Score(dataset, indicator, Share(sum(drawn), len(drawn)), Share(sum(facts), len(facts) + missed))
