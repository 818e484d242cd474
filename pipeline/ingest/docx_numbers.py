"""Writes out what Word makes as it prints: '1.2' before a heading, 'b)' before an item, the words of fields.

How a paragraph is numbered stands in three places (ECMA-376 part 1, 17.9): the paragraph or its style points
to a `num`, which points to an `abstractNum`, whose levels have a format ('%1.%2') and a start. Bullets stay
as they are. The number becomes words of the paragraph, and the pointer goes.

What is hidden or struck through is left out. A text box stands in a file twice, or in a form that mammoth
does not know: its words are kept once.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = {"w": W, "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006"}
_OFFICE_DOCUMENT = "/officeDocument"  # how the type of the relation to the main part ends
_PLACE = re.compile(r"%(\d)")  # '%1.%2': the numbers of the first and the second level
_NOTES = ("footnotes.xml", "endnotes.xml")
_IS_ON = "[not(@w:val='0' or @w:val='false' or @w:val='off')]"
_STRUCK = f"w:rPr/*[self::w:strike or self::w:dstrike]{_IS_ON}"
# A line through the place of a text box goes through none of its words.
_UNPRINTED = f"//w:r[w:rPr/w:vanish{_IS_ON} or ({_STRUCK} and not(.//w:txbxContent))]"
_DRAWINGS = "//mc:AlternateContent | //w:drawing[not(ancestor::mc:Choice)]"
_BOXES = ("mc:Fallback//w:txbxContent", "mc:Choice[1]//w:txbxContent", ".//w:txbxContent")  # the first it has
_NOT_COUNTED = frozenset({"bullet", "none"})
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str  # 'decimal', 'lowerLetter', 'bullet', …
    text: str  # '%1.%2'


@dataclass(slots=True)
class _Lists:
    """The lists of a document, and how far each has been counted."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)  # by abstractNum and level
    abstract: dict[str, str] = field(default_factory=dict)  # of a num
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)  # by num and level; once
    styles: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)  # num and level
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, num: str, level: int) -> str | None:
        """The next number of this list on this level as printed; None for a bullet or an unknown list."""
        abstract = self.abstract.get(num, "")
        own = self.levels.get((abstract, level))
        if own is None or own.format in _NOT_COUNTED:
            return None
        counts = self.counts[abstract]
        start = self.restarts.pop((num, level), None)
        counts[level] = counts.get(level, own.start - 1) + 1 if start is None else start
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return _PLACE.sub(lambda place: self._printed(abstract, int(place[1]) - 1), own.text)

    def _printed(self, abstract: str, level: int) -> str:
        own = self.levels.get((abstract, level), _Level(1, "decimal", ""))
        return _formatted(self.counts[abstract].get(level, own.start), own.format)


