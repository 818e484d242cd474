"""The key of each result: a hash over all it rests on. Equal keys, equal results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from extractors import names
from pipeline.kept.fingerprint import Code, digest
from pipeline.sources.files import Source

READING = ("pipeline.ingest", "pipeline.kept.values")
PART = ("pipeline.reading.parts", "pipeline.reading.extract")
BUNDLE = ("pipeline.assembling.bundles",)
NIGHT = ("pipeline.run",)


@dataclass(frozen=True, slots=True)
class Codes:
    """Fingerprints of the code behind each kind of result."""

    reading: str
    extractors: Mapping[str, str]  # by name
    part: str  # with all extractors
    bundle: str  # views and checks
    night: str


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of the results of one source."""

    document: str  # the bytes and what reads them: wherever the file lies, whatever it is called
    part: str  # this, what the user says of the document, every extractor, and where the file lies
    known: tuple[object, ...] = field(repr=False)  # what the user says
    extractors: Mapping[str, str] = field(repr=False)  # their code, by name

    @property
    def rows(self) -> Mapping[str, str]:
        """By extractor: the document, what the user says of it, and that extractor."""
        return {
            name: digest("rows", self.document, *self.known, name, code)
            for name, code in self.extractors.items()
        }


def codes_of(code: Code) -> Codes:
    """The fingerprints of the code as it is now."""
    extractors = {name: code.of(f"extractors.{name}", "pipeline.kept.values") for name in names()}
    return Codes(
        reading=code.of(*READING),
        extractors=extractors,
        part=digest(code.of(*PART), sorted(extractors.items())),
        bundle=code.of(*BUNDLE),
        night=code.of(*NIGHT),
    )


def keys_of(source: Source, codes: Codes, settings: str, limits: str) -> Keys:
    """The keys of one source; `settings` and `limits` tell those of this run from others."""
    ending = PurePosixPath(source.path).suffix.lower()  # tells the reader
    document = digest("document", source.sha256, ending, codes.reading)
    said = source.inventory
    known = ((said.municipalities, said.corporations, said.year), settings)
    about = (source.path, source.other_paths, source.media_type, source.unreadable, limits)
    part = digest("part", document, known, about, said.source_url, said.licence, codes.part)
    return Keys(document, part, known, codes.extractors)
