"""An invented agreement around a few sentences, and what the reading makes of them."""

from __future__ import annotations

from extractors._commitments.reading import Reading, read
from extractors._document import Document
from pipeline.ingest import read_text

OPENING = """Prestatieafspraken {period}

gemeente Zandermeer, woningcorporatie Welbouw, woningcorporatie Thuisrecht, huurdersvereniging Huurdersstem

Zandermeer, {signed}

1. Wonen in Zandermeer

De gemeente, Welbouw, Thuisrecht en Huurdersstem werken samen.

2. {heading}

"""


def agreement(
    body: str, *, period: str = "2031", signed: str = "12 december 2030", heading: str = "Afspraken"
) -> Document:
    """An agreement of an invented municipality on `period` whose last section holds `body`."""
    return read_text(OPENING.format(period=period, signed=signed, heading=heading) + body + "\n")


def deadlines(document: Document) -> list[tuple[str, str, str | None, str | None]]:
    """(expression, class, first day, last day) of every deadline; a rhythm ends with 'count/period'."""
    rows = []
    for deadline in read(document).deadlines:
        time = deadline.time
        last = time.ends_on and time.ends_on.isoformat()
        if time.recurrence_period:
            last = f"{time.recurrence_count:g}/{time.recurrence_period}"
        first = time.starts_on and time.starts_on.isoformat()
        rows.append((document.quote(deadline.span), deadline.deadline_class, first, last))
    return rows


def responsible(document: Document, reading: Reading, commitment_id: str | None) -> set[str]:
    """The parties that answer for a commitment."""
    return {
        share.party.name
        for share in reading.responsibilities
        if share.commitment_id == commitment_id and share.role == "responsible"
    }


def commitments(document: Document) -> list[tuple[str, set[str]]]:
    """(the words, who answers for it) of every commitment of the last section."""
    reading = read(document)
    start = document.text.rindex("werken samen.") + len("werken samen.")
    return [
        (document.quote(commitment.span), responsible(document, reading, commitment.commitment_id))
        for commitment in reading.commitments
        if commitment.span.start > start
    ]
