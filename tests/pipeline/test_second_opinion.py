"""A trained parser beside the rules: here a small one, trained on the spot on a few invented sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.training import Example
from spacy.util import fix_random_seed

import pipeline.reading.second_opinion
from extractors import responsibilities
from extractors._document import Document, Unread
from pipeline.errors import UsageError
from pipeline.ingest import read_text
from pipeline.reading.second_opinion import find_model
from pipeline.reading.settings import DEFAULTS, settings

# Each word with its head and its relation, as Universal Dependencies write them
TREES = [
    [("Welbouw", 1, "nsubj"), ("bouwt", 1, "ROOT"), ("woningen", 1, "obj"), (".", 1, "punct")],
    [("Thuisrecht", 1, "nsubj"), ("sloopt", 1, "ROOT"), ("woningen", 1, "obj"), (".", 1, "punct")],
    [("Huurdersstem", 1, "nsubj"), ("geeft", 1, "ROOT"), ("advies", 1, "obj"), (".", 1, "punct")],
    [
        ("De", 1, "det"), ("gemeente", 2, "nsubj"), ("bouwt", 2, "ROOT"), ("woningen", 2, "obj"),
        (".", 2, "punct"),
    ],
    [
        ("Welbouw", 3, "nsubj"), ("en", 2, "cc"), ("Thuisrecht", 0, "conj"), ("bouwen", 3, "ROOT"),
        ("woningen", 3, "obj"), (".", 3, "punct"),
    ],
    [
        ("Woningen", 2, "nsubj:pass"), ("worden", 2, "aux:pass"), ("gebouwd", 2, "ROOT"), ("door", 4, "case"),
        ("Welbouw", 2, "obl:agent"), (".", 2, "punct"),
    ],
]  # fmt: skip
OPENING = """Prestatieafspraken 2031

gemeente Zandermeer, woningcorporatie Welbouw, woningcorporatie Thuisrecht, huurdersvereniging Huurdersstem

"""


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A parser that knows the sentences above by heart."""
    fix_random_seed(0)
    nlp = spacy.blank("nl")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    examples = []
    for tree in TREES:
        words, heads, relations = zip(*tree, strict=True)
        doc = spacy.tokens.Doc(nlp.vocab, words=list(words))
        examples.append(Example.from_dict(doc, {"heads": list(heads), "deps": list(relations)}))
    nlp.initialize(lambda: examples)
    for _ in range(60):
        nlp.update(examples)
    folder = tmp_path_factory.mktemp("model") / "trained"
    nlp.to_disk(folder)
    return folder


def read(body: str, model: Path | None) -> Document:
    told = settings(model=str(model)) if model else DEFAULTS
    return told.applied_to(read_text(OPENING + body + "\n"))


def rows(document: Document) -> dict[str, float]:
    found = (one for one in responsibilities.extract(document) if isinstance(one, responsibilities.Row))
    return {row.party: row.confidence for row in found}


def codes(document: Document) -> list[str]:
    return [one.code for one in responsibilities.extract(document) if isinstance(one, Unread)]


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("Welbouw bouwt woningen.", ["Welbouw"]),
        ("De gemeente bouwt woningen.", ["gemeente"]),  # not its article
        ("Welbouw en Thuisrecht bouwen woningen.", ["Welbouw", "Thuisrecht"]),  # joined
        ("Woningen worden gebouwd door Welbouw.", ["Welbouw"]),  # the agent, not the subject of the passive
    ],
)
def test_who_acts_as_the_parser_sees_it(trained: Path, sentence: str, subjects: list[str]) -> None:
    document = read(sentence, trained)
    own = [span for span in document.subjects if span.start >= document.text.index(sentence)]
    assert [document.quote(span) for span in own] == subjects


def test_confidence_rises_where_the_parser_agrees(trained: Path) -> None:
    sentence = "Welbouw en Thuisrecht bouwen woningen."
    without, beside = rows(read(sentence, None)), rows(read(sentence, trained))
    assert without.keys() == beside.keys() == {"Welbouw", "Thuisrecht"}
    assert all(without[party] < beside[party] < 1 for party in without)
    assert codes(read(sentence, trained)) == []


def test_an_issue_says_where_the_parser_disagrees(trained: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.reading.second_opinion, "_acts", lambda token: token.text == "Thuisrecht")
    document = read("Welbouw bouwt woningen met Thuisrecht.", trained)
    assert codes(document) == ["second_opinion_differs"]
    assert rows(document)["Welbouw"] == rows(read("Welbouw bouwt woningen met Thuisrecht.", None))["Welbouw"]


def test_auto_takes_what_is_installed_and_nothing_where_nothing_is(
    trained: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        spacy.util, "get_installed_models", lambda: ["en_core_web_sm", "nl_a", "nl_core_news_md"]
    )
    monkeypatch.setattr(spacy, "load", lambda name: _with_version(trained, name))
    found = find_model("auto")
    assert found is not None
    assert (found.name, found.digest) == ("nl_core_news_md", "nl_core_news_md 0.0.0")
    monkeypatch.setattr(spacy.util, "get_installed_models", lambda: ["en_core_web_sm"])
    assert find_model("auto") is None


def _with_version(folder: Path, name: str) -> spacy.language.Language:
    return spacy.util.load_model(folder)


def test_a_model_that_changes_has_another_digest(trained: Path, tmp_path: Path) -> None:
    nlp = spacy.load(trained)
    nlp.to_disk(tmp_path / "same")
    nlp.vocab.strings.add("anders")
    nlp.to_disk(tmp_path / "other")
    digests = [find_model(str(folder)).digest for folder in (trained, tmp_path / "same", tmp_path / "other")]
    assert digests[0] == digests[1] != digests[2]


def test_a_model_that_cannot_tell_subjects_is_refused(tmp_path: Path) -> None:
    spacy.blank("nl").to_disk(tmp_path / "blank")
    spacy.blank("de").to_disk(tmp_path / "german")
    (tmp_path / "empty").mkdir()
    for name, complaint in (
        ("blank", "has no parser"),
        ("german", "not for Dutch"),
        ("empty", "cannot be loaded"),
    ):
        with pytest.raises(UsageError, match=complaint):
            find_model(str(tmp_path / name))
