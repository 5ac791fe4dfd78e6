"""What can go wrong, each error also catchable as the built-in it resembles.

Messages are letters to the user: what is wrong, and what to do about it.
All of them pickle, because batch runs send them between processes.
"""

from __future__ import annotations


class CntextfixError(Exception):
    """Base of every error this package raises on purpose."""


class RecipeError(CntextfixError, ValueError):
    """A recipe names an unknown rule, option or value; the message says which and lists what is known."""


class SourceError(CntextfixError, ValueError):
    """Input that cannot be read as text; the message says why and what to try."""


class MissingSourceError(SourceError, FileNotFoundError):
    """A file that is not there."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class MissingRecipeError(RecipeError, FileNotFoundError):
    """A recipe file that is not there."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class PlaceError(CntextfixError, IndexError):
    """A place outside of a text."""


class InputTypeError(CntextfixError, TypeError):
    """An argument of the wrong type; the message says what to do instead."""


def wrong_type(wanted: str, value: object, advice: str = "") -> InputTypeError:
    """The error for ``value``, which is not what was ``wanted``.

    >>> str(wrong_type("a string", ["一"], "clean them one by one"))
    'want a string, not a list: clean them one by one'
    """
    name = type(value).__name__
    article = "an" if name[:1].lower() in "aeiou" else "a"
    kind = "None" if value is None else name if isinstance(value, bytes) else f"{article} {name}"
    return InputTypeError(f"want {wanted}, not {kind}{f': {advice}' if advice else ''}")


class MissingPageError(SourceError):
    """A page ``number`` that is not there: the file has ``count``."""

    def __init__(self, number: int, count: int) -> None:
        super().__init__(number, count)
        self.number, self.count = number, count

    def __str__(self) -> str:
        return f"no page {self.number}: this file has {self.count}, numbered from 1"


class EncodingError(SourceError):
    """Bytes that cannot be read as text, with what a caller needs to say so in its own words.

    ``kind`` is ``undecodable`` (``offset`` is the byte, ``encoding`` what was tried), ``binary``, ``not-chinese`` (no
    candidate fits: the encoding has to be named), ``no-text`` (``encoding`` is what it is: ``docx``, ``png``) or
    ``unknown-name`` (``encoding`` is the name).
    """

    def __init__(self, message: str, kind: str, encoding: str = "", offset: int = -1) -> None:
        super().__init__(message, kind, encoding, offset)
        self.message, self.kind, self.encoding, self.offset = message, kind, encoding, offset

    def __str__(self) -> str:
        return self.message


class InkLost(CntextfixError, AssertionError):  # noqa: N818 - named for what happened, as in the design
    """A source character is neither printed, labelled away nor owned by a recorded change: a bug in a rule."""


class ReplayError(CntextfixError, ValueError):
    """A report does not belong to the document it is replayed on."""
