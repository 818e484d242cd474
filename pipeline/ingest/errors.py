"""Why a file cannot become a Document."""

from __future__ import annotations


class IngestError(Exception):
    """A file that cannot become a Document; `code` is a key of ISSUE_CODES."""

    def __init__(self, code: str, message: str) -> None:
        """Say what is wrong with the file and what to do about it."""
        super().__init__(message)
        self.code = code
        self.message = message
