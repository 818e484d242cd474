"""`afspraken times`: lines of JSON in and out, and what is said of a line that is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.__main__ import app
from pipeline.errors import Exit


def read(*lines: str | bytes) -> Result:
    given = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return CliRunner().invoke(app, ["times", "-"], input=given)


def row(text: object, reference: object = "2031-11-20", row_id: object = 1) -> str:
    return json.dumps({"id": row_id, "text": text, "reference": reference})


def test_a_row_for_each_line_with_its_times() -> None:
    result = read(row("vóór 1 juli", row_id="a"), "", row("tweemaal per jaar overleg"), row("Geen tijd."))
    assert result.exit_code == Exit.OK, result.output
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert first == {
        "id": "a",
        "times": [
            {
                "text": "vóór 1 juli",
                "char_start": 0,
                "char_end": 11,
                "starts_on": None,
                "ends_on": "2031-06-30",
                "granularity": "day",
                "modifier": "before",
                "recurrence_count": None,
                "recurrence_period": None,
                "timex3": "2031-07-01",
                "edtf": "../2031-06-30",
            }
        ],
    }
    (often,) = second["times"]
    assert (often["recurrence_count"], often["recurrence_period"]) == (2, "P1Y")
    assert third == {"id": 1, "times": []}


def test_without_a_reference_no_year_is_inferred() -> None:
    (time,) = json.loads(read(row("vóór 1 juli", None)).stdout)["times"]
    assert (time["ends_on"], time["timex3"]) == (None, "XXXX-07-01")


def test_a_file_as_a_spreadsheet_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_bytes("\ufeff".encode() + row("mei 2031").encode() + b"\r\n")
    result = CliRunner().invoke(app, ["times", str(file)])
    assert json.loads(result.stdout)["times"][0]["starts_on"] == "2031-05-01"


def test_what_cannot_be_is_told_and_the_rest_read() -> None:
    result = read(row("op 31 juni 2031 of in mei 2031"))
    assert [time["text"] for time in json.loads(result.stdout)["times"]] == ["mei 2031"]
    assert result.stderr.startswith("afspraken: line 1: '31 juni 2031' is not read: ")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("id;text;reference", "not JSON"),
        ("[1]", "no object with an id"),
        ('{"text": "mei 2031"}', "no object with an id"),
        (row(None), "no text"),
        (row("mei", "20 mei"), "the reference '20 mei' is no date"),
        (row("mei", 2031), "the reference 2031 is no date"),
        ("caf\u00e9".encode("cp1252"), "not in UTF-8"),
        (row("half a pair: \ud800"), "not in UTF-8"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_one_sentence_with_its_number(line: str | bytes, says: str) -> None:
    result = read(row("mei 2031"), line, row("juni 2031"))
    assert result.exit_code == Exit.USAGE
    assert len(result.stdout.splitlines()) == 1  # what stood before it
    assert result.stderr.startswith(f"afspraken: line 2: {says}")
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_is_not_there() -> None:
    result = CliRunner().invoke(app, ["times", "nowhere.jsonl"])
    assert result.exit_code == Exit.USAGE
    assert result.stderr == "afspraken: nowhere.jsonl cannot be read (No such file or directory).\n"
