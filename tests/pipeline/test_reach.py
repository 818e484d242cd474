"""No file makes a run read, write or reach anything beyond its folders, whatever it is called or holds."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from reportlab.pdfgen.canvas import Canvas

import pipeline
from pipeline.ingest import read
from pipeline.publishing.diff_page import _escaped
from pipeline.sources.files import find_files, group_by_content
from tests.ingest.printed import lines, pdf
from tests.ingest.word import paragraph, word

SENTENCE = "De gemeente Waterdam bouwt in 2026 nog 45 woningen."
SECRET = "geheim-van-buiten"
NAMES = (
    *(
        "a b.txt",
        "-rf.txt",
        "--out=x.txt",
        "nieuwe\nregel.txt",
        "tab\t.txt",
        "[bold]vet.txt",
        "🏠.txt",
    ),
    *("\u202etxt.exe.txt", "%s {0} $HOME `id`.txt", "<script>alert(1).txt"),
    *("A.txt", "a.txt", "é.txt", "e\u0301.txt", "x" * 250 + ".txt", "'\";--.txt"),
)


def test_names_of_any_kind_come_through(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for number, name in enumerate((*NAMES, os.fsdecode(b"caf\xe9.txt"))):
        (raw / name).write_text(f"{SENTENCE} Dit is tekst {number}.")
    command = [sys.executable, "-m", "pipeline", "run", str(raw), "--out", str(out)]
    ran = subprocess.run(command, capture_output=True)
    assert ran.returncode == 0, ran.stderr[-2000:]
    documents = pd.read_parquet(out / "latest/documents.parquet")
    assert set(documents["path"]) == {*NAMES, "caf\\xe9.txt"}
    assert set(documents["outcome"]) == {"ok"}
    assert {each.name for each in tmp_path.iterdir()} == {"raw", "out"}
    commands = [["explain", documents["document_id"][0], "--out", str(out)]]
    commands += [["show", str(raw / name), "--tables"] for name in (NAMES[3], os.fsdecode(b"caf\xe9.txt"))]
    commands.append(["diff", out.joinpath("latest").resolve().name, "--out", str(out)])
    for arguments in commands:
        ran = subprocess.run([sys.executable, "-m", "pipeline", *arguments], capture_output=True)
        assert ran.returncode == 0, ran.stderr[-2000:]


def test_an_entity_of_a_word_file_reads_no_file_and_no_address(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        for place in (f"file://{tmp_path}/secret.txt", f"http://127.0.0.1:{server.getsockname()[1]}/a"):
            file = tmp_path / "a.docx"
            file.write_bytes(_with_entity(word(paragraph("Tekst &x; einde.")), place))
            try:
                said = read(file).text
            except Exception as fault:
                said = str(fault)
            assert SECRET not in said
        with pytest.raises(TimeoutError):
            server.accept()


def _with_entity(content: bytes, place: str) -> bytes:
    told = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{place}">]>'
    return _with(content, "word/document.xml", "<w:document", f"{told}<w:document")


def _with(content: bytes, part: str, words: str, others: str) -> bytes:
    """A Word file with other words in one of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(stream, "w") as out:
        for name in given.namelist():
            own = given.read(name)
            assert name != part or words.encode() in own
            out.writestr(name, own.replace(words.encode(), others.encode()) if name == part else own)
    return stream.getvalue()


PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="{0}drawingml/2006/wordprocessingDrawing">'
    '<a:graphic xmlns:a="{0}drawingml/2006/main"><a:graphicData>'
    '<pic:pic xmlns:pic="{0}drawingml/2006/picture"><pic:blipFill>'
    '<a:blip xmlns:r="{0}officeDocument/2006/relationships" r:link="rId9"/>'
    "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
).format("http://schemas.openxmlformats.org/")


