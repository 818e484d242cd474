"""Who does what by when, read once per document: commitments, deadlines, responsibilities project it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from extractors._commitments.commitments import is_party_label
from extractors._commitments.judging import Dated, Judged, judge_sentences
from extractors._commitments.kinds import kind_of
from extractors._commitments.labels import joined, labelled
from extractors._commitments.responsibility import Shares, Surroundings, shares_of
from extractors._commitments.sentences import Sentence
from extractors._commitments.types import Basis as Basis
from extractors._commitments.types import Commitment as Commitment
from extractors._commitments.types import Deadline as Deadline
from extractors._commitments.types import DeadlineClass as DeadlineClass
from extractors._commitments.types import Reading as Reading
from extractors._commitments.types import Responsibility as Responsibility
from extractors._confidence import confidence_of
from extractors._document import Document, RowIds, Span, Unread
from extractors._facts.facts import facts
from extractors._parties.parties import Mention, Party
from extractors._second_opinion import confirmed, members_of, subject_parties
from extractors._vocabulary import word_endings, word_list

_TENANTS = re.compile(r"\bhuurders\s*\(\s*$", re.IGNORECASE)  # '[Huurders (]HDB)'
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST_MEETING = 3  # words beside the parties: 'Bestuurlijk overleg tussen X en Y'

Acted = Mapping[int, tuple[Mention, ...]]
"""Who was found to answer for each commitment so far, by index of its sentence."""


@lru_cache(maxsize=64)
def read(document: Document) -> Reading:
    """Read the whole document: what is agreed, by when, and who answers for it."""
    judged = judge_sentences(document)
    commitments = dict(_commitments(judged))
    return Reading(
        commitments=tuple(commitments.values()),
        deadlines=tuple(_deadlines(judged, commitments)),
        responsibilities=tuple(_responsibilities(judged, commitments)),
        unread=tuple(judged.unread),
    )


def _confidence(judged: Judged, dataset: str, rule: str) -> float:
    is_agreement = not facts(judged.document).is_other_paper
    return confidence_of(dataset, rule, is_agreement=is_agreement)


# Commitments
def _commitments(judged: Judged) -> Iterator[tuple[int, Commitment]]:
    ids = RowIds(judged.document.document_id, "commitments")
    for index, rule in sorted(judged.rules.items()):
        sentence = judged.sentences[index]
        lead = judged.around.lead(sentence)
        text = f"{lead.text} {sentence.text}" if lead else sentence.text
        path = sentence.passage.heading_path
        yield (
            index,
            Commitment(
                commitment_id=ids.of(text),
                span=sentence.span,
                text=text,
                number=sentence.number,
                theme=sentence.title or (path[-1] if path else None),
                heading_path=path,
                kind=kind_of(sentence, _above(judged, sentence)),
                rule=rule,
                confidence=_confidence(judged, "commitments", rule),
            ),
        )


def _above(judged: Judged, sentence: Sentence) -> str:
    """The words of the heading and the lead-in above a sentence."""
    lead = judged.around.lead(sentence)
    headings = judged.around.headings(sentence)[:1]
    return " ".join([*map(judged.document.quote, headings), lead.text if lead else ""])


# Deadlines
def _deadlines(judged: Judged, commitments: Mapping[int, Commitment]) -> Iterator[Deadline]:
    ids = RowIds(judged.document.document_id, "deadlines")
    for dated in judged.dated:
        function, own = dated.function, dated.sentence.whole
        owner = commitments.get(judged.owner(dated))
        start = min(owner.span.start, own.start) if owner else own.start
        whole = Span(start, max(owner.span.end, own.end)) if owner else own
        if owner and dated.action is not None:
            whole = owner.span  # the time stands in the head of a column, far above its row
        judged.unread.extend(_doubts(dated))
        yield Deadline(
            deadline_id=ids.of(judged.document.quote(whole), function.time.text),
            commitment_id=owner.commitment_id if owner else None,
            span=dated.span,
            sentence=whole,
            time=function.time,
            deadline_class=function.deadline_class,
            rule=function.rule,
            confidence=_confidence(judged, "deadlines", function.rule),
        )


def _doubts(dated: Dated) -> Iterator[Unread]:
    time = dated.function.time
    day = time.ends_on or time.starts_on
    if time.is_year_inferred and day is not None:
        yield Unread("year_inferred", f"'{time.text}' has no year; {day.year} was inferred", dated.span)
    elif time.is_ambiguous:
        yield Unread("time_ambiguous", f"'{time.text}' can be read in two ways", dated.span)


# Responsibilities
def _responsibilities(judged: Judged, commitments: Mapping[int, Commitment]) -> Iterator[Responsibility]:
    due = {judged.owner(dated) for dated in judged.dated if dated.function.deadline_class == "action"}
    acted: dict[int, tuple[Mention, ...]] = {}
    for index, commitment in commitments.items():
        found = shares_of(judged.sentences[index], _surroundings(judged, index, acted))
        acted[index] = found.responsible
        if found.disagree:
            message = f"two ways to tell who answers for it disagree: {found.disagree}; the first was taken"
            judged.unread.append(Unread("parties_disagree", message, commitment.span))
        unresolved = judged.sentences[index].unresolved
        if unresolved is not None and not found.responsible:
            message = (
                f"'{judged.document.quote(unresolved)}' acts here; no party of the document is called so"
            )
            judged.unread.append(Unread("party_unknown", message, unresolved))
        elif index in due and not found.responsible:
            message = "a dated commitment names nobody who answers for it"
            judged.unread.append(Unread("party_missing", message, commitment.span))
        acting = subject_parties(judged.document, judged.parties, commitment.span)
        judged.unread.extend(_second_opinion(judged, found, acting, commitment))
        for share in found.shares:
            confidence = _confidence(judged, "responsibilities", share.rule)
            is_confirmed = share.is_responsible and _is_among(judged, share.party, acting)
            yield Responsibility(
                commitment_id=commitment.commitment_id,
                party=share.party,
                role="responsible" if share.is_responsible else "participant",
                basis=share.basis,
                span=share.span,
                rule=share.rule,
                confidence=confirmed(confidence) if is_confirmed else confidence,
            )


def _is_among(judged: Judged, party: Party, acting: AbstractSet[str]) -> bool:
    return bool(acting) and acting >= {*members_of(party, judged.parties.members)}


def _second_opinion(
    judged: Judged, found: Shares, acting: AbstractSet[str], commitment: Commitment
) -> Iterator[Unread]:
    """Says where a trained parser has another subject than the rules; other bases may well name others."""
    told = [share.party for share in found.shares if share.is_responsible and share.basis == "subject"]
    if acting and told and not any(_is_among(judged, party, acting) for party in told):
        message = (
            f"the model takes {', '.join(sorted(acting))} for the subject; the rules' party was published"
        )
        yield Unread("second_opinion_differs", message, commitment.span)


def _surroundings(judged: Judged, index: int, acted: Acted) -> Surroundings:
    sentence = judged.sentences[index]
    lead = judged.around.lead(sentence)
    before = judged.around.before(sentence)
    return Surroundings(
        before=before,
        acted=[acted.get(other.index, other.clause.subjects) for other in before],
        initiative=judged.around.initiative_after(sentence),
        lead=lead,
        lead_acted=_lead_parties(judged, lead, acted) if lead else (),
        beside=judged.parts.parties.get(sentence.passage_index),
        members=judged.parties.members,
        heading=_heading_parties(judged, sentence),
        labels=joined(labelled(line.clause) for line in (sentence, *judged.around.label_lines(sentence))),
        is_dated=judged.rules[index] == "dated",
        by_phrase=judged.rules[index] == "phrase",
    )


def _lead_parties(judged: Judged, lead: Sentence, acted: Acted) -> tuple[Mention, ...]:
    """Who acts in the lead-in, or in the sentence just before it."""
    for sentence in (lead, *judged.around.before(lead)[:1]):
        named = acted.get(sentence.index) or sentence.clause.subjects or sentence.clause.agents
        if not named and is_party_label(sentence.clause):
            named = sentence.clause.named
        if named and not all(mention.rule == "pronoun" for mention in named):
            return named
    return lead.clause.subjects


def _heading_parties(judged: Judged, sentence: Sentence) -> tuple[Mention, ...]:
    """The parties of the nearest heading that is several, 'Overleg X en Y', or is one: 'Inzet Welbouw'."""
    headings = judged.around.headings(sentence)
    for heading in headings:
        named = judged.parties.mentions_in(heading)
        several = len({mention.party.party_id for mention in named}) > 1
        if (several or heading == headings[0]) and named and _is_label_of(judged.document, heading, named):
            return named
    return ()


def _is_label_of(document: Document, heading: Span, named: Sequence[Mention]) -> bool:
    """Whether a heading says hardly more than its parties; a title that merely names one is no label."""
    if "=" in document.quote(heading):
        return False  # 'G = gemeente, W = Welbouw': what letters stand for
    rest, end = [], heading.start
    for mention in named:
        before = document.text[end : mention.span.start]
        is_tenants = mention.party.type == "tenant_organisation"
        rest.append(_TENANTS.sub("", before) if is_tenants else before)
        end = mention.span.end
    words = _WORD.findall(" ".join([*rest, document.text[end : heading.end]]).lower())
    if len(words) <= _LONGEST_MEETING and any(
        word.endswith(word_endings("responsibilities", "headings", "meetings")) for word in words
    ):
        return len({mention.party.party_id for mention in named}) > 1
    return all(word in word_list("responsibilities", "headings", "beside_parties") for word in words)
