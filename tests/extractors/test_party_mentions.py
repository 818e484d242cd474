"""The rows of party_mentions: each party once, groups with their members, strangers reported."""

from __future__ import annotations

from extractors._document import Unread
from extractors.party_mentions import Row, extract
from pipeline.ingest import read_text

AGREEMENT = (
    "De gemeente Ede, Welbouw en Huurdersraad De Brug (HDB) maken elk jaar afspraken. "
    "Partijen en corporaties overleggen met de politie. HDB adviseert en HDB beslist.\n"
)


def test_each_party_once_and_who_belongs_to_which_group() -> None:
    rows = [one for one in extract(read_text(AGREEMENT)) if isinstance(one, Row)]
    assert [(row.party_id, row.type, row.register_code, row.member_of) for row in rows] == [
        ("alle-partijen", "group", None, ()),
        ("gemeente-ede", "municipality", "GM0228", ("alle-partijen",)),
        ("hdb", "tenant_organisation", None, ("alle-partijen", "huurdersorganisaties")),
        ("politie", "government", None, ()),
        ("welbouw", "corporation", None, ("alle-partijen", "woningcorporaties")),
        ("woningcorporaties", "group", None, ()),
    ]


def test_aliases_are_the_other_names_of_the_document() -> None:
    (brug,) = [one for one in extract(read_text(AGREEMENT)) if isinstance(one, Row) and one.party_id == "hdb"]
    assert brug.aliases == ("Huurdersraad De Brug",)


def test_a_corporation_that_no_register_knows_is_reported_once() -> None:
    issues = [one for one in extract(read_text(AGREEMENT)) if isinstance(one, Unread)]
    assert [issue.code for issue in issues] == ["party_unknown"]
    assert "Welbouw" in issues[0].message


def test_the_same_document_gives_the_same_rows() -> None:
    assert list(extract(read_text(AGREEMENT))) == list(extract(read_text(AGREEMENT)))
