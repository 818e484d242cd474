"""Who answers for a commitment: the bases from the strongest to the weakest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractors._commitments.action_rows import Beside
from extractors._commitments.clauses import Clause
from extractors._commitments.continuations import refers_back
from extractors._commitments.labels import Labelled, closing_bracket, closing_parties
from extractors._commitments.sentences import Sentence
from extractors._commitments.types import Basis
from extractors._document import Span
from extractors._parties.parties import Mention, Party
from extractors._vocabulary import says, word_list

_OPENING_LENGTH = 4  # characters before who opens an item: 'De '
_ONE_OF_SEVERAL = {"eerstgenoemde": slice(1), "laatstgenoemde": slice(-1, None)}


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

    before: Sequence[Sentence]  # the sentences of the same paragraph before it, nearest first
    acted: Sequence[tuple[Mention, ...]]  # who acts in each of them
    initiative: Sentence | None  # the sentence after it that says who takes the initiative
    lead: Sentence | None  # the sentence that introduces its list
    lead_acted: tuple[Mention, ...]  # who acts in it
    beside: Beside | None  # the parties of the party column
    members: Mapping[str, tuple[str, ...]]  # of the groups: the same parties can be named in two ways
    heading: tuple[Mention, ...]  # the parties that the nearest heading with at least two of them names
    labels: Labelled  # the parties that labels behind it name
    is_dated: bool  # whether nothing but its date makes it one
    by_phrase: bool  # whether a phrase makes it a commitment: 'is de taak van de gemeente'


@dataclass(frozen=True, slots=True)
class Shares:
    """The parties of one commitment, and whether another strong basis names others than were taken."""

    shares: tuple[Share, ...]
    responsible: tuple[Mention, ...]
    disagree: str | None  # 'subject against column'


def shares_of(sentence: Sentence, around: Surroundings) -> Shares:
    """Every party's part in the commitment that the sentence is."""
    bases = [(basis, _unique(named)) for basis, named in _bases(sentence, around) if named]
    if not bases:
        return Shares(tuple(_participants(sentence.clause, around, frozenset())), (), None)
    basis, responsible = bases[0]
    shares = [Share(m.party, True, basis, m.span) for m in responsible]
    taken = frozenset(share.party.party_id for share in shares)
    if basis == "initiative":
        subjects = [
            m for m in sentence.clause.subjects if m.party.party_id not in taken and m.rule != "pronoun"
        ]
        shares += [Share(m.party, False, "subject", m.span) for m in _unique(subjects)]
    shares += _participants(sentence.clause, around, frozenset(share.party.party_id for share in shares))
    return Shares(tuple(shares), responsible, _disagreement(sentence, around))


def _bases(sentence: Sentence, around: Surroundings) -> Iterable[tuple[Basis, tuple[Mention, ...]]]:
    """Each basis with the parties it names, the strongest first."""
    clause = sentence.clause
    yield "initiative", around.labels.responsible
    if around.initiative is not None:
        yield "initiative", around.initiative.clause.subjects or _named(around.initiative.clause)
    if around.beside is not None and around.beside.is_own_column:
        yield "column", _column(sentence, around.beside)
    if clause.verb in word_list("responsibilities", "expecting") and not _is_we(clause.inner_subjects):
        yield "subject", clause.inner_subjects
    yield "subject", clause.asked
    if clause.verb in word_list("responsibilities", "expecting") and _asks_the_reader(clause):
        return  # 'Wij vragen u om vóór 1 mei …': not who asks
    yield "subject", clause.giving
    if says(sentence.text, "responsibilities", "agreeing"):
        yield "subject", clause.inner_subjects  # 'Partijen spreken af dat de gemeente …'
    if sentence.unresolved is not None and clause.subjects:
        return  # 'De NCX informeert de gemeente': another than the parties named acts
    actors = clause.agents if clause.is_passive else clause.subjects
    if actors and _is_we(actors):
        yield ("heading" if around.lead else "context"), _who_we_are(around)
    yield "subject", actors
    yield "subject", clause.agents  # 'verschijnt in mei en wordt opgesteld door Welbouw'
    if clause.refers_back:
        yield "context", _acting_before(sentence, around)
    yield "subject", closing_bracket(clause)
    yield "subject", closing_parties(clause)
    yield "subject", clause.between
    if clause.inner_subjects and _receives(clause):
        return  # 'Toegezegd is dat de raad … een overzicht krijgt': another gives it
    yield "subject", clause.inner_subjects
    if not clause.has_verb:
        yield "subject", clause.bracketed
    if around.by_phrase and len(_unique(clause.holders)) == 1 and not _is_we(clause.holders):
        yield "subject", clause.holders
    if sentence.unresolved is not None:
        return  # whoever is named around it, another acts
    yield "heading", around.lead_acted
    if refers_back(sentence):
        yield "context", around.acted[0] if around.acted else ()
    if around.is_dated and len(_unique(clause.holders)) == 1 and not _is_we(clause.holders):
        yield "subject", clause.holders  # 'De huurverhoging van Welbouw bedraagt … niet meer dan …'
    yield "heading", around.heading
    if around.beside is not None:
        yield "column", around.beside.mentions
    yield "context", _only_actor(around)


