"""Small cases of real kinds: what a text may become, and whether it did.

- ``text``: only white space may change, and the two sides of each pair in ``apart`` do not share a line.
- ``lines``: the lines stay as they are, or become one of the texts in ``also``.
- ``mend``: the lines become those of one of the texts in ``want``; white space counts where ``spaces`` says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluation.texts import evenly_spaced, squashed

KINDS = ("text", "lines", "mend")


@dataclass(frozen=True, slots=True)
class RealCase:
    """One text, and what is allowed to become of it."""

    id: str
    kind: str
    raw: str
    why: str
    want: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    spaces: bool = False


def read_cases(path: Path) -> list[RealCase]:
    """The cases of a JSON file. Raises ValueError for a kind that is none."""
    found: list[RealCase] = []
    for raw in json.loads(path.read_text(encoding="utf8")):
        want = raw.get("want", [])
        apart = tuple((pair.split("|")[0], pair.split("|")[1]) for pair in raw.get("apart", ()))
        case = RealCase(
            id=raw["id"],
            kind=raw["kind"],
            raw=raw["raw"],
            why=raw["why"],
            want=(want,) if isinstance(want, str) else tuple(want),
            also=tuple(raw.get("also", ())),
            apart=apart,
            spaces=bool(raw.get("spaces")),
        )
        if case.kind not in KINDS:
            raise ValueError(f"{path}: {case.id}: kind {case.kind!r}, want one of {', '.join(KINDS)}")
        found.append(case)
    return found


def _rows(text: str) -> list[str]:
    return [line.rstrip() for line in text.replace("\f", "\n").splitlines() if line.strip()]


def case_is_right(case: RealCase, cleaned: str) -> bool:
    r"""Whether a text became what the case allows.

    >>> case_is_right(RealCase("a", "mend", "甲甲", "", want=("甲",)), "甲\n")
    True
    """
    if case.kind == "text":
        lines = [squashed(line) for line in _rows(cleaned)]
        glued = any(squashed(end) + squashed(start) in line for line in lines for end, start in case.apart)
        return squashed(cleaned) == squashed(case.raw) and not glued
    if case.kind == "lines":
        return any(_rows(cleaned) == _rows(text) for text in (case.raw, *case.also))
    fold: Callable[[str], str] = evenly_spaced if case.spaces else squashed
    return any([fold(line) for line in _rows(cleaned)] == [fold(line) for line in _rows(text)] for text in case.want)
