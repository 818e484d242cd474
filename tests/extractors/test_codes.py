"""Codes that join with tables of others: CBS municipality and year, L-number, VERA huurklasse."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT

from extractors import document_facts, observations, party_mentions
from extractors._document import Document
from extractors._registers import Registers, read_corporations, read_municipalities, shipped
from pipeline.ingest import read_text

VERA = ROOT.parent / "shared/registers/vera_referentiedata.csv"

AGREEMENT = """Prestatieafspraken {year}

gemeente {municipality}, woningcorporatie Welbouw, huurdersvereniging Huurdersstem

{municipality}, 12 december {before}

1. Nieuwbouw

Welbouw bouwt in {year} in {municipality} 25 sociale huurwoningen.
"""


def agreement(municipality: str, year: int, registers: Registers | None = None) -> Document:
    read = read_text(AGREEMENT.format(municipality=municipality, year=year, before=year - 1))
    return replace(read, registers=registers or shipped())


def facts(document: Document) -> document_facts.Row:
    (row,) = (row for row in document_facts.extract(document) if isinstance(row, document_facts.Row))
    return row


@pytest.mark.parametrize(
    ("municipality", "year", "code"),
    [
        ("Uden", 2021, "GM0856"),  # the last year before it merged
        ("Maashorst", 2023, "GM1991"),
        ("Súdwest-Fryslân", 2020, "GM1900"),
        ("Waterdam", 2026, ""),  # no register knows it: its place in the list stays
    ],
)
def test_code_and_year_of_a_municipality(municipality: str, year: int, code: str) -> None:
    document = agreement(municipality, year)
    row = facts(document)
    assert row.municipalities == (municipality,)
    assert (row.municipality_codes, row.municipality_codes_year) == ((code,), year)
    built = [row for row in observations.extract(document) if isinstance(row, observations.Row)]
    assert [(row.municipalities, row.municipality_codes) for row in built] == [((municipality,), (code,))]


OWN = Registers(
    read_municipalities("code,name\nGM9001,Waterdam\n"), read_corporations("name,l_number\nWelbouw,L9001\n")
)


def test_codes_of_registers_that_a_user_adds() -> None:
    document = agreement("Waterdam", 2026, shipped().with_added(OWN))
    assert facts(document).municipality_codes == ("GM9001",)
    parties = {
        row.name: row.register_code
        for row in party_mentions.extract(document)
        if isinstance(row, party_mentions.Row)
    }
    assert parties["gemeente Waterdam"] == "GM9001"
    assert parties["Welbouw"] == "L9001"


def test_l_numbers_that_ship_are_written_as_they_join() -> None:
    numbers = [one.l_number for one in shipped().corporations if one.l_number]
    assert all(number[0] == "L" and number[1:].isdigit() and len(number) == 5 for number in numbers)


@pytest.mark.skipif(not VERA.exists(), reason="the reference list of the sector is not at hand")
def test_rent_band_codes_are_those_of_vera() -> None:
    with Path(VERA).open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream, delimiter=";" if ";" in stream.readline() else ",")
        known = {cell for row in rows if "HUURKLASSE" in row for cell in row}
    (vocabulary,) = (
        field.metadata["vocabulary"]
        for field in observations.Row.__dataclass_fields__.values()
        if field.name == "rent_band_code"
    )
    assert set(vocabulary) <= known
