"""Numbers and text as an SVG has them."""

from __future__ import annotations

import re
from html import escape

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escaped(text: str) -> str:
    """Text as XML has it; what cannot stand there becomes U+FFFD, one character for one."""
    return escape(_NO_XML.sub("\ufffd", text), quote=False)


def drawn_width(text: str) -> float:
    """About how wide a label is, in em."""
    return sum(1.0 if char > "\u2e7f" else 0.55 for char in text)


def number(value: float) -> str:
    """A number with as many places as anyone can see.

    >>> number(12.0), number(0.349)
    ('12', '0.3')
    """
    return f"{value:.1f}".removesuffix(".0")


def rect(x: float, y: float, wide: float, high: float, looks: str, inside: str = "") -> str:
    """A rectangle, by its upper left corner; ``looks`` are more attributes."""
    at = f'x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(high)}"'
    return f"<rect {at} {looks}>{inside}</rect>" if inside else f"<rect {at} {looks}/>"


def dashes(stroke: float, gap: float) -> str:
    """The attribute that makes a line a dashed one."""
    return f' stroke-dasharray="{number(stroke)} {number(gap)}"'
