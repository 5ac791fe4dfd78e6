r"""Patterns that users write: Unicode's properties (``\p{Han}``) are known, and none can hang or fill the memory.

The package ``regex`` reads them, which takes a limit of time; it reads all that Python's own ``re`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol, cast

from cntextfix.errors import RecipeError

_SECONDS = 2.0
"""Seconds that looking for one pattern may take. Chosen."""
_SECONDS_A_MILLION = 1.0
"""… and those besides for each million characters. Patterns of names, dates and quotations take 0.01 to 0.4 s a
million; what can be read in many ways (``(a+)+$``) doubles by the letter."""
_REPEATS = 100_000
"""The most that repeats with a fixed count may unfold to: ``a{1000000}`` takes 270 MB, three nested ones of a thousand
all there is."""
_REPEAT = re.compile(r"(\)?)\s*\{\s*0*([0-9]*)")
_SPACED = re.compile(r"\(\?[a-zA-Z0-9]*x")
"""Switches comments on, which may stand between a group and its count: there every repeat may be one of a group."""


class Match(Protocol):
    """What is found: a place, and the text of the groups."""

    def span(self) -> tuple[int, int]:
        """From where to where it goes in the text."""
        ...

    def start(self) -> int:
        """Where it begins in the text."""
        ...

    def groups(self) -> tuple[str | None, ...]:
        """The text of each group; None for one that took no part."""
        ...

    def __getitem__(self, group: int, /) -> str: ...


class _Compiled(Protocol):
    def finditer(self, text: str, *, timeout: float) -> Iterator[Match]: ...
    def search(self, text: str, *, timeout: float) -> Match | None: ...


class Pattern:
    r"""A pattern of a recipe or the command line. Raises RecipeError where it is none.

    >>> Pattern(r"\p{Han}+").spans("a中文b")
    [(1, 3)]
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._compiled = _compiled(text)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it is found. Raises RecipeError where that takes too long."""
        try:
            return [found.span() for found in self._compiled.finditer(text, timeout=_limit(text))]
        except (TimeoutError, MemoryError) as error:
            raise self._too_slow(text, error) from None

    def search(self, text: str) -> Match | None:
        """The first place where it is found. Raises RecipeError where that takes too long."""
        try:
            return self._compiled.search(text, timeout=_limit(text))
        except (TimeoutError, MemoryError) as error:
            raise self._too_slow(text, error) from None

    def _too_slow(self, text: str, error: Exception) -> RecipeError:
        what = f"{_limit(text):.3g} seconds" if isinstance(error, TimeoutError) else "the memory there is"
        return RecipeError(
            f"the pattern {self._text!r} takes more than {what} on {len(text)} characters: write it so that no part of "
            "a text can be read in many ways, as (a+)+ can"
        )


def _limit(text: str) -> float:
    return _SECONDS + _SECONDS_A_MILLION * len(text) / 1e6


@lru_cache(maxsize=64)
def _compiled(text: str) -> _Compiled:
    import regex

    single, nested = 1, 1
    spaced = _SPACED.search(text) is not None
    for group, digits in _REPEAT.findall(text):
        count = int(digits[:9] or 0)  # a thousand million is too much, however many digits follow
        if group or spaced:
            nested *= max(1, count)
        else:
            single += count
    if single * nested > _REPEATS:
        raise RecipeError(f"{text[:80]!r} is not a valid pattern: it repeats something more than {_REPEATS} times")
    try:
        return cast(_Compiled, regex.compile(text))
    except regex.error as error:
        raise RecipeError(f"{text[:80]!r} is not a valid pattern: {error}") from error
    except (RecursionError, MemoryError, OverflowError, ValueError) as error:
        raise RecipeError(f"{text[:80]!r} is not a valid pattern: it is too deep or too large") from error
