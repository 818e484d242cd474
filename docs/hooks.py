"""Pages that are made of the code when the site is built: the dictionary and the commands."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds them to those that lie in docs/."""
    for name, content in (("dictionary.md", _dictionary()), ("commands.md", _commands())):
        files.append(File.generated(config, name, content=content))
    return files


def _dictionary() -> str:
    from pipeline.datasets.dictionary import dictionary
    from pipeline.views import all_datasets

    return dictionary(all_datasets().values())


def _commands() -> str:
    import click
    import typer.main

    from pipeline.__main__ import app
    from pipeline.errors import Exit

    group = typer.main.get_command(app)
    assert isinstance(group, click.Group) or hasattr(group, "commands")
    lines = ["# Commands and exit codes", "", "What `afspraken COMMAND --help` says.", ""]
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        context = typer.Context(command, info_name=f"afspraken {name}")
        told = command.get_help(context).partition("Exit codes:")[0].rstrip()
        lines += [f"## afspraken {name}", "", "```text", told, "```", ""]
    lines += ["## Exit codes", "", "| code | meaning |", "|---|---|"]
    lines += [f"| {code.value} | {code.meaning} |" for code in Exit]
    return "\n".join(lines) + "\n"
