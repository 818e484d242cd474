"""A trained parser's second opinion: whom it takes for the subject of each sentence.

The rules need no model. Where the user has one installed and names it, what its parser finds is written on
the Document before it is read; `extractors/_second_opinion.py` holds it against the rules. A model that is
named and cannot be used stops the run: no row may depend on what silently was not there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractors._document import Document, Span
from pipeline.errors import UsageError

if TYPE_CHECKING:  # spaCy takes a second to import, and the first process of a run may need it for nothing
    from spacy.language import Language
    from spacy.tokens import Token

AUTO = "auto"
_PREFERRED = ("nl_core_news_lg", "nl_core_news_md", "nl_core_news_sm")  # of several installed, the first
_SUBJECT = "nsubj"  # of an active verb, as Universal Dependencies name it
_AGENT = "obl:agent"  # 'door de gemeente'


@dataclass(frozen=True, slots=True)
class Model:
    """A trained pipeline that is there and has a parser."""

    name: str  # of an installed package, or a path: what spaCy loads
    digest: str  # tells one version of it from another


def find_model(wanted: str | None) -> Model | None:
    """The model to use: none, the one named, or for 'auto' one that is installed.

    Raises UsageError where it cannot be loaded or has no parser.
    """
    name = _installed() if wanted == AUTO else wanted
    if name is None:
        return None
    nlp = load(name)
    if nlp.lang != "nl":
        raise UsageError(f"--model {name} is made for '{nlp.lang}', not for Dutch ('nl').")
    if "parser" not in nlp.pipe_names:
        raise UsageError(f"--model {name} has no parser and cannot tell subjects; give one that has.")
    return Model(name, _digest(name, nlp))


@cache
def load(name: str) -> Language:
    """The trained pipeline, loaded once per process. Raises UsageError where that cannot be done."""
    import spacy

    try:
        return spacy.load(name)
    except Exception as fault:  # a model may be missing, broken, or made for another version of spaCy
        said = " ".join(str(fault).split())
        raise UsageError(f"--model {name} cannot be loaded ({type(fault).__name__}: {said})") from fault


def _installed() -> str | None:
    import spacy.util

    names = [name for name in spacy.util.get_installed_models() if name.startswith("nl_")]
    return next((name for name in (*_PREFERRED, *sorted(names)) if name in names), None)


def _digest(name: str, nlp: Language) -> str:
    """Name and version of a package; of a folder, whose version nobody counts, a hash of its files."""
    folder = Path(name)
    if not folder.is_dir():
        return f"{name} {nlp.meta['version']}"
    digest = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def subjects(document: Document, model: Model) -> tuple[Span, ...]:
    """Who acts in each sentence of the document as the parser sees it: one word each, in reading order."""
    spans = [passage.span for passage in document.passages if passage.kind != "heading"]
    parsed = load(model.name).pipe(map(document.quote, spans))
    found = (
        Span(span.start + token.idx, span.start + token.idx + len(token.text))
        for span, doc in zip(spans, parsed, strict=True)
        for token in doc
        if _acts(token)
    )
    return tuple(sorted(found))


def _acts(token: Token) -> bool:
    """Whether the word is subject of an active main clause, agent of a passive one, or joined to such."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in (_SUBJECT, _AGENT) and _is_main(token.head)


def _is_main(verb: Token) -> bool:
    """Whether it is the verb of the sentence, or joined to it by 'en'."""
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head != verb and _is_main(verb.head))
