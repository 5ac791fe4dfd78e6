"""Pages of several articles, as papers have them: bylines, lines of the paper and jumps stand between the texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cntextfix.document.model import Line, Role
from cntextfix.rules.furniture.forms import bits_of, furniture_parts
from cntextfix.rules.reflow.bylines import is_byline

FEWEST_ARTICLES = 2
"""Such lines on a page of several articles, at the least. Chosen: hardly a page of 340 real files has two."""
_LONGEST = 60
"""Characters of such a line, at the most. Chosen."""
_OF_THE_PAPER = 5.0
"""Bits from which a line is one of the paper: its date, its name, its editors. Chosen."""


_QUICK = re.compile(r"[版期報报編编責责星週周線线□■記记訊讯文採采作讀读]|\d{4}")
"""What a byline or a line of the paper has at least one of."""
_TEXT_ENDS = "。，；：！？、"
_TEXT = re.compile(r"(?:记者|記者|读者|讀者)\s?[：:]|.*，|[^（(]*[）)]")
"""What a line of text has, and no byline or line of the paper: the name of one who asks in an interview, a comma, a
bracket that is closed and was not opened. In made pages a sixth of the lines taken for such were questions."""


@lru_cache(maxsize=2048)  # several rules ask the same of a page
def is_other(text: str) -> bool:
    """Whether a line is a byline, or one of the paper.

    >>> is_other("本报记者 林远舟"), is_other("2023年3月12日 星期日"), is_other("记者：您都60多岁")
    (True, True, False)
    """
    if len(text) > _LONGEST or text[-1:] in _TEXT_ENDS or _QUICK.search(text) is None or _TEXT.match(text):
        return False
    return is_byline(text) or bits_of(furniture_parts(text)) >= _OF_THE_PAPER


def others(lines: Sequence[Line]) -> list[bool]:
    """Which lines of a page are bylines or lines of the paper, and have no role yet."""
    return [line.role == Role.BODY and is_other(line.text.strip()) for line in lines]


def articles(lines: Sequence[Line], found: Sequence[bool] | None = None) -> int:
    """How many lines of a page are bylines, lines of the paper or jumps; ``found`` are its ``others``, if known."""
    return sum(others(lines) if found is None else found) + sum(line.role in _KNOWN for line in lines)


_KNOWN = (Role.BYLINE, Role.JUMP)
