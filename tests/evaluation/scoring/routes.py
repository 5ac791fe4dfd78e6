"""Cleaned text of an extractor against the PDF route of the same file: copies left over, characters lost."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass

from cntextfix import Document, Role

MARKS = frozenset("0123456789，。、；：！？“”‘’「」『』《》〈〉（）,;:!?()")


@dataclass(frozen=True, slots=True)
class RouteScore:
    """Characters that the text had too many before and after cleaning, and those that cleaning lost. Adds up."""

    characters: int = 0
    surplus_before: int = 0
    surplus: int = 0
    lost: int = 0

    def __add__(self, other: RouteScore) -> RouteScore:
        return RouteScore(
            self.characters + other.characters,
            self.surplus_before + other.surplus_before,
            self.surplus + other.surplus,
            self.lost + other.lost,
        )


def counted_ink(text: str) -> Counter[str]:
    """Han characters, digits and marks. What extractors name in different ways is left out.

    >>> sorted(counted_ink("甲 a１,"))
    [',', '1', '甲']
    """
    plain = unicodedata.normalize("NFKC", text)
    return Counter(char for char in plain if "\u3400" <= char <= "\u9fff" or char in MARKS)


def printed_ink(document: Document, *, hidden: bool = False) -> Counter[str]:
    """What is printed or left out as furniture; or only what is hidden."""
    unseen = (Role.HIDDEN,) if hidden else (Role.HIDDEN, Role.ECHO)
    return counted_ink("".join(line.text for line in document.lines() if (line.role in unseen) == hidden))


def score_route(route: Document, raw: str, cleaned: Document) -> RouteScore:
    """``route`` is the document of the PDF route, ``raw`` the text of an extractor, ``cleaned`` what came of it."""
    want, hidden = printed_ink(route), printed_ink(route, hidden=True)
    before, after = counted_ink(raw), printed_ink(cleaned)
    return RouteScore(
        want.total(),
        (before - want - hidden).total(),
        (after - want - hidden).total(),
        ((want & before) - after).total(),
    )
