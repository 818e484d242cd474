"""Typesets the six PDFs of this set into text/: `python tests/passages/numbers-third/typeset.py`."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

TEXT = Path(__file__).parent / "text"
STYLES = getSampleStyleSheet()
BOLD_HEAD = ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")
SMALL = ("FONTSIZE", (0, 0), (-1, -1), 9)
GRID = TableStyle(
    [("GRID", (0, 0), (-1, -1), 0.5, colors.black), BOLD_HEAD, ("VALIGN", (0, 0), (-1, -1), "TOP"), SMALL]
)
RULES = TableStyle(
    [
        ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
        ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        SMALL,
    ]
)
YEARS = [
    ["Project", "2023", "2024", "2025", "Totaal"],
    ["Tuinwijk", "14", "", "", "14"],
    ["Stadspoort", "", "36", "36", "72"],
    ["Molenzicht", "", "", "ca. 15", "15"],
    ["Totaal", "14", "36", "51", "101"],
]
STOCK = [
    ["Huurklasse", "Teerwonen", "De Dorper"],
    ["tot € 442,46", "820", "140"],
    ["€ 442,46 - € 633,25", "2.310", "505"],
    ["€ 633,25 - € 763,47", "415", "88"],
    ["boven € 763,47", "120", "12"],
    ["Totaal", "3.665", "745"],
]
BUILT = [["Jaar", "Nieuwbouw"], ["2024", "30"], ["2025", "44"], ["2026", "28"]]
DEMOLISHED = [["Jaar", "Sloop"], ["2024", "12"], ["2025", "0"], ["2026", "40"]]
WRAPPED = [
    ["Project", "Ingreep", "Aantal woningen", "Start", "Gereed", "Toelichting"],
    [
        *("Vogelbuurt fase 1", "sloop", "40", "2024", "2024"),
        "Herhuisvesting van de zittende huurders is in 2023 begonnen",
    ],
    [
        *("Vogelbuurt fase 2", "nieuwbouw", "52", "2025", "2026"),
        "Gasloos, waarvan een deel bestemd voor ouderen uit de buurt",
    ],
    ["Rozenhof", "renovatie", "64", "2025", "2027", "Naar label A"],
]
LONG = [
    ["Complex", "Straat", "Woningen", "Jaar"],
    *([str(100 + i), f"Horststraat {2 * i + 1}", str(10 + i), str(2025 + i // 16)] for i in range(48)),
    ["Totaal", "", "1608", ""],
]


def words(text: str, style: str = "BodyText") -> Paragraph:
    return Paragraph(text, STYLES[style])


def typeset(name: str, *flow: Flowable, size: tuple[float, float] = A4) -> None:
    """One PDF, the same bytes each time."""
    SimpleDocTemplate(str(TEXT / f"{name}.pdf"), pagesize=size, invariant=1).build(list(flow))


typeset(
    "teerdorp-1",
    words("Nieuwbouw Teerwonen", "Heading2"),
    words("De komende jaren levert Teerwonen de volgende sociale huurwoningen op."),
    Spacer(1, 8),
    Table(YEARS, style=GRID),
    Spacer(1, 8),
    words("Over de fasering van Stadspoort maken partijen in 2023 nadere afspraken."),
)
typeset(
    "teerdorp-2",
    words("Voorraad naar huurklasse, 31 december 2022", "Heading3"),
    Table(STOCK, style=RULES, colWidths=[180, 90, 90]),
    Spacer(1, 10),
    words("Bron: opgave van de corporaties."),
)
typeset(
    "uitgaarde-1",
    words("Planning Gaardwonen", "Heading2"),
    Table([[Table(BUILT, style=GRID), Table(DEMOLISHED, style=GRID)]], colWidths=[230, 230]),
    Spacer(1, 10),
    words("Alle aantallen betreffen sociale huurwoningen."),
)
typeset(
    "uitgaarde-2",
    words("Bijlage 2 Projecten Gaardwonen", "Heading2"),
    Table(
        [[words(cell) for cell in row] for row in WRAPPED], style=GRID, colWidths=[120, 90, 90, 60, 60, 250]
    ),
    size=landscape(A4),
)
typeset(
    "velderholt-1",
    words("Renovatieprogramma Velderwonen", "Heading2"),
    Table(LONG, style=GRID, repeatRows=1, colWidths=[80, 170, 80, 60]),
)
typeset(
    "velderholt-2",
    words("3. Beschikbaarheid", "Heading2"),
    words(
        "Velderwonen breidt haar voorraad in de periode 2025-2028 uit met 180 woningen. Hiervan worden er 60 "
        "in 2025 opgeleverd."
    ),
    words("• In 2026 worden 45 woningen opgeleverd aan de Horsterweg.", "Bullet"),
    words("• Verkoop blijft beperkt tot maximaal 5 woningen per jaar.", "Bullet"),
    words("• In 2027 en 2028 volgen samen 75 woningen.", "Bullet"),
)
