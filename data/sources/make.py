"""Makes the PDFs of data/raw from the texts beside this file: `make samples`.

Together they have what municipal PDFs have: ruled and borderless tables, tables of actions that run over
pages with rows cut in two, footnotes under justified and hyphenated text, a scan, and a table that is only
a picture. `python -m data.sources.make OUT` writes them elsewhere.
"""

from __future__ import annotations

import sys
from pathlib import Path

from data.sources.typeset import Layout, typeset

SOURCES = Path(__file__).parent
RAW = SOURCES.parent / "raw"
SAMPLES = (
    Layout(
        "brinkdam-2024",
        is_justified=True,
        font="Times-Roman",
        size=11,
        colour="#1f4e79",
        letterhead="Gemeente Brinkdam",
        footer="Prestatieafspraken 2024 Brinkdam",
        has_numbers_right=True,
        signatures=(
            ("L. van Hessel", "wethouder Wonen"),
            ("M. Duinmeijer", "bestuurder De Vlasbloem"),
            ("R. Aksoy", "voorzitter Huurdersbond Brinkdam"),
        ),
    ),
    Layout(
        "lierveen-2025-2026",
        rules="bands",
        widest=300,
        cuts_rows=True,
        font="Vera",
        size=9.5,
        colour="#00695c",
        letterhead="Gemeente Lierveen",
        footer="Uitvoeringsprogramma 2025-2026",
    ),
    Layout(
        "holterveld-2026-2029",
        rules="none",
        colour="#7a1f3d",
        letterhead="Gemeente Holterveld",
        footer="Prestatieafspraken Holterveld 2026-2029",
        has_numbers_right=True,
        pictured="Tabel 3",
        signatures=(
            ("J. Wolbers", "gemeente Holterveld"),
            ("S. Nijland", "Woningstichting Dakrijk"),
            ("A. te Kulve", "Huurdersvereniging Onder Dak"),
        ),
    ),
    Layout(
        "maarsum-2023",
        is_scan=True,
        font="Times-Roman",
        size=12,
        letterhead="Gemeente Maarsum",
        footer="Prestatieafspraken 2023 Maarsum",
        signatures=(
            ("H. Polman", "gemeente Maarsum"),
            ("D. Ferwerda", "Stichting Velddak"),
            ("K. Yeboah", "Huurdersbelang Maarsum"),
        ),
    ),
)


def main(out: Path = RAW) -> None:
    """Write every sample as a PDF."""
    for layout in SAMPLES:
        pdf = typeset(SOURCES / f"{layout.name}.md", layout)
        (out / f"{layout.name}.pdf").write_bytes(pdf)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
