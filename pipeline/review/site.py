"""The report's files: templates filled in, and what all pages share. A file is written where it changes."""

from __future__ import annotations

import json
import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.review.labels import LANGUAGES, label, labels
from pipeline.review.rows import DOUBTFUL, columns

ASSETS = "assets"
DOCUMENTS = "documents"
INDEX = "index.html"
_DOCUMENT_ID = re.compile(r"[0-9a-f]{16}")  # '9f2c51d07ab34e68'


class Site:
    """The folder of a report."""

    def __init__(self, folder: Path) -> None:
        """Nothing is written yet."""
        self.folder = folder
        self._templates = Environment(
            loader=PackageLoader("pipeline.review"),
            autoescape=True,  # whatever stands in a document, it is text
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {"label": label, "language": LANGUAGES[0]}
        self._templates.policies["json.dumps_kwargs"] = {"separators": (",", ":")}

    @property
    def documents(self) -> Path:
        """The folder with a folder for each document."""
        return self.folder / DOCUMENTS

    def write(self, path: str, template: str, **values: Any) -> None:  # noqa: ANN401 - what a template takes
        """A page, from its template."""
        self._put(path, self._templates.get_template(template).render(values))

    def write_assets(self, order: list[str]) -> None:
        """Scripts, styles and words of all pages; `order` is that of the index, for 'next document'."""
        for asset in files("pipeline.review").joinpath(ASSETS).iterdir():
            if asset.name.endswith((".css", ".js")):
                self._put(f"{ASSETS}/{asset.name}", asset.read_text(encoding="utf-8"))
        words = {"languages": LANGUAGES, "labels": labels(), "columns": columns(), "doubtful": DOUBTFUL}
        self._put(f"{ASSETS}/words.js", f'"use strict";\nconst WORDS = {json.dumps(words)};\n')
        self._put(f"{ASSETS}/order.js", f'"use strict";\nconst ORDER = {json.dumps(order)};\n')

    def remove_others(self, wanted: set[str]) -> None:
        """Away with documents that are not published any more; folders that are not ours stay."""
        for folder in self.documents.glob("*"):
            if folder.name not in wanted and _DOCUMENT_ID.fullmatch(folder.name):
                shutil.rmtree(folder)

    def _put(self, path: str, content: str) -> None:
        file, new = self.folder / path, content.encode()
        if not file.is_file() or file.read_bytes() != new:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(new)
