"""The review report in a real browser: outlines lie on the words, and eyes and hands find their way."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from browsing import NARROW, WIDE, a_page, address
from conftest import ROOT
from playwright.sync_api import Browser, Page
from test_boxes import faults

from pipeline.assembling.corrections import read_corrections
from pipeline.review.report import review
from pipeline.review.rows import DOUBTFUL

STEMS = {"brinkdam": "brinkdam-2024.pdf", "esdrecht": "esdrecht-2019.txt", "scan": "maarsum-2023.pdf"}
VIEWS = ("observations", "deadlines", "commitments", "tables", "issues")


@pytest.fixture(scope="session")
def report(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    done = review(ROOT / "data/raw", samples.parent, folder)
    assert (done.documents, done.without_pictures) == (8, 0)
    return folder


@pytest.fixture(scope="session")
def ids(samples: Path) -> dict[str, str]:
    documents = pd.read_parquet(samples / "documents.parquet")
    return dict(zip(documents["path"], documents["document_id"], strict=True))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with a_page(browser) as page:
        yield page


def data_of(page: Page) -> Any:
    return json.loads(page.locator("#data").text_content() or "")


def chosen(page: Page) -> dict[str, Any]:
    """The row that is chosen in the list."""
    place = page.locator("tr[aria-selected=true]").get_attribute("data-row")
    return dict(data_of(page)["rows"][int(place or -1)])


def paths(page: Page) -> list[str]:
    return page.locator("#documents td.name a").all_text_contents()


BOXES = """() => [...document.querySelectorAll('.box')].map((box) => {
  const sheet = box.closest('.sheet');
  const [here, there] = [box, sheet].map((each) => each.getBoundingClientRect());
  const style = getComputedStyle(box), rim = parseFloat(style.paddingLeft);
  const scale = sheet.dataset.width / there.width;
  const side = (value, from, by) => (value - from + by) * scale;
  return [Number(box.dataset.row), Number(sheet.dataset.page), box.className, [
    side(here.left, there.left, rim), side(here.top, there.top, rim),
    side(here.right, there.left, -rim), side(here.bottom, there.top, -rim)]];
})"""


@pytest.mark.parametrize("view", [1, 2, 3])
def test_the_outlines_of_a_view_hold_the_words_of_their_rows(
    page: Page, report: Path, ids: dict[str, str], view: int
) -> None:
    """Measured where the browser drew them, and read there by another reader."""
    name = STEMS["brinkdam"]
    page.goto(address(report, ids[name]))
    page.keyboard.press(str(view))
    rows = data_of(page)["rows"]
    drawn: dict[int, list[tuple[int, Any]]] = {}
    for place, number, _, box in page.evaluate(BOXES):
        drawn.setdefault(place, []).append((number, box))
    wanted = {place for place, row in enumerate(rows) if row["dataset"] == VIEWS[view - 1] and row["boxes"]}
    assert set(drawn) == wanted
    pdf = ROOT / "data/raw" / name
    assert [fault for place in drawn for fault in faults(pdf, rows[place]["quote"], drawn[place])] == []


def test_a_chosen_row_is_outlined_where_one_can_see_it(page: Page, report: Path, ids: dict[str, str]) -> None:
    page.goto(address(report, ids[STEMS["brinkdam"]]))
    lines = page.locator("tr[data-row]")
    for place in random.Random(1).sample(range(lines.count()), 5):
        lines.nth(place).click()
        row = chosen(page)
        marks = [each for each in page.evaluate(BOXES) if "is-chosen" in each[2]]
        assert [number for _, number, _, _ in marks] == [box[0] for box in row["boxes"]]
        box, frame = (
            page.locator(".box.is-chosen").first.bounding_box(),
            page.locator("#sheets").bounding_box(),
        )
        assert box is not None
        assert frame is not None
        assert frame["y"] < box["y"] < frame["y"] + frame["height"]
        assert frame["x"] < box["x"] < frame["x"] + frame["width"]


def test_the_picture_fills_the_page_that_is_outlined(page: Page, report: Path, ids: dict[str, str]) -> None:
    page.goto(address(report, ids[STEMS["scan"]]))
    picture = page.locator(".page img").first
    picture.evaluate("image => image.decode()")
    width, height = picture.evaluate("image => [image.naturalWidth, image.naturalHeight]")
    sheet, shown = page.locator(".page").first.bounding_box(), picture.bounding_box()
    assert sheet == shown
    assert sheet is not None
    assert sheet["width"] / sheet["height"] == pytest.approx(width / height, rel=0.01)


def test_a_box_picks_its_row(page: Page, report: Path, ids: dict[str, str]) -> None:
    page.goto(address(report, ids[STEMS["brinkdam"]]))
    box = page.locator(".box").nth(3)
    place = int(box.get_attribute("data-row") or -1)
    box.click()
    assert chosen(page) == data_of(page)["rows"][place]


def test_in_a_text_the_words_of_every_row_are_marked(page: Page, report: Path, ids: dict[str, str]) -> None:
    page.goto(address(report, ids[STEMS["esdrecht"]]))
    rows = data_of(page)["rows"]
    pieces = page.locator("[data-rows]").evaluate_all(
        "all => all.map((each) => [each.dataset.rows.split(' '), each.textContent])"
    )
    marked: dict[int, str] = {}
    for places, words in pieces:
        for place in map(int, places):
            marked[place] = marked.get(place, "") + words
    assert marked == {place: row["quote"] for place, row in enumerate(rows) if "span" in row}
    assert len(marked) > 150


def test_words_pick_their_row_and_at_the_next_click_the_one_around_it(
    page: Page, report: Path, ids: dict[str, str]
) -> None:
    page.goto(address(report, ids[STEMS["esdrecht"]]))
    page.keyboard.press("2")
    shown = page.locator(".words .is-shown").first
    shown.click()
    row = chosen(page)
    assert row["dataset"] == "deadlines"
    assert "".join(page.locator(".words .is-chosen").all_text_contents()) == row["quote"]


def test_every_row_is_in_its_view(page: Page, report: Path, ids: dict[str, str], samples: Path) -> None:
    page.goto(address(report, ids[STEMS["brinkdam"]]))
    for number, name in enumerate(VIEWS, 1):
        page.keyboard.press(str(number))
        published = pd.read_parquet(samples / f"{name}.parquet")
        wanted = (published["document_id"] == ids[STEMS["brinkdam"]]).sum()
        assert page.locator("tr[data-row]").count() == wanted


def test_rows_are_searched_and_filtered(page: Page, report: Path, ids: dict[str, str]) -> None:
    page.goto(address(report, ids[STEMS["esdrecht"]]))
    page.keyboard.press("/")
    page.keyboard.type("verkoop 2020")
    found = page.locator("tr[data-row]").all_text_contents()
    assert found
    assert all("verkoop" in words and "2020" in words for words in found)
    page.keyboard.press("Control+a")
    page.keyboard.type("geen enkele rij")
    assert page.locator("#panel .empty").is_visible()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.locator("#view-deadlines").click()
    page.locator("#doubtful").check()
    places = page.locator("tr[data-row]").evaluate_all("all => all.map((row) => Number(row.dataset.row))")
    deadlines = [
        (place, row) for place, row in enumerate(data_of(page)["rows"]) if row["dataset"] == "deadlines"
    ]
    assert places == [place for place, row in deadlines if "issues" in row or row["confidence"] < DOUBTFUL]
    assert 0 < len(places) < len(deadlines)


def test_a_document_goes_by_the_keyboard(page: Page, report: Path, ids: dict[str, str]) -> None:
    page.goto(address(report, ids[STEMS["esdrecht"]]))
    rows = page.locator("tr[data-row]")
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    assert rows.nth(1).get_attribute("aria-selected") == "true"
    assert rows.nth(1).evaluate("row => row === document.activeElement")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "now"
    page.keyboard.type("1j")  # letters, not commands
    page.keyboard.press("Escape")
    assert rows.nth(0).evaluate("row => row === document.activeElement")
    page.locator("[role=tab][aria-selected=true]").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("[role=tab][aria-selected=true]").get_attribute("id") == "view-deadlines"
    before = page.url
    page.keyboard.press("]")
    page.wait_for_url(lambda url: url != before)
    page.keyboard.press("[")
    page.wait_for_url(before)


@pytest.mark.parametrize(
    ("view", "column", "now", "dataset", "wanted"),
    [
        (1, None, "41", "observations", {"value_min": 41.0, "value_max": 41.0}),
        (
            1,
            "municipalities",
            "Esdrecht | Veenhoven",
            "observations",
            {"municipalities": ["Esdrecht", "Veenhoven"]},
        ),
        (2, "ends_on", "2031-05-01", "deadlines", {"ends_on": "2031-05-01"}),
        (3, "kind", "consult", "commitments", {"kind": "consult"}),
    ],
)
def test_a_copied_line_corrects_the_row(
    page: Page,
    report: Path,
    ids: dict[str, str],
    samples: Path,
    tmp_path: Path,
    view: int,
    column: str | None,
    now: str,
    dataset: str,
    wanted: dict[str, Any],
) -> None:
    page.goto(address(report, ids[STEMS["esdrecht"]]))
    page.keyboard.press(str(view))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    if column:
        page.locator("[name=column]").select_option(column)
    for name, words in (("now", now), ("who", 'J. "Jo" Bos'), ("why", "misprint; see minutes")):
        page.locator(f".correction [name={name}]").fill(words)
    page.locator(".correction button", has_text="Kopieer de kop").click()
    head = page.evaluate("navigator.clipboard.readText()")
    page.locator(".correction button.main").click()
    page.locator(".correction button.main", has_text="Gekopieerd").wait_for()
    lines = page.evaluate("navigator.clipboard.readText()")
    row = chosen(page)
    (tmp_path / "corrections.csv").write_text(f"{head}\n{lines}\n")
    tables = {file.stem: pq.read_table(file) for file in samples.glob("*.parquet")}
    after = read_corrections(tmp_path).applied_to(tables)
    assert len(after["issues"]) == len(tables["issues"])
    key = after[dataset].schema.names[0]
    corrected = next(each for each in after[dataset].to_pylist() if each[key] == row["id"])
    assert {name: json.loads(json.dumps(corrected[name], default=str)) for name in wanted} == wanted
    assert page.evaluate("localStorage.getItem('afspraken.who')") == 'J. "Jo" Bos'


def test_the_index_has_what_to_check_first_on_top_and_sorts(page: Page, report: Path) -> None:
    page.goto(address(report))
    entries = data_of(page)["documents"]
    assert paths(page) == [each["path"] for each in sorted(entries, key=lambda each: -each["points"])]
    page.locator("th button", has_text="Deadlines").click()
    assert paths(page) == [each["path"] for each in sorted(entries, key=lambda each: -each["rows"][1])]
    page.locator("th button", has_text="Document").click()
    assert paths(page) == sorted(each["path"] for each in entries)
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Document")


def test_the_index_is_filtered_and_remembers_it(page: Page, report: Path) -> None:
    page.goto(address(report))
    page.keyboard.press("/")
    page.keyboard.type("DAKRIJK afspraken")  # a corporation, and a word of the title
    assert paths(page) == ["holterveld-2026-2029.pdf"]
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    page.go_back()
    assert paths(page) == ["holterveld-2026-2029.pdf"]
    page.locator("[type=reset]").click()
    page.locator("[name=code]").select_option("page_recognised")
    assert paths(page) == ["holterveld-2026-2029.pdf", "maarsum-2023.pdf"]  # a table, and all of it
    page.locator("[name=municipality]").select_option("Esdrecht")
    assert page.locator("#nothing").is_visible()


def test_language_and_theme_are_switched_and_kept(page: Page, report: Path, ids: dict[str, str]) -> None:
    page.goto(address(report))
    assert page.locator("th button", has_text="Getallen").is_visible()
    page.locator("#language").click()
    page.locator("#theme").click()
    assert page.locator("th button", has_text="Numbers").is_visible()
    page.goto(address(report, ids[STEMS["brinkdam"]]))
    assert page.locator("[role=tab]", has_text="Commitments").is_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    words = page.locator("body").inner_text()
    assert not [
        each for each in ("Getallen", "Zekerheid", "Overzicht", "undefined", "[object") if each in words
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_nothing_sticks_out_in_any_width_or_theme(
    browser: Browser, report: Path, ids: dict[str, str], size: tuple[int, int], theme: str
) -> None:
    with a_page(browser, size, theme) as page:
        for document_id in (None, *(ids[name] for name in STEMS.values())):
            page.goto(address(report, document_id))
            assert page.evaluate("document.documentElement.dataset.theme") == theme
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
            if document_id:
                page.keyboard.press("j")
                mark, frame = (
                    page.locator(".is-chosen").first.bounding_box(),
                    page.locator("#sheets").bounding_box(),
                )
                assert mark is not None
                assert frame is not None
                assert frame["y"] <= mark["y"] <= frame["y"] + frame["height"]
