"""The report as files: hostile documents, what changed, what stays, what is gone, and how large it gets."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pyarrow.parquet as pq
import pytest
from browsing import NARROW, a_page, address
from conftest import ROOT
from playwright.sync_api import Browser
from reportlab.pdfgen.canvas import Canvas

from extractors._document import ISSUE_CODES
from pipeline.assembling.corrections import DATASETS
from pipeline.datasets.catalogue import datasets
from pipeline.datasets.words import without_words
from pipeline.errors import OutputUnusableError
from pipeline.publishing.diff import Cause
from pipeline.review.archive import Archive, changes_of
from pipeline.review.entries import POINTS, Entry, entry_of, in_order
from pipeline.review.labels import labels
from pipeline.review.report import review
from pipeline.review.rows import columns, rows_of
from pipeline.review.site import Site
from pipeline.using.published import load

ATTACK = "</script><script>window.hacked=1</script><img src=x onerror=alert(1)>"
WORDS = (
    f"Prestatieafspraken 2031 {ATTACK}\n\nGemeente Waterdam en Welbouw spreken af:\n\n"
    f"Welbouw {ATTACK} bouwt in 2031 25 sociale huurwoningen.\u2028 "
    "De gemeente stelt vóór 1 mei 2031 de \"visie\" & <b>'nota'</b> vast.\n"
)
NAMES = (f"{ATTACK}.txt".replace("/", "_"), "'\"&quot;\u2028 $(x) `y` %2e%2e ;#?.md", "weg.txt")


def run(raw: Path, out: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "run", str(raw), "--out", str(out), "--accept", "a test"]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def write_pdf(file: Path) -> None:
    canvas = Canvas(str(file))
    for number, line in enumerate(WORDS.replace("\u2028", "").splitlines()):
        canvas.drawString(60, 780 - 16 * number, line)
    canvas.save()


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RAW, OUT and the report in it, after two nights: a file went, one came, one changed."""
    folder = tmp_path_factory.mktemp("hostile")
    raw, out = folder / "raw", folder / "out"
    raw.mkdir()
    for name in NAMES:
        (raw / name).write_text(f"{WORDS}{name[-5:]}", encoding="utf-8")
    write_pdf(raw / "a.pdf")
    run(raw, out)
    (raw / "weg.txt").unlink()
    (raw / NAMES[0]).write_text(f"{WORDS.replace('25 sociale', '26 sociale')}.", encoding="utf-8")
    (raw / os.fsdecode(b"g\xe9en.pdf")).write_bytes(b"no PDF")
    run(raw, out)
    review(raw, out, out / "review")
    return folder


def test_words_of_documents_stay_words(hostile: Path, browser: Browser) -> None:
    """In every page, view and width: nothing runs, nothing is fetched, and names read as they are written."""
    archive = Archive(load(hostile / "out"))
    assert len(archive.documents) == 4
    with a_page(browser, NARROW) as page:
        page.goto(address(hostile / "out/review"))
        shown = page.locator("#documents td.name a").all_text_contents()
        assert set(shown) == {document["path"] for document in archive.documents}
        assert page.locator("details li", has_text="weg.txt").count() == 1
        for document in archive.documents:
            page.goto(address(hostile / "out/review", document["document_id"]))
            assert page.locator("h1").text_content() == document["path"]
            for view in "1234567":
                page.keyboard.press(view)
                page.keyboard.press("j")
                page.keyboard.press("Enter")
                page.keyboard.press("Escape")
            assert page.evaluate("window.hacked") is None
            assert page.locator("img[src=x], script:not([src]):not([type])").count() == 0


def test_the_text_of_a_document_is_shown_as_it_stands(hostile: Path, browser: Browser) -> None:
    archive = Archive(load(hostile / "out"))
    document = next(each for each in archive.documents if each["path"].startswith("<"))
    text = "".join(part["text"] for part in archive.rows("texts", document["document_id"]))
    assert ATTACK in text
    with a_page(browser) as page:
        page.goto(address(hostile / "out/review", document["document_id"]))
        assert page.locator(".words").text_content() == text


