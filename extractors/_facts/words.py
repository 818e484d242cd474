"""The vocabulary of documents (data/documents.toml), ready for matching."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

_SOME_WORDS = r"[^.;\n]{0,80}?"  # what '…' in a phrase stands for


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lists of documents.toml under one roof."""

    types: dict[str, tuple[str, ...]]  # document type -> its words in a title, in order of precedence
    weak_titles: tuple[str, ...]  # in a title only beside the years agreed on: 'afspraken 2031-2034'
    papers: tuple[str, ...]  # first words of what is no agreement: 'Notulen'
    concept: tuple[str, ...]
    final: tuple[str, ...]
    signed: tuple[str, ...]
    signing_verbs: tuple[str, ...]
    version_tables: tuple[str, ...]
    itself: tuple[str, ...]  # by which a document speaks of itself: 'deze agenda'
    spoken_of: tuple[str, ...]  # in a line whose date is not the document's
    labels: tuple[str, ...]  # right before the document's own date: 'Datum:'
    before_kind: tuple[str, ...]  # before an evaluation or a bid in a title: 'Ons bod'
    agreements: tuple[str, ...]  # further words for an agreement in running text
    terms: tuple[str, ...]  # nouns for how long it runs: 'looptijd'
    run: tuple[str, ...]  # verbs for it, behind the agreement: 'loopt'
    agree: tuple[str, ...]  # by which it is agreed, for some years: 'spreken … af'
    between: tuple[str, ...]  # between agreement and years: 'gemaakt'
    begin: tuple[str, ...]
    end: tuple[str, ...]
    counts: dict[str, int]  # 'vier' -> 4
    former: tuple[str, ...]  # before an agreement that is over: 'de vorige raamovereenkomst'
    over: tuple[str, ...]  # behind one: 'is verlopen'
    letter_openings: tuple[str, ...]
    letter_closings: tuple[str, ...]
    annex_headings: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    data = tomllib.loads(resources.files("extractors.data").joinpath("documents.toml").read_text("utf-8"))
    return Vocabulary(
        types={kind: tuple(forms) for kind, forms in data["types"].items()},
        weak_titles=tuple(data["types_weak"]["words"]),
        papers=tuple(data["papers"]["words"]),
        concept=tuple(data["status"]["concept"]),
        final=tuple(data["status"]["final"]),
        signed=tuple(data["status"]["signed"]),
        signing_verbs=tuple(data["status"]["signing_verbs"]),
        version_tables=tuple(data["status"]["version_tables"]),
        itself=tuple(data["dates"]["itself"]),
        spoken_of=tuple(data["dates"]["spoken_of"]),
        labels=tuple(data["dates"]["labels"]),
        before_kind=tuple(data["types_before"]["words"]),
        agreements=tuple(data["period"]["agreements"]),
        terms=tuple(data["period"]["terms"]),
        run=tuple(data["period"]["run"]),
        agree=tuple(data["period"]["agree"]),
        between=tuple(data["period"]["between"]),
        begin=tuple(data["period"]["begin"]),
        end=tuple(data["period"]["end"]),
        counts=dict(data["period"]["counts"]),
        former=tuple(data["period"]["former"]),
        over=tuple(data["period"]["over"]),
        letter_openings=tuple(data["letter"]["opening"]),
        letter_closings=tuple(data["letter"]["closing"]),
        annex_headings=tuple(data["annex"]["headings"]),
    )


def starts_with(quote: str, forms: Iterable[str]) -> bool:
    """Whether a line begins with one of these words, in any case."""
    return _opening(tuple(forms)).match(quote) is not None


@cache
def _opening(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\W*{_any_of(forms)}", re.IGNORECASE)


@cache
def _any_of(forms: tuple[str, ...]) -> str:
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return "(?<!\\w)(?:" + "|".join(re.escape(form) for form in ordered) + ")(?!\\w)"


def phrase(form: str) -> str:
    """A regular expression for words with some others between them: 'spreken … af'."""
    return _SOME_WORDS.join(rf"(?<!\w){re.escape(part)}(?!\w)" for part in form.split(" … "))


def holds_any(lowered: str, forms: Iterable[str]) -> bool:
    """Whether a text in small letters holds one of these words: asked before a pattern goes through it."""
    return any(form.partition(" … ")[0] in lowered for form in forms)


def any_of(forms: Iterable[str]) -> str:
    """A regular expression for any of these words as whole words, the longest first."""
    return _any_of(tuple(forms))
