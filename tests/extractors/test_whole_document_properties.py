"""What holds of the rows of every document, whatever mixture of sentences, lists and tables it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up import OPENING

from extractors import discover
from extractors._commitments.reading import read
from extractors._document import ISSUE_CODES, Document, Span, Unread
from extractors._facts.facts import facts
from extractors._parties.parties import parties
from pipeline.ingest import read_text

START = OPENING.format(period="2031-2034", signed="12 december 2030", heading="Afspraken")
SENTENCES = st.sampled_from(
    [
        "Welbouw bouwt in 2031 40 woningen.",
        "Zij doet dit samen met de gemeente.",
        "We maken uiterlijk 1 mei 2032 een plan.",
        "De lijst wordt door Thuisrecht opgesteld.",
        "De gemeente neemt het initiatief.",
        "Partijen overleggen twee keer per jaar met Huurdersstem.",
        "In 2029 heeft Welbouw 12 woningen gesloopt.",
        "Van de 200 woningen in de Kern zijn er 80 tot 90 duurzaam, waarvan 10% met label A.",
        "De huur blijft onder € 710,-- (de liberalisatiegrens).",
        "Als Thuisrecht sloopt, worden bewoners vóór 31-02-2032 geïnformeerd.",
        "Het overleg vindt plaats tussen Welbouw en de gemeente in het derde kwartaal.",
        "Er is veel te doen.",
        "Betaalbaarheid",
        "De corporaties:\n\n- isoleren 200 woningen;\n- verkopen niets;\n- stellen in Q2 2031 een plan op.",
        "1.1 Huur en inkomen",
        "Trekker: Welbouw. Planning: najaar 2031.",
    ]
)  # fmt: skip
GRIDS = st.sampled_from(
    [
        "Nieuwbouwprojecten\nProject\t2031\t2032\nLinde\t10\t20\nEs\t5\t\nTotaal\t15\t20",
        "Sloop\n2031 2032 2033\n10 20 circa 5",
        "Actie\tWie\tWanneer\nOpstellen wijkvisie\tWelbouw\tQ2 2031\nAanwijzen locaties\tgemeente\t2032",
    ]
)
BODIES = st.lists(SENTENCES | GRIDS, min_size=1, max_size=10)
relaxed = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def made(body: list[str]) -> Document:
    return read_text(START + "\n\n".join(body) + "\n")


def extracted(document: Document) -> Iterator[tuple[str, Any]]:
    for name, extractor in discover().items():
        for row in extractor.extract(document):
            yield name, row


@relaxed
@given(BODIES)
def test_every_row_quotes_the_text_where_it_says(body: list[str]) -> None:
    document = made(body)
    for name, row in extracted(document):
        if isinstance(row, Unread):
            assert row.code in ISSUE_CODES, name
            assert row.span is None or 0 <= row.span.start <= row.span.end <= len(document.text)
        elif hasattr(row, "char_start"):
            assert document.text[row.char_start : row.char_end] == row.quote, name
            assert 0 <= row.confidence <= 1, name


@relaxed
@given(BODIES)
def test_reading_twice_gives_equal_rows(body: list[str]) -> None:
    assert list(extracted(made(body))) == list(extracted(made(body)))


@relaxed
@given(BODIES)
def test_ids_are_unique_and_a_paragraph_above_renames_none(body: list[str]) -> None:
    body = ["Hieronder staat wat is afgesproken.", *body]  # labels alone speak of the heading above them
    before, after = made(body), made(["Het gaat om wonen in de wijk.", *body])
    for name, ids in ids_of(before).items():
        assert len(set(ids)) == len(ids), name
        assert set(ids) <= set(ids_of(after)[name]), name


def ids_of(document: Document) -> dict[str, list[str]]:
    reading = read(document)
    found = {
        "commitments": [row.commitment_id for row in reading.commitments],
        "deadlines": [row.deadline_id for row in reading.deadlines],
    }
    for name, key in (("observations", "observation_id"), ("tables", "table_id")):
        rows = discover()[name].extract(document)
        found[name] = [getattr(row, key) for row in rows if not isinstance(row, Unread)]
    return found


@relaxed
@given(BODIES)
def test_deadlines_and_shares_belong_to_commitments_of_the_same_reading(body: list[str]) -> None:
    document = made(body)
    reading = read(document)
    known = {commitment.commitment_id for commitment in reading.commitments}
    assert {share.commitment_id for share in reading.responsibilities} <= known
    assert {deadline.commitment_id for deadline in reading.deadlines} <= known | {None}
    for deadline in reading.deadlines:
        assert deadline.sentence.holds(deadline.span)
        assert document.quote(deadline.span) == deadline.time.text


@relaxed
@given(BODIES)
def test_commitments_stand_in_order_and_do_not_overlap(body: list[str]) -> None:
    spans = [commitment.span for commitment in read(made(body)).commitments]
    assert spans == sorted(spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@relaxed
@given(BODIES)
def test_no_deadline_ends_before_it_starts(body: list[str]) -> None:
    for deadline in read(made(body)).deadlines:
        first, last = deadline.time.starts_on, deadline.time.ends_on
        assert first is None or last is None or first <= last


@relaxed
@given(BODIES)
def test_mentions_stand_in_order_and_say_a_name(body: list[str]) -> None:
    document = made(body)
    mentions = parties(document).mentions
    assert all(left.span.end <= right.span.start for left, right in pairwise(mentions))
    assert all(document.quote(mention.span).strip() for mention in mentions)
    everywhere = parties(document).mentions_in(Span(0, len(document.text)))
    assert everywhere == mentions


@relaxed
@given(BODIES)
def test_the_front_decides_the_facts_whatever_follows(body: list[str]) -> None:
    known = facts(made(body))
    assert (known.period, str(known.document_date)) == ((2031, 2034), "2030-12-12")


@relaxed
@given(BODIES)
def test_the_parts_of_a_document_follow_each_other(body: list[str]) -> None:
    spans = [span for span, _ in facts(made(body)).parts]
    assert all(left.end <= right.start for left, right in pairwise(spans))
