"""What a run shows of its files, whatever those are called."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from pipeline.commands.progress import progress
from pipeline.reading.workers import Told


@pytest.mark.parametrize("is_terminal", [True, False])
@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("map[/red]x.pdf", "map[/red]x.pdf"),  # an end of markup that nothing opened ended the run
        ("[bold]x.pdf", "[bold]x.pdf"),
        ("a\nb\x1b[2J.pdf", "a\\nb\\x1b[2J.pdf"),  # would empty the screen
    ],
)
def test_names_are_shown_as_they_are(path: str, shown: str, is_terminal: bool) -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=is_terminal, width=200, color_system=None)
    with progress(console) as start:
        start(1)(Told(path, "key", 3, 0, None, False))
    assert shown in stream.getvalue()
