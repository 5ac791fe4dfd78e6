"""What is written after an option, read as what it means; argparse says what is wrong."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError

from cntextfix.changes.patterns import Pattern
from cntextfix.document.model import DROPPED, Role
from cntextfix.errors import RecipeError

_PAGES = re.compile(r"([1-9]\d{0,5})(?:-([1-9]\d{0,5}))?")
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
"""Bytes in a unit of memory, by definition."""


def names(text: str) -> list[str]:
    """A comma list."""
    return [name.strip() for name in text.split(",") if name.strip()]


def roles(text: str) -> list[Role]:
    """Roles that are left out of text unless asked for."""
    known = sorted(role.value for role in DROPPED)
    for name in names(text):
        if name not in known:
            raise ArgumentTypeError(f"{name!r} is none of {', '.join(known)}")
    return [Role(name) for name in names(text)]


def pages(text: str) -> list[int]:
    """Page numbers and ranges of them, in ascending order, none twice."""
    numbers: set[int] = set()
    for part in text.split(","):
        found = _PAGES.fullmatch(part.strip())
        if not found or int(found[2] or found[1]) < int(found[1]):
            raise ArgumentTypeError(f"{part!r} is neither a page number nor a range such as 1-3")
        numbers.update(range(int(found[1]), int(found[2] or found[1]) + 1))
    return sorted(numbers)


def positive(text: str) -> int:
    """A number above 0, perhaps with ``_`` between its digits."""
    try:
        number = int(text.replace("_", ""))
    except ValueError:
        number = 0
    if number < 1:
        raise ArgumentTypeError(f"{text!r} is not a number above 0")
    return number


def pattern(text: str) -> str:
    """A regular expression."""
    try:
        Pattern(text)
    except RecipeError as error:
        raise ArgumentTypeError(str(error)) from error
    return text


def count(text: str) -> int:
    """A number above 0."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def seconds(text: str) -> float:
    """A time; 0 is no limit."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e9:
        raise ArgumentTypeError(f"{text!r} is not a number of seconds; 0 is no limit")
    return number


def size(text: str) -> int:
    """Bytes, as ``2G`` or ``500M``."""
    found = re.fullmatch(r"(\d+)([kmg]?)b?", text.lower())
    if not found:
        raise ArgumentTypeError(f"{text!r} is not a size; write it like 2G or 500M, 0 for no limit")
    return int(found[1]) * _UNITS[found[2]]
