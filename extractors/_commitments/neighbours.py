"""What stands around a sentence: its lead-in, its paragraph, the headings above it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors._commitments.calendar_heads import is_calendar_head
from extractors._commitments.commitments import (
    announces,
    introduces_list,
    is_label,
    is_party_label,
    names_actor,
)
from extractors._commitments.continuations import only_adds_initiative, refers_back, speaks_on
from extractors._commitments.labels import is_label_line, labelled
from extractors._commitments.sentences import Sentence
from extractors._document import Document, Span

_FAR = 30  # sentences of one paragraph that are looked back over: a text without paragraphs is one
_REACH = 3  # sentences after an action in which 'X neemt het initiatief' can still speak of it


class Neighbours:
    """The sentences of a document by their places."""

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        """Walk once over the sentences and note for each what introduces it."""
        self._sentences = sentences
        self._leads: dict[int, Sentence] = {}
        self._headings: dict[int, tuple[Span, ...]] = {}
        self._label_lines: dict[int, list[Sentence]] = {}  # behind the action that they tell of
        self._walk(document)
        self._read_labels()

    def _walk(self, document: Document) -> None:
        by_start: dict[int, Sentence] = {}
        plain: dict[int, bool] = {}  # whether the list below a lead-in has marks and no numbers
        section: tuple[Span, ...] = ()
        open_lead: Sentence | None = None
        last: Sentence | None = None
        for sentence in self._sentences:
            passage = sentence.passage
            by_start.setdefault(passage.span.start, sentence)
            if passage.kind == "heading":
                if is_label(document.quote(passage.span)):
                    section = (passage.span, *sentence.headings, *section)
                else:
                    section = (passage.span, *sentence.headings)
                    open_lead = last if last and announces(last, document.quote(passage.span)) else None
                names_actors = sentence.clause.subjects or is_party_label(sentence.clause)
                is_alone = is_party_label(sentence.clause) and len(sentence.clause.named) == 1
                if is_alone or (names_actors and introduces_list(sentence)):  # 'De gemeente:', 'Welbouw'
                    open_lead = sentence
                continue
            if passage.kind == "footnote":  # stands between what goes on, under the headings of its mark
                continue
            self._headings[sentence.index] = section or sentence.headings
            named = by_start.get(passage.lead_in.start) if passage.lead_in else None
            if named is not None and plain.setdefault(named.index, not passage.number) and passage.number:
                named, open_lead = None, None  # '4. …' behind '- …' is an item of another list
            if named is not None and not is_label(named.text):
                self._leads[sentence.index] = named
            elif passage.kind == "bullet" and open_lead is not None:
                self._leads[sentence.index] = open_lead
            last = sentence
            if passage.kind != "bullet" and not is_label(sentence.text):
                opens = introduces_list(sentence) or (passage.cell is None and _opens_alone(sentence))
                open_lead = sentence if opens else None

    def _read_labels(self) -> None:
        action: Sentence | None = None
        for sentence in self._sentences:
            if not is_label_line(sentence):
                action = sentence
            elif action is not None and action.part == sentence.part == "agreement":
                self._label_lines.setdefault(action.index, []).append(sentence)
        for index, lines in list(self._label_lines.items()):
            if self._sentences[index].passage.kind == "heading" and not any(
                labelled(line.clause).responsible for line in lines
            ):
                del self._label_lines[index]  # 'Planning: 2031' under a title

    def label_lines(self, sentence: Sentence) -> Sequence[Sentence]:
        """The lines directly behind an action that say who and when: 'Actiehouder: X', 'Wanneer: Q3'."""
        return self._label_lines.get(sentence.index, ())

    def labelled_actions(self) -> dict[int, int]:
        """Index of every label line with that of the action it tells of."""
        return {line.index: action for action, lines in self._label_lines.items() for line in lines}

    def lead(self, sentence: Sentence) -> Sentence | None:
        """The sentence that introduces the list it is an item of, past labels like 'Evaluaties:'."""
        return self._leads.get(sentence.index)

    def headings(self, sentence: Sentence) -> tuple[Span, ...]:
        """The headings above it, nearest first; a label does not hide the heading above it."""
        return self._headings.get(sentence.index, sentence.headings)

    def above_list(self, sentence: Sentence) -> Span | None:
        """The line or heading right above an item: the lead-in of its list, else the nearest heading."""
        lead = self.lead(sentence)
        if lead is not None:
            return lead.span
        return self.headings(sentence)[0] if self.headings(sentence) else None

    def before(self, sentence: Sentence) -> list[Sentence]:
        """The sentences of its paragraph, bullet or cell part not far before it, nearest first."""
        found: list[Sentence] = []
        for index in range(sentence.index - 1, max(sentence.index - 1 - _FAR, -1), -1):
            if self._sentences[index].passage.block != sentence.passage.block:
                break
            found.append(self._sentences[index])
        return found

    def initiative_after(self, sentence: Sentence) -> Sentence | None:
        """The sentence behind it that says who takes the initiative in the same action."""
        for other in self._sentences[sentence.index + 1 : sentence.index + 1 + _REACH]:
            if other.passage.block != sentence.passage.block:
                return None
            if only_adds_initiative(other):
                return other
            if not speaks_on(other) and not (refers_back(other) and not names_actor(other.clause)):
                return None
        return None


def _opens_alone(sentence: Sentence) -> bool:
    """Whether a line above a list is one party's label or a time, with or without a colon: '**Welbouw**'."""
    if is_party_label(sentence.clause):
        return len(sentence.clause.named) == 1
    return not sentence.clause.has_verb and is_calendar_head(sentence.text)
