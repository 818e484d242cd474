"""What the user sets for a run that changes what is read: registers, and a model for a second opinion."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from extractors._document import Document
from extractors._registers import (
    CORPORATIONS,
    MUNICIPALITIES,
    RegisterError,
    Registers,
    read_corporations,
    read_municipalities,
    shipped,
)
from pipeline.errors import UsageError
from pipeline.reading.isolation import Limits
from pipeline.reading.second_opinion import Model, find_model, subjects

_Entries = TypeVar("_Entries")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything beside a file's own bytes and its line in metadata.csv on which its rows depend.

    The limits tell whether there are rows, never which.
    """

    registers: Registers = field(default_factory=shipped)
    model: Model | None = None
    limits: Limits = Limits()

    def digest(self) -> str:
        """16 hex digits: two runs with one digest read alike what both read."""
        told = (self.registers.municipalities, self.registers.corporations, self.model)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]

    def applied_to(self, document: Document) -> Document:
        """The document with these registers, and with what the model says of its sentences."""
        parsed = subjects(document, self.model) if self.model else ()
        return replace(document, registers=self.registers, subjects=parsed)


DEFAULTS = Settings()
"""The registers that ship, and no model."""


def settings(
    registers: Path | None = None,
    *,
    only_these_registers: bool = False,
    model: str | None = None,
    limits: Limits | None = None,
) -> Settings:
    """The settings of a command line; raises UsageError where a register or the model cannot be used."""
    if only_these_registers and registers is None:
        raise UsageError("--only-these-registers needs --registers DIR: the folder that holds them.")
    own = _registers_in(registers) if registers else Registers()
    known = shipped()
    if only_these_registers:
        known = Registers(
            () if own.municipalities else known.municipalities, () if own.corporations else known.corporations
        )
    return Settings(known.with_added(own), find_model(model), limits or Limits())


def _registers_in(folder: Path) -> Registers:
    """The registers that a folder holds: one of the two may be missing."""
    if not folder.is_dir():
        raise UsageError(f"--registers {folder} is no folder.")
    municipalities = _read(folder / MUNICIPALITIES, read_municipalities)
    corporations = _read(folder / CORPORATIONS, read_corporations)
    if municipalities is None and corporations is None:
        raise UsageError(f"--registers {folder} holds neither {MUNICIPALITIES} nor {CORPORATIONS}.")
    return Registers(municipalities or (), corporations or ())


def _read(file: Path, read: Callable[[str], _Entries]) -> _Entries | None:
    try:
        return read(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as fault:
        raise UsageError(f"--registers: {file} is not UTF-8; save it as 'CSV UTF-8'.") from fault
    except OSError as fault:
        raise UsageError(f"--registers: {file} cannot be read: {fault.strerror}.") from fault
    except RegisterError as fault:
        raise UsageError(f"--registers: in {file.parent}, {fault}.") from fault
