"""What kind of thing a commitment promises: by its verb, and by what a light verb does."""

from __future__ import annotations

import pytest

from extractors._commitments.reading import read
from tests.extractors.made_up import agreement

KINDS = [
    ("De gemeente past de verordening voor ondersteuning in mei 2031 aan.", "deliver", "a noun like a verb"),
    ("De Huurdersstem toetst in mei 2031 of de afspraken zijn nagekomen.", "research", "a verb before 'of'"),
    ("Welbouw verhoogt de huren per 1 juli 2031 met 2%.", "maintain", "a policy"),
    ("De gemeente maakt in mei 2031 bekend waar wordt gebouwd.", "consult", "a light verb with its particle"),
    ("Welbouw neemt 50 woningen voor haar rekening.", "deliver", "no 'rekening houden met'"),
    ("Welbouw verhuurt de kamers vanaf 2031 om niet aan studenten.", "deliver", "'om niet' is no denial"),
    ("Welbouw verkoopt in 2031 geen woningen.", "other", "a denial"),
    (
        "Welbouw voert in 2031 een woononderzoek uit.",
        "research",
        "a light verb with a noun",
    ),
    ("Welbouw stelt de gemeente op de hoogte van de sloop.", "consult", "a verb with words of its own"),
    (
        "Welbouw legt uiterlijk 1 mei 2031 vast welke flats klaar zijn voor zorg.",
        "deliver",
        "particle",
    ),
    (
        "De voortgang wordt elk jaar door Welbouw en de gemeente besproken.",
        "consult",
        "a participle",
    ),
    ("De gemeente zal het beleid voor zorgwoningen evalueren.", "research", "behind an auxiliary"),
    (
        "De huurdersbijeenkomst wordt door Welbouw georganiseerd.",
        "consult",
        "a noun ahead",
    ),
    (
        "Als de slaagkans daalt, onderzoekt Welbouw de oorzaak.",
        "research",
        "in a case only",
    ),
    ("Als de vraag daalt, labelt Welbouw meer woningen.", "other", "delivered in a case only"),
    ("Welbouw verleent in 2031 twee woningen aan Zorgbaken.", "deliver", "no cue at all"),
    ("Vrijwilligers volgend jaar werven doet Welbouw in 2031.", "deliver", "'volgend' is not 'volgen'"),
]


@pytest.mark.parametrize(("text", "kind"), [case[:2] for case in KINDS], ids=[case[2] for case in KINDS])
def test_what_is_promised(text: str, kind: str) -> None:
    (commitment,) = [one for one in read(agreement(text)).commitments if one.text == text]
    assert commitment.kind == kind
