"""Pages of several articles, as papers have them: bylines, lines of the paper and jumps stand between the texts."""

from __future__ import annotations

from collections.abc import Sequence

from cntextfix.document.model import Line, Role
from cntextfix.rules.furniture.forms import bits_of, furniture_parts
from cntextfix.rules.reflow.unmarked_role import is_byline

FEWEST_ARTICLES = 2
"""Such lines on a page of several articles, at the least. Chosen: hardly a page of 340 real files has two."""
_OF_THE_PAPER = 5.0
"""Bits from which a line is one of the paper: its date, its name, its editors. Chosen."""


def is_other(text: str) -> bool:
    """Whether a line is a byline, or one of the paper."""
    return is_byline(text) or bits_of(furniture_parts(text)) >= _OF_THE_PAPER


def articles(lines: Sequence[Line]) -> int:
    """How many lines of a page are bylines, lines of the paper or jumps."""
    return sum(line.role in _KNOWN or (line.role == Role.BODY and is_other(line.text.strip())) for line in lines)


_KNOWN = (Role.BYLINE, Role.JUMP)
