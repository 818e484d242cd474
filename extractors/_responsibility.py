"""Who answers for a commitment: the bases from the strongest to the weakest, and what to do when two disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors._clauses import word_list
from extractors._document import Span
from extractors._parties import Mention, Party
from extractors._reading_types import Basis
from extractors._sentences import Sentence


@dataclass(frozen=True, slots=True)
class Share:
    """A party's part in a commitment."""

    party: Party
    is_responsible: bool
    basis: Basis
    span: Span

    @property
    def rule(self) -> str:
        """Name of the rule: the basis, and whether the party answers or takes part."""
        return self.basis if self.is_responsible else f"{self.basis}_participant"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a commitment and may tell who acts."""

    before: Sequence[Sentence]  # the sentences of the same block before it, nearest first
    initiative: Sentence | None  # the sentence after it that says who takes the initiative
    lead: Sentence | None  # the sentence that introduces its list
    lead_before: Sentence | None  # the sentence before the lead-in, in the same block
    column: tuple[Mention, ...]  # the parties of the party column for this part
    column_aligned: bool
    heading: tuple[Mention, ...]  # the parties that the nearest heading with at least two of them names


@dataclass(frozen=True, slots=True)
class Shares:
    """The parties of one commitment, and whether a weaker basis named others than the one that was taken."""

    shares: tuple[Share, ...]
    basis: Basis | None
    disagree: bool


def shares_of(sentence: Sentence, around: Surroundings) -> Shares:
    """Every party's part in the commitment that the sentence is."""
    bases = [(basis, named) for basis, named in _bases(sentence, around) if named]
    if not bases:
        return Shares(tuple(_participants(sentence, (), "subject")), None, False)
    basis, named = bases[0]
    responsible = _unique(named)
    others = [m for other, mentions in bases[1:] if other in ("subject", "column") for m in mentions]
    names = {mention.party.party_id for mention in responsible}
    disagree = any(
        {m.party.party_id for m in mentions} != names
        for other, mentions in bases[1:]
        if other in ("subject", "column")
    )
    shares = [Share(m.party, True, basis, m.span) for m in responsible]
    if basis == "initiative":
        shares += [
            Share(m.party, False, "subject", m.span) for m in _unique(others) if m.party.party_id not in names
        ]
    taken = {share.party.party_id for share in shares}
    shares += [share for share in _participants(sentence, taken, basis)]
    return Shares(tuple(shares), basis, disagree)


def _bases(sentence: Sentence, around: Surroundings) -> Iterable[tuple[Basis, tuple[Mention, ...]]]:
    if around.initiative is not None:
        yield (
            "initiative",
            around.initiative.clause.subjects or around.initiative.clause.agents or _named(around.initiative),
        )
    yield "column", _column(sentence, around)
    subjects = sentence.clause.subjects
    if subjects and not _is_we(subjects):
        yield "subject", subjects
    if subjects and _is_we(subjects):
        actors = _who_we_are(around)
        yield ("heading" if around.lead else "context"), actors
        yield "subject", subjects
    if sentence.clause.refers_back:
        yield "context", _last_subjects(around.before)
    yield "subject", sentence.clause.agents
    yield "subject", sentence.clause.between
    if around.lead is not None:
        yield "heading", _of_lead(around)
    if _refers_back(sentence):
        yield "context", _last_subjects(around.before[:1])
    yield "heading", around.heading


def _column(sentence: Sentence, around: Surroundings) -> tuple[Mention, ...]:
    """The parties beside it in the table; where these were not aligned, those that the subject confirms."""
    if around.column_aligned or not around.column:
        return around.column
    own = {mention.party.party_id for mention in sentence.clause.subjects}
    confirmed = tuple(mention for mention in around.column if mention.party.party_id in own)
    if own and confirmed:
        return confirmed
    return () if own else around.column


def _is_we(mentions: Sequence[Mention]) -> bool:
    return all(mention.rule == "pronoun" for mention in mentions)


def _who_we_are(around: Surroundings) -> tuple[Mention, ...]:
    """The actors that the lead-in or the sentence just before names: 'A en B slaan de handen ineen. We maken …'."""
    if around.lead is not None:
        return _of_lead(around, heading=False)
    named = around.before[0].clause.subjects if around.before else ()
    return named if len(_unique(named)) > 1 and not _is_we(named) else ()


def _of_lead(around: Surroundings, *, heading: bool = True) -> tuple[Mention, ...]:
    lead = around.lead
    if lead is None:
        return ()
    if lead.clause.subjects and not _is_we(lead.clause.subjects):
        return lead.clause.subjects
    before = around.lead_before.clause.subjects if around.lead_before else ()
    if before and not _is_we(before):
        return before
    named = lead.clause.agents or lead.clause.between
    return named or (lead.clause.subjects if heading else ())


def _last_subjects(before: Sequence[Sentence]) -> tuple[Mention, ...]:
    return next(
        (s.clause.subjects or s.clause.agents for s in before if s.clause.subjects or s.clause.agents), ()
    )


def _named(sentence: Sentence) -> tuple[Mention, ...]:
    clause = sentence.clause
    return tuple(token.mention for token in clause.tokens if token.mention is not None)


def _refers_back(sentence: Sentence) -> bool:
    words = sentence.text.lower()
    return any(f" {cue} " in f" {words} " for cue in word_list("responsibilities", "refers_back"))


def _participants(sentence: Sentence, taken: Iterable[str], basis: Basis) -> Iterable[Share]:
    done = set(taken)
    for mention in sentence.clause.companions:
        if mention.party.party_id not in done and mention.rule != "pronoun":
            done.add(mention.party.party_id)
            yield Share(mention.party, False, "subject", mention.span)


def _unique(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    seen: dict[str, Mention] = {}
    for mention in mentions:
        seen.setdefault(mention.party.party_id, mention)
    return tuple(seen.values())
