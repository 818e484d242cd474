"""Makes small Word files of the parts that a test is about."""

from __future__ import annotations

import io
import zipfile

NS = " ".join(
    [
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
    ]
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = ("numbering", "styles", "footnotes")
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""


def word(body: str, **parts: str) -> bytes:
    """A .docx with this body; `numbering`, `styles` and `footnotes` hold what is inside those parts' root."""
    own = {name: f"<w:{name} {NS}>{content}</w:{name}>" for name, content in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        out.writestr("[Content_Types].xml", TYPES)
        out.writestr("_rels/.rels", _relations({"officeDocument": "word/document.xml"}))
        out.writestr("word/_rels/document.xml.rels", _relations({name: f"{name}.xml" for name in own}))
        out.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        for name, content in own.items():
            out.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def paragraph(words: str, *, style: str = "", num: str = "", level: int = 0) -> str:
    """A paragraph; `words` may hold further runs between '</w:t></w:r>' and '<w:r><w:t>'."""
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>' if num else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{styled}{numbered}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def levels(number: str, *formats: tuple[str, str], start: int = 1, style: str = "") -> str:
    """An abstractNum and the num of the same number; a format per level: ('decimal', '%1.')."""
    told = f'<w:pStyle w:val="{style}"/>' if style else ""
    each = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{told}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (kind, text) in enumerate(formats)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{each}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    )


def style(name: str, shown: str, more: str = "") -> str:
    """A paragraph style by the name that stands in paragraphs and the one that Word knows it by."""
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>{more}</w:style>'


def _relations(targets: dict[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'
