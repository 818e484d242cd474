"""Parties and times in the same order: 'A en B leveren respectievelijk vóór 1 mei en vóór 1 juni …'.

Each party has a date of its own, so the sentence is a commitment of each; anything else than as many times as
parties is left as one commitment of all.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors._commitments.clauses import Clause
from extractors._dutch.time import ImpossibleTime, TimeExpression, read_times
from extractors._parties.parties import Mention
from extractors._vocabulary import says


def respective_shares(text: str, clause: Clause) -> tuple[tuple[Clause, TimeExpression], ...]:
    """The clause of each party with the one time that is its own; empty where nothing is told in order."""
    if not says(text, "commitments", "in_order"):
        return ()
    actors = clause.agents if clause.is_passive else clause.subjects
    parties = {mention.party.party_id: mention for mention in actors if mention.rule != "pronoun"}
    times = [time for time in read_times(text) if not isinstance(time, ImpossibleTime)]
    times = [time for time in times if time.recurrence_period is None]
    if len(parties) < 2 or len(parties) != len(times):
        return ()
    return tuple(zip(_clauses(clause, list(parties.values())), times, strict=True))


def _clauses(clause: Clause, parties: Sequence[Mention]) -> list[Clause]:
    """The clause with each of these as the only one who acts."""
    if clause.is_passive:
        return [clause._replace(agents=(mention,)) for mention in parties]
    return [clause._replace(subjects=(mention,)) for mention in parties]
