"""Names that a short text tells by themselves, or by a single place in it."""

from __future__ import annotations

import pytest

from extractors._document import Inventory
from extractors._parties.parties import parties
from pipeline.ingest import read_text

TOWN = Inventory(municipalities=("Lierdam",))
MARKS = """| Actie | Gemeente | {head} | Termijn |
|---|---|---|---|
| Nieuw sloopreglement | B | T | 2031 |
| Woningruil | T | B | 2032 |
"""


def organisations(text: str) -> dict[str, str]:
    """Name and kind of the organisations named, municipalities and groups apart."""
    found = parties(read_text(text + "\n", inventory=TOWN, media_type="text/markdown")).all()
    return {one.name: one.type for one in found if one.type not in ("municipality", "group")}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vanuit Dommelwonen:\n\n- twee wijkbeheerders aanstellen", {"Dommelwonen"}),
        ("Oplevering Parkzicht door Wonen Lierdam in Q3 2031", {"Wonen Lierdam"}),  # a town of the document
        ("Actie Wonen Kerkhof: asbest saneren", set()),  # which this is not
        ("Oplevering Parkzicht door Wonen Kerkveld in Q3 2031", {"Wonen Kerkveld"}),  # behind a small letter
        ("Wonen Kerkveld zal:\n\n- alle leidingen vervangen", {"Wonen Kerkveld"}),
        ("Wat doet Thuishaven Lierdam?\n\n- Onderzoekt woningdelen", {"Thuishaven Lierdam"}),
        ("Acties van Woonvast Vliet\n\nWoonvast Vliet:\n\n- bouwen", {"Woonvast Vliet"}),  # named twice
        ("Groepswonen is in trek. Seniorenwonen ook.", set()),  # ways of dwelling
        ("Woonwijk Lierdam groeit. Woonvisie Lierdam en Woonlasten Lierdam.", set()),  # no names
        ("Dit weekend is er Samenwonen in Lierdam.", set()),
        ("In Veenwonen wordt gebouwd.", set()),  # a place
        ("Als Woonkade willen wij bouwen. Daarom start Woonkade ermee.", {"Woonkade"}),  # who speaks
    ],
)
def test_names_that_tell(text: str, names: set[str]) -> None:
    assert organisations(text).keys() == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("WM levert voor 1 april 2031 een nulmeting.", {"WM"}),  # so short a name is no ordinary word
        ("Partijen spreken af dat AWT in het tweede kwartaal een voorstel doet.", {"AWT"}),
        ("OZB stijgt met twee procent.", set()),  # a tax: no action
        ("De WMO is een wet. WMO vraagt veel.", set()),
        ("In HV is dat zo.", set()),
    ],
)
def test_an_abbreviation_that_acts(sentence: str, names: set[str]) -> None:
    assert organisations(sentence).keys() == names


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("Woonmaat", {"Woonmaat"}),  # letters under it, as under 'Gemeente'
        ("Termijn begin", set()),  # ordinary words
    ],
)
def test_heads_over_letters(head: str, names: set[str]) -> None:
    text = MARKS.format(head=head) + "\nDe termijn is lang, het begin is er.\n"
    assert organisations(text).keys() == names


def test_an_organisation_whose_kind_nobody_knows_is_a_party_with_an_issue() -> None:
    found = parties(read_text("WM levert voor 1 april 2031 een nulmeting.\n", inventory=TOWN))
    assert [one.name for one in found.all() if one.type == "other"] == ["WM"]
    assert "WM" in " ".join(one.message for one in found.unread if one.code == "party_unknown")
