"""The key of each result: a hash over all it rests on. Equal keys, equal results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import PurePosixPath

from extractors import names
from pipeline.files import Source
from pipeline.fingerprint import Code, digest

READING = ("pipeline.ingest", "pipeline.kept")
PART = ("pipeline.parts", "pipeline.extract")
NIGHT = ("pipeline.run",)


@dataclass(frozen=True, slots=True)
class Codes:
    """Fingerprints of the code behind each kind of result."""

    reading: str
    extractors: Mapping[str, str]  # by name
    part: str
    night: str


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of the results of one source."""

    document: str  # the bytes and what reads them: wherever the file lies, whatever it is called
    rows: Mapping[str, str]  # by extractor: the document, what the user says of it, and that extractor
    part: str  # all of these, and where the file lies


def codes_of(code: Code) -> Codes:
    """The fingerprints of the code as it is now."""
    return Codes(
        reading=code.of(*READING),
        extractors={name: code.of(f"extractors.{name}", "pipeline.kept") for name in names()},
        part=code.of(*PART),
        night=code.of(*NIGHT),
    )


def keys_of(source: Source, codes: Codes, settings: str, limits: str) -> Keys:
    """The keys of one source; `settings` and `limits` tell those of this run from others."""
    ending = PurePosixPath(source.path).suffix.lower()  # tells the reader
    document = digest("document", source.sha256, ending, codes.reading)
    known = (source.inventory.municipalities, source.inventory.corporations, source.inventory.year)
    rows = {
        name: digest("rows", document, known, settings, name, code) for name, code in codes.extractors.items()
    }
    about = (source.path, source.other_paths, source.media_type, source.unreadable, limits)
    part = digest("part", document, sorted(rows.items()), about, astuple(source.inventory), codes.part)
    return Keys(document, rows, part)