def test_changes_are_told_by_row(hostile: Path, browser: Browser) -> None:
    archive = Archive(load(hostile / "out"))
    changes = changes_of(archive, hostile / "out")
    document = next(each for each in archive.documents if each["path"].startswith("<"))
    assert changes.removed == ("weg.txt",)
    assert changes.is_new("g\\xe9en.pdf")
    rows = rows_of(archive, document, changes.by_path[document["path"]])
    told = {
        (each["values"]["what"], each["values"]["change"]) for each in rows if each["dataset"] == "changes"
    }
    assert ("observations", "added") in told
    assert ("observations", "removed") in told
    number = next(row for row in rows if row["dataset"] == "observations")
    assert number["change"] == "added"
    assert entry_of(document, rows, changes).changes["added"] > 0


def test_what_is_drawn_stays_and_what_is_gone_goes(hostile: Path, tmp_path: Path) -> None:
    raw, out, to = tmp_path / "raw", hostile / "out", tmp_path / "review"
    shutil.copytree(hostile / "raw", raw)
    (to / "documents/0123456789abcdef").mkdir(parents=True)
    (to / "documents/my notes").mkdir()
    assert review(raw, out, to).pages == 1
    assert not (to / "documents/0123456789abcdef").exists()
    assert (to / "documents/my notes").is_dir()
    before = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in to.rglob("*.*")}
    (raw / "a.pdf").unlink()  # its picture is there already
    assert review(raw, out, to).pages == 1
    assert {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in to.rglob("*.*")} == before


@pytest.mark.parametrize("content", [None, b"%PDF-1.7 other bytes", "a pipe that nobody writes to"])
def test_a_pdf_that_is_gone_or_another_is_shown_as_text(
    hostile: Path, tmp_path: Path, content: bytes | str | None
) -> None:
    (tmp_path / "raw").mkdir()
    if isinstance(content, str):
        os.mkfifo(tmp_path / "raw/a.pdf")
    elif content:
        (tmp_path / "raw/a.pdf").write_bytes(content)
    done = review(tmp_path / "raw", hostile / "out", tmp_path / "review")
    assert (done.pages, done.without_pictures) == (0, 2)
    pages = [file.read_text() for file in (tmp_path / "review/documents").glob("*/index.html")]
    assert [("sheet text" in page) for page in pages if "a.pdf</h1>" in page] == [True]


def test_what_was_published_without_words_is_shown_without_them(hostile: Path, tmp_path: Path) -> None:
    """No picture either, also where an earlier report drew it."""
    out = tmp_path / "out"
    tables = {file.stem: pq.read_table(file) for file in (hostile / "out/latest").glob("*.parquet")}
    (out / "snapshots/0f3b11a2c4d5").mkdir(parents=True)
    for name, table in without_words(tables).items():
        pq.write_table(table, out / f"snapshots/0f3b11a2c4d5/{name}.parquet")
    (out / "latest").symlink_to("snapshots/0f3b11a2c4d5", target_is_directory=True)
    shutil.copytree(hostile / "out/review", out / "review")
    done = review(hostile / "raw", out, out / "review")
    assert (done.documents, done.pages, done.without_pictures) == (4, 0, 0)
    assert not list(out.rglob("*.webp"))
    pages = [file.read_text() for file in (out / "review/documents").glob("*/index.html")]
    assert not [page for page in pages if "spreken af" in page]


def test_nothing_published_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputUnusableError, match="holds no published datasets"):
        review(tmp_path, tmp_path, tmp_path / "review")


@pytest.fixture(scope="session")
def entries(samples: Path) -> list[Entry]:
    archive = Archive(load(samples.parent))
    changes = changes_of(archive, samples.parent)
    return [entry_of(document, rows_of(archive, document, ()), changes) for document in archive.documents]