def as_printed(content: bytes) -> bytes:
    """The same Word file with its numbers and fields as words, and without what is hidden or struck through.

    Raises KeyError without a main part.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        main = _main_part(parts)
        folder = posixpath.dirname(main)
        lists = _lists(_part(parts, f"{folder}/numbering.xml"), _part(parts, f"{folder}/styles.xml"))
        document = etree.fromstring(parts.read(main), _parser())
        notes = {name: _part(parts, name) for name in (f"{folder}/{each}" for each in _NOTES)}
        texts = {main: document} | {name: note for name, note in notes.items() if note is not None}
        changes = [_open_fields(text) + _open_boxes(text) + _drop_unprinted(text) for text in texts.values()]
        if not lists.levels and not any(changes):
            return content
        for paragraph in document.iter(f"{{{W}}}p"):
            _write_out(paragraph, lists)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as out:
            for part in parts.infolist():
                text = texts.get(part.filename)
                out.writestr(part.filename, parts.read(part) if text is None else etree.tostring(text))
    return stream.getvalue()


def _open_fields(document: etree._Element) -> int:
    """Put what a field shows, such as a date, in its place; how many there were."""
    fields = list(document.iter(f"{{{W}}}fldSimple"))
    for simple in fields:
        for child in list(simple):
            simple.addprevious(child)
        simple.getparent().remove(simple)
    return len(fields)


def _open_boxes(document: etree._Element) -> int:
    """Keep the words of each text box once, in a form that mammoth reads; how many drawings held one."""
    opened = 0
    for drawing in document.xpath(_DRAWINGS, namespaces=_NAMES):
        found = (drawing.findall(path, _NAMES) for path in _BOXES)
        if boxes := next(filter(None, found), None):
            picture = etree.Element(f"{{{W}}}pict")
            picture.extend(boxes)
            drawing.getparent().replace(drawing, picture)
            opened += 1
    return opened


def _drop_unprinted(document: etree._Element) -> int:
    """Take out what is hidden or struck through, as what was deleted; how many runs there were."""
    unprinted = document.xpath(_UNPRINTED, namespaces=_NAMES)
    for run in unprinted:
        run.getparent().remove(run)
    return len(unprinted)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _main_part(parts: zipfile.ZipFile) -> str:
    for relation in etree.fromstring(parts.read("_rels/.rels"), _parser()):
        if str(relation.get("Type")).endswith(_OFFICE_DOCUMENT):
            return str(relation.get("Target")).lstrip("/")
    raise KeyError("no main part")


def _part(parts: zipfile.ZipFile, name: str) -> etree._Element | None:
    return etree.fromstring(parts.read(name), _parser()) if name in parts.namelist() else None


def _lists(numbering: etree._Element | None, styles: etree._Element | None) -> _Lists:
    lists = _Lists()
    if numbering is None:
        return lists
    by_style: dict[str, int] = {}
    for abstract in numbering.iterfind("w:abstractNum", _NAMES):
        for level in abstract.iterfind("w:lvl", _NAMES):
            number = int(_own(level, "ilvl") or 0)
            start, form = int(_of(level, "w:start") or 1), _of(level, "w:numFmt") or "decimal"
            lists.levels[_own(abstract, "abstractNumId"), number] = _Level(
                start, form, _of(level, "w:lvlText")
            )
            by_style[_of(level, "w:pStyle")] = number
    for num in numbering.iterfind("w:num", _NAMES):
        lists.abstract[_own(num, "numId")] = _of(num, "w:abstractNumId")
        for override in num.iterfind("w:lvlOverride", _NAMES):
            if start_at := _of(override, "w:startOverride"):
                lists.restarts[_own(num, "numId"), int(_own(override, "ilvl") or 0)] = int(start_at)
    for style in styles.iterfind("w:style", _NAMES) if styles is not None else ():
        lists.styles[_own(style, "styleId")] = _style_pointer(style, styles, by_style)
    return lists


def _style_pointer(
    style: etree._Element, styles: etree._Element, by_style: dict[str, int]
) -> tuple[str | None, int | None]:
    """The list and level of a style, or of the style it is based on."""
    level = by_style.get(_own(style, "styleId"))
    seen: set[str] = set()
    while style is not None and _own(style, "styleId") not in seen:
        seen.add(_own(style, "styleId"))
        num, own = _pointer(style)
        level = own if level is None else level
        if num is not None:
            return num, level
        style = styles.find(f"w:style[@w:styleId='{_of(style, 'w:basedOn')}']", _NAMES)
    return None, None


def _pointer(of: etree._Element) -> tuple[str | None, int | None]:
    """The list and level that a paragraph or a style names itself."""
    num, level = _of(of, "w:pPr/w:numPr/w:numId"), _of(of, "w:pPr/w:numPr/w:ilvl")
    return num or None, int(level) if level else None


def _write_out(paragraph: etree._Element, lists: _Lists) -> None:
    num, level = _pointer(paragraph)
    style_num, style_level = lists.styles.get(_of(paragraph, "w:pPr/w:pStyle"), (None, None))
    num = num or style_num
    label = lists.label(num, level if level is not None else style_level or 0) if num else None
    if not label or paragraph.xpath(f"w:pPr/{_STRUCK}", namespaces=_NAMES):  # counted, and struck through
        return
    properties = paragraph.find("w:pPr", _NAMES)
    for pointer in properties.findall("w:numPr", _NAMES):
        properties.remove(pointer)
    run = etree.Element(f"{{{W}}}r")
    etree.SubElement(
        run, f"{{{W}}}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
    ).text = f"{label} "
    properties.addnext(run)


def _own(element: etree._Element, name: str) -> str:
    return element.get(f"{{{W}}}{name}") or ""


def _of(element: etree._Element, path: str) -> str:
    found = element.find(path, _NAMES)
    return _own(found, "val") if found is not None else ""


def _formatted(count: int, form: str) -> str:
    if form.endswith("Letter"):  # after z comes aa
        letters = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman"):
        return _roman(count).upper() if form.startswith("upper") else _roman(count)
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        while count >= value:
            written, count = written + letters, count - value
    return written