@pytest.mark.parametrize("kind", ["image", "attachedTemplate"])
def test_what_lies_outside_a_word_file_is_not_fetched(kind: str, tmp_path: Path) -> None:
    """A linked picture and a template: Word itself asks their server for them."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        target = f"http://127.0.0.1:{server.getsockname()[1]}/a"
        type_ = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
        link = f'<Relationship Id="rId9" TargetMode="External" Type="{type_}" Target="{target}"/>'
        end = "</Relationships>"
        content = word(PICTURE + paragraph(SENTENCE))
        (tmp_path / "a.docx").write_bytes(_with(content, "word/_rels/document.xml.rels", end, link + end))
        assert read(tmp_path / "a.docx").text.strip() == SENTENCE
        with pytest.raises(TimeoutError):
            server.accept()


def test_entries_that_climb_out_of_a_word_file_are_written_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "in/a.docx"
    file.parent.mkdir()
    file.write_bytes(word(paragraph(SENTENCE)))
    with zipfile.ZipFile(file, "a") as out:
        out.writestr("../up.txt", "x")
        out.writestr(str(tmp_path / "there.txt"), "x")
    assert SENTENCE in read(file).text
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["a.docx", "in"]


@pytest.mark.parametrize(
    "action",
    [
        b"<</S/Launch/F(/bin/touch)/Win<</F(touch)/P(mark)>>>>",
        b"<</S/URI/URI(http://127.0.0.1:9/)>>",
        b"<</S/GoToR/F(/etc/hostname)/D[0/Fit]>>",
        b"<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9/'\\))>>",
        b"<</S/ImportData/F(/etc/hostname)>>",
    ],
)
def test_what_a_pdf_wants_done_is_not_done(
    action: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    raw = pdf([lines(70, 100, [SENTENCE])], pageCompression=0)
    file = tmp_path / "a.pdf"
    file.write_bytes(raw.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction " + action))
    assert read(file).text.strip() == SENTENCE
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_a_picture_that_lies_outside_the_pdf_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)

    def draw(canvas: Canvas) -> None:
        canvas.drawString(70, 700, SENTENCE)

    raw = pdf([draw], pageCompression=0)
    outside = b"<</Length 0/F(%s)/FFilter/ASCIIHexDecode" % str(tmp_path / "secret.txt").encode()
    file = tmp_path / "a.pdf"
    file.write_bytes(raw.replace(b"<<\n/Length", outside + b"/Was", 1))
    try:
        said = read(file).text
    except Exception as fault:
        said = str(fault)
    assert SECRET not in said


WATCH = """
import os, sys
log = os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
own = (*os.environ["WATCH_OWN"].split("|"), "/dev/null")
reaching = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "os.system", "os.exec", "os.spawn")
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        writes = arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes and not arguments[0].startswith(own) and "__pycache__" not in arguments[0]:
            os.write(log, f"{event} {arguments[0]}\\n".encode())
    elif event in reaching:
        os.write(log, f"{event} {arguments[1:]}\\n".encode())
    elif event == "subprocess.Popen":
        if os.path.basename(arguments[0]) not in ("tesseract", os.environ["WATCH_PYTHON"]):
            os.write(log, f"{event} {arguments[0]}\\n".encode())
sys.addaudithook(watch)
"""  # what Python itself is told of: also of what libraries do in it


def test_a_run_and_its_readers_write_in_their_folder_alone_and_ask_no_network(tmp_path: Path) -> None:
    raw, out, watch = tmp_path / "raw", tmp_path / "out", tmp_path / "watch"
    for folder in (raw, watch):
        folder.mkdir()
    (watch / "sitecustomize.py").write_text(WATCH)
    place = "http://127.0.0.1:9/a"
    (raw / "a.md").write_text(
        f"# Afspraken\n\n{SENTENCE}\n\n![x]({place}) <img src='{place}'><link href='{place}'>\n"
    )
    (raw / "a.docx").write_bytes(_with_entity(word(paragraph("Tekst &x; einde.")), place))
    action = b"/Type /Catalog /OpenAction <</S/URI/URI(http://127.0.0.1:9/)>>"
    page = pdf([lines(70, 100, [SENTENCE])], pageCompression=0)
    (raw / "a.pdf").write_bytes(page.replace(b"/Type /Catalog", action))
    (raw / "../../x.txt".replace("/", "\u2215")).write_text(SENTENCE)
    own = f"{out}|{tempfile.gettempdir()}/tmp|{tempfile.gettempdir()}/tess"
    python = os.path.basename(sys.executable)
    path = os.pathsep.join([str(watch), str(Path(pipeline.__path__[0]).parent)])
    told = {"PYTHONPATH": path, "WATCH_LOG": str(watch / "log"), "WATCH_OWN": own, "WATCH_PYTHON": python}
    command = [sys.executable, "-m", "pipeline", "run", str(raw), "--out", str(out)]
    ran = subprocess.run(command, capture_output=True, env=os.environ | told)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert (watch / "log").read_text() == ""


def test_a_link_in_the_folder_is_the_users_own_and_is_followed(tmp_path: Path) -> None:
    """Who may put a link into RAW may put the file there; archives on other disks are linked so."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "elsewhere.txt").write_text(SENTENCE)
    (tmp_path / "raw/a.txt").symlink_to(tmp_path / "elsewhere.txt")
    (tmp_path / "raw/gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found, broken = group_by_content(find_files(tmp_path / "raw"))
    assert (found.path, broken.unreadable) == ("a.txt", "it is not a regular file")
    assert read(found.file).text.strip() == SENTENCE


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "[a](javascript:1)", "a | b", "# kop", "`x`"])
def test_words_of_a_document_are_no_commands_of_a_page(words: str) -> None:
    shown = _escaped(words)
    assert not any(sign in shown.replace(f"\\{sign}", "") for sign in "<>[]|`#")
