"""A sentence as its numbers are read from: its words, what it counts, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractors._document import Document, Span
from extractors._numbers.phrase import Phrase
from extractors._numbers.scope import Scope
from extractors._numbers.statements import Statement
from extractors._numbers.years import Years, read_years

_SENTENCE_PART = re.compile(r"[^;]+")
_BRACKET = re.compile(r"\([^()]*\)")


class Around(NamedTuple):
    """What stands around a passage and may tell what its own words leave out."""

    lead_in: str
    lead_at: int  # where in it the mark of a footnote stands, else its end
    column_head: str  # of the table cell the passage stands in: 'Afspraak 2024'
    party_cell: Span | None  # who does it, where that is a cell of the same row
    before: tuple[Statement, ...]  # the statements of the sentence before it in the same paragraph
    text_before: str  # that sentence
    headings: tuple[str, ...] = ()  # above the passage, outermost first
    lead_span: Span | None = None  # of the lead-in
    heading_owner: str | None = None  # the one corporation that the nearest heading names


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, bullet or heading with the numbers found in it."""

    document: Document
    span: Span
    text: str
    found: list[Phrase]
    around: Around
    known: Scope

    def region(self, i: int) -> tuple[int, int]:
        """From the phrase to the next one: what stands there is said of this number first."""
        end = self.found[i + 1].start if i + 1 < len(self.found) else len(self.text)
        return self.found[i].start, end

    def joined_regions(self, i: int) -> list[tuple[int, int]]:
        """The own region, and those of the numbers joined to it: '12 woningen en 5 studio's aan ...'."""
        regions = [self.region(i)]
        for one, other in pairwise(self.found[i:]):
            if self.text[one.end : other.start].strip() not in ("en", "+"):
                break
            regions.append(self.region(self.found.index(other)))
        return regions

    def part_of_text(self, phrase: Phrase) -> str:
        """The stretch between semicolons that the phrase stands in."""
        for match in _SENTENCE_PART.finditer(self.text):
            if match.start() <= phrase.start < match.end():
                return match[0]
        return self.text

    def own_words(self, phrase: Phrase) -> str:
        """That stretch without brackets and clauses of other numbers: '75 (15 per jaar)'."""
        own = self.part_of_text(phrase)
        words = _BRACKET.sub(lambda m: m[0] if phrase.number.text in m[0] else " ", own)
        kept = []
        for clause in words.split(","):
            others = [p for p in self.found if p.number.text in clause]
            is_own = not others or phrase in others
            kept.append(clause if is_own else clause[: clause.find(others[0].number.text)])
        return ",".join(kept)

    def times(self, text: str) -> list[Years]:
        known = self.known
        found = read_years(text, known.own_years, known.this_year, known.next_year)
        return [years for years in found if years.role != "name"]
