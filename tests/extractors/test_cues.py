"""Cues of the word lists: each is met, however it begins."""

import pytest

from extractors._numbers.cues import cues_in, vocabulary

TABLES = [
    *(("indicators", f"indicators{kind}") for kind in ("", "_weak", "_heading", "_status")),
    *(("indicators", "segments"), ("tables", "units"), ("tables", "basis"), ("tables", "roles")),
    *(("tables", "indicators_weak"), ("years", "relative")),
]


@pytest.mark.parametrize(("name", "table"), TABLES)
@pytest.mark.parametrize("ahead", ["", "Wat er staat: ", "2031 "])
def test_every_cue_of_the_lists_is_met(name: str, table: str, ahead: str) -> None:
    for cues in vocabulary(name)[table].values():
        for cue in cues:
            words = cue.replace("*", "").replace("…", "het")
            assert cues_in(ahead + words, name, table), cue
            assert cues_in(ahead + words.upper(), name, table), cue
