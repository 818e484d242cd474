"""What the nursery prepares: all that reading needs is imported, built and compiled once, for all readers.

Light to import: who starts a nursery has it do this elsewhere.
"""

from __future__ import annotations

from importlib import import_module

# Something of everything: patterns and word lists are made when they are first asked for.
_EXAMPLE = """Prestatieafspraken Waterdam 2031-2034

Gemeente Waterdam, woningcorporatie Welbouw en huurdersvereniging De Sluis spreken af:

1. Nieuwbouw
- Welbouw bouwt vóór 1 juli 2032 minimaal 40 sociale huurwoningen met een huur tot € 650,- per maand.
- De gemeente stelt jaarlijks in het vierde kwartaal 15% van de kavels beschikbaar; partijen evalueren dit.
"""


def for_texts() -> None:
    """What every document is read with: spaCy's tokens, word lists, patterns, the columns of rows."""
    from extractors import discover
    from pipeline import ingest
    from pipeline.reading.parts import schemas

    document = ingest.read_text(_EXAMPLE)
    for extractor in discover().values():
        list(extractor.extract(document))
    schemas()
    import_module("pipeline.reading.workers")  # where the function is that readers are called with


def for_pdfs() -> None:
    """What PDFs are read with besides."""
    from pipeline.ingest.pdf.standard_fonts import know_euro

    know_euro()