def test_what_failed_is_checked_first_and_errors_before_doubts(entries: list[Entry]) -> None:
    calm = replace(entries[0], issues={}, probably_wrong=0.5)
    failed = replace(calm, document={**calm.document, "outcome": "failed"})
    error, doubtful = replace(calm, issues={"error": 1}), replace(calm, probably_wrong=3.0)
    known = replace(calm, issues={"info": 50})
    assert in_order([calm, doubtful, known, error, failed])[:3] == [failed, error, doubtful]
    assert known.points == calm.points
    assert failed.points == calm.points + POINTS["failed"]


def test_the_index_of_a_thousand_documents_is_light_and_quick(
    entries: list[Entry], browser: Browser, tmp_path: Path
) -> None:
    thousand = [
        {**entry.shown(), "id": f"{number:016x}", "path": f"archief/{number:04}/{entry.document['path']}"}
        for number, entry in enumerate(entries * 125)
    ]
    site = Site(tmp_path)
    site.write_assets([each["id"] for each in thousand])
    about: dict[str, Any] = {"snapshot": "0f3b11a2c4d5", "since": None, "removed": (), "loose_issues": []}
    site.write("index.html", "index.html", **about, data={"documents": thousand})
    assert sum(file.stat().st_size for file in tmp_path.rglob("*.*")) < 1_000_000
    with a_page(browser) as page:
        page.goto(address(tmp_path))
        assert page.locator("#documents tbody tr").count() == 1000
        page.locator("[name=words]").fill("0042")
        assert page.locator("#documents tbody tr").count() == 1


def test_everything_that_is_shown_has_a_name_in_both_languages() -> None:
    known = labels()
    closed = {
        value for name in DATASETS for column in datasets()[name].columns for value in column.vocabulary
    }
    unit = next(each for each in datasets()["observations"].columns if each.name == "unit")
    assert set(ISSUE_CODES) == set(known["codes"])
    assert {column["name"] for each in columns().values() for column in each} <= set(known["columns"])
    assert closed - set(unit.vocabulary) <= set(known["values"])
    assert set(unit.vocabulary) - {"other"} <= set(known["units"])
    assert set(get_args(Cause)) - {"document added", "several documents"} <= set(known["values"])


def test_every_label_that_scripts_and_templates_ask_for_is_there() -> None:
    folder = ROOT / "pipeline/review"
    asked = set()
    for file in (*folder.glob("assets/*.js"), *folder.glob("templates/*.html")):
        asked |= set(re.findall(r'\bt\("(\w+)"|label\("(\w+)"|data-\w+="([a-z_]+)"', file.read_text()))
    names = {name for found in asked for name in found if name} - {"document", "outcome"}
    assert names <= set(labels()["ui"]) | {"page", "width", "height"}


def test_columns_of_the_report_are_those_that_can_be_corrected() -> None:
    assert json.loads(json.dumps(columns()))["deadlines"][0].keys() == {"name", "values", "several"}
    assert set(columns()) == set(DATASETS)


CSS = (ROOT / "pipeline/review/assets/review.css").read_text()
THEMES = {
    name: dict(re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", block))
    for name, block in zip(
        ("light", "dark"), re.findall(r"^:root[^{]*\{(.*?)\}", CSS, re.S | re.M), strict=False
    )
}
KINDS = ("observations", "deadlines", "commitments", "responsibilities", "tables", "issues")
ON_GROUNDS = [
    *(("ink", ground) for ground in ("ground", "raised", "hover", "chosen")),
    *(("soft", ground) for ground in ("ground", "raised", "chosen")),
    *(("accent", ground) for ground in ("ground", "raised")),
    *((name, f"{name}-ground") for name in ("error", "warning", "info", "ok", "new")),
    *((name, "ground") for name in KINDS),
]


def luminance(colour: str) -> float:
    """As WCAG 2 defines it."""
    full = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(full[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), ON_GROUNDS)
def test_words_stand_out_from_their_ground(theme: str, ink: str, ground: str) -> None:
    """WCAG 2.1 AA: 4.5 to 1."""
    bright, dim = sorted((luminance(THEMES[theme][name]) for name in (ink, ground)), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5
