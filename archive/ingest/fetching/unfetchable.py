"""Why something on the web was not read."""

from __future__ import annotations


class Unfetchable(Exception):
    """What an address leads to cannot be had. `reason` is one clear line for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unreachable(Unfetchable):
    """No connection can be, or may be, made to the host: every address there fails alike."""


def one_line(text: str, longest: int = 200) -> str:
    """Give what a stranger wrote as one short line of printable characters."""
    line = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return line if len(line) <= longest else line[:longest] + "…"