def _receives(clause: Clause) -> bool:
    """Whether a subordinate clause ends in receiving: '… dat de raad vóór 1 mei een overzicht krijgt'."""
    words = [token.text for token in clause.tokens if token.text[-1:].isalpha()]
    return words[-1:] != [clause.verb] and words[-1] in word_list("responsibilities", "receiving")


def _asks_the_reader(clause: Clause) -> bool:
    return any(token.text == "u" for token in clause.tokens)


def _column(sentence: Sentence, beside: Beside) -> tuple[Mention, ...]:
    """The parties beside it in the table; where these were not aligned, those that the subject confirms."""
    own = {mention.party.party_id for mention in sentence.clause.subjects}
    if beside.is_aligned and not (beside.is_shared and _tells_another(sentence, beside)):
        return beside.mentions
    confirmed = tuple(mention for mention in beside.mentions if mention.party.party_id in own)
    if own and confirmed:
        return confirmed
    return () if own else beside.mentions


def _tells_another(sentence: Sentence, beside: Beside) -> bool:
    """Whether an item of a list in a cell opens with who does it, and that is none of those beside it."""
    named = [mention for mention in sentence.clause.subjects if mention.rule != "pronoun"]
    if sentence.passage.kind != "bullet" or not named:
        return False
    opens = named[0].span.start - sentence.span.start <= _OPENING_LENGTH
    others = {mention.party.party_id for mention in named}
    return opens and others.isdisjoint(mention.party.party_id for mention in beside.mentions)


def _is_we(mentions: Sequence[Mention]) -> bool:
    return bool(mentions) and all(mention.rule == "pronoun" for mention in mentions)


def _who_we_are(around: Surroundings) -> tuple[Mention, ...]:
    """The actors that the lead-in or the sentence just before names: 'A en B gaan samen op. We maken …'."""
    just_before = around.before[0].clause.subjects if around.before else ()
    named = around.lead_acted if around.lead is not None else just_before
    if _is_we(named) or (around.lead is None and len(_unique(named)) < 2):
        return ()
    return named


def _only_actor(around: Surroundings) -> tuple[Mention, ...]:
    """The one party that acts in all of the paragraph so far; none where others take part."""
    if any(sentence.clause.companions for sentence in around.before):
        return ()
    acting = _unique(mention for named in around.acted for mention in named)
    return acting if len(acting) == 1 and not _is_we(acting) else ()


def _acting_before(sentence: Sentence, around: Surroundings) -> tuple[Mention, ...]:
    """Who 'zij' are: who acted last; 'laatstgenoemde' is the last of several, 'eerstgenoemde' the first."""
    words = {token.text for token in sentence.clause.tokens}
    one = words & _ONE_OF_SEVERAL.keys()
    if not one:
        told = zip(around.acted, around.before, strict=True)
        return next((named for acted, other in told if (named := acted or other.clause.subjects)), ())
    several = next((named for named in map(_unique, around.acted) if len(named) > 1), ())
    return several[_ONE_OF_SEVERAL[one.pop()]] if several else ()


def _named(clause: Clause) -> tuple[Mention, ...]:
    found = (token.mention for token in clause.tokens)
    return tuple(mention for mention in found if mention is not None and mention.rule != "pronoun")


def _participants(clause: Clause, around: Surroundings, taken: frozenset[str]) -> list[Share]:
    """Those with whom, for whom or at whose table it is done; of a passive also its subject."""
    patients = clause.subjects if clause.is_passive else ()
    named = (*patients, *clause.companions, *around.labels.participants)
    beside = _unique(m for m in named if m.rule != "pronoun")
    in_column = around.beside.participants if around.beside else ()
    shares = [Share(m.party, False, "subject", m.span) for m in beside]
    shares += [Share(m.party, False, "column", m.span) for m in in_column]
    first = {share.party.party_id: share for share in reversed(shares)}
    return [first[party] for party in dict.fromkeys(s.party.party_id for s in shares) if party not in taken]


def _disagreement(sentence: Sentence, around: Surroundings) -> str | None:
    """Whether two of the strong bases name different parties: initiative, own column, subject."""
    clause = sentence.clause
    strong: list[tuple[str, Sequence[Mention]]] = []
    if around.initiative is not None:
        strong.append(("initiative", around.initiative.clause.subjects))
    if around.beside is not None and around.beside.is_own_column:
        strong.append(("column", _column(sentence, around.beside)))
    actors = clause.agents if clause.is_passive else clause.subjects
    if not _is_we(actors):
        strong.append(("subject", actors))
    named = [(basis, _resolved(mentions, around.members)) for basis, mentions in strong if mentions]
    if len(named) < 2 or named[0][1] == named[1][1]:
        return None
    if named[0][0] == "initiative" and named[0][1] <= named[1][1]:
        return None  # one of those who act takes the lead
    return f"{named[0][0]} against {named[1][0]}"


def _resolved(mentions: Iterable[Mention], members: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    ids = (mention.party.party_id for mention in mentions)
    return frozenset(member for party in ids for member in members.get(party, (party,)))


def _unique(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    seen: dict[str, Mention] = {}
    given = tuple(mentions)
    named = [mention for mention in given if mention.rule != "pronoun"]  # 'wij, de gemeente en Welbouw'
    for mention in named or given:
        seen.setdefault(mention.party.party_id, mention)
    return tuple(seen.values())
