"""What can stop a run: an exit code and an exception for each cause. Documents that fail stop nothing."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line; `meaning` is what `--help` and the README print."""

    meaning: str

    OK = 0, "done; a document that could not be read is a row, not an exit code"
    NOT_FOUND = 1, "explain: no row has this id"
    USAGE = 2, "the command line was not understood"
    NOTHING_TO_READ = 3, "RAW does not exist, is no folder or holds no files"
    CHECKS_FAILED = 4, "the datasets failed the checks; latest is as it was"
    OUTPUT_UNUSABLE = 5, "what was asked for cannot be written, or nothing is published in PROCESSED"
    LOCKED = 6, "another run holds PROCESSED; nothing was done"
    REFUSED = 7, "the gates refused the new snapshot; it is kept for inspection, latest is as it was"
    STALE = 8, "status: the last good snapshot is too old, or nights were refused"
    CLUSTER = 9, "the Dask cluster cannot be reached or used; latest is as it was"
    INTERNAL = 70, "a fault in afspraken itself; latest is as it was"
    INTERRUPTED = 130, "stopped from the keyboard; latest is as it was"

    def __new__(cls, value: int, meaning: str) -> Exit:
        """An int that knows its meaning."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


class StopError(Exception):
    """Ends the command with one clear sentence and an exit code."""

    exit_code = Exit.INTERNAL


class NothingToReadError(StopError):
    """RAW is missing, no folder or empty."""

    exit_code = Exit.NOTHING_TO_READ


class UsageError(StopError):
    """Arguments that contradict each other."""

    exit_code = Exit.USAGE


class ChecksFailedError(StopError):
    """The datasets break a promise; nothing was published."""

    exit_code = Exit.CHECKS_FAILED


class OutputUnusableError(StopError):
    """The output folder cannot be written or read."""

    exit_code = Exit.OUTPUT_UNUSABLE


class LockedError(StopError):
    """Another run is at work in the output folder."""

    exit_code = Exit.LOCKED


class RefusedError(StopError):
    """The gates hold the new snapshot for doubtful; it was kept and not published."""

    exit_code = Exit.REFUSED


class StaleError(StopError):
    """Nobody should rely on what is published without a look."""

    exit_code = Exit.STALE


class ClusterError(StopError):
    """The Dask cluster is not there, has other code, or lost its workers."""

    exit_code = Exit.CLUSTER


class RowNotFoundError(StopError):
    """No published row has the id that was asked for."""

    exit_code = Exit.NOT_FOUND
