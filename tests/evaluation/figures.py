"""Figures: what a part measures, how they are stored, and how two sets of them compare."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

DIGITS = 5
"""Decimal places that are stored. Chosen: one line of 100,000 must show."""


class Better(Enum):
    """In which direction a figure gets better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number.

    ``name`` begins with the name of its part. ``slack`` is by how much of itself the number may differ between two
    runs of the same program; only what depends on a clock has any.
    """

    name: str
    value: float
    better: Better = Better.NEITHER
    slack: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a part found: its figures, and examples of what was wrong, each a text of one or more lines."""

    figures: tuple[Figure, ...]
    mistakes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not what it was. ``verdict`` is ``better``, ``worse``, ``other`` or ``new``."""

    name: str
    before: float | None
    after: float
    verdict: str


def count(name: str, value: int, better: Better = Better.NEITHER) -> Figure:
    """A figure that counts things."""
    return Figure(name, float(value), better)


def share(name: str, part: float, whole: float, better: Better = Better.HIGHER) -> Figure:
    """The share of a whole; 0 where there is no whole.

    >>> share("a.b", 1, 4).value
    0.25
    """
    return Figure(name, part / whole if whole else 0.0, better)


def read_baseline(path: Path) -> dict[str, float]:
    """The stored figures by name. Raises OSError or ValueError if the file cannot be read or is no set of figures."""
    stored = json.loads(path.read_text(encoding="utf8"))
    if not isinstance(stored, dict) or not all(isinstance(value, int | float) for value in stored.values()):
        raise ValueError(f"{path}: want one JSON object of names and numbers, as --write makes it")
    return {str(name): float(value) for name, value in stored.items()}


def write_baseline(path: Path, figures: Iterable[Figure], parts: Iterable[str]) -> None:
    """Store the figures of these parts in place of their old ones, and keep those of all other parts."""
    measured = tuple(f"{part}." for part in parts)
    kept = read_baseline(path) if path.exists() else {}
    stored = {name: value for name, value in kept.items() if not name.startswith(measured)}
    stored |= {figure.name: figure.value for figure in figures}
    rounded = {name: plain(stored[name]) for name in sorted(stored)}
    path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf8")


def plain(value: float) -> float | int:
    """The number as it is stored: whole numbers without a point.

    >>> plain(3.0), plain(0.123456789)
    (3, 0.12346)
    """
    return int(value) if value == int(value) else round(value, DIGITS)


def compare(figures: Iterable[Figure], baseline: Mapping[str, float]) -> list[Difference]:
    """What changed against the baseline, worst first.

    >>> old = {"a.right": 0.5, "a.wrong": 2.0}
    >>> [(d.name, d.verdict) for d in compare([share("a.right", 3, 4), count("a.wrong", 3, Better.LOWER)], old)]
    [('a.wrong', 'worse'), ('a.right', 'better')]
    """
    found: list[Difference] = []
    for figure in figures:
        before = baseline.get(figure.name)
        if before is None:
            found.append(Difference(figure.name, None, figure.value, "new"))
        elif abs(figure.value - before) > max(figure.slack * abs(before), 10**-DIGITS):
            found.append(Difference(figure.name, before, figure.value, _verdict(figure, before)))
    order = ("worse", "other", "better", "new")
    return sorted(found, key=lambda difference: order.index(difference.verdict))


def _verdict(figure: Figure, before: float) -> str:
    if figure.better is Better.NEITHER:
        return "other"
    return "better" if (figure.value > before) == (figure.better is Better.HIGHER) else "worse"


def table(figures: Iterable[Figure]) -> str:
    """The figures as lines of text, one column of names and one of numbers."""
    rows = [(figure.name, shown(figure.value)) for figure in figures]
    wide = max((len(name) for name, _ in rows), default=0)
    long = max((len(value) for _, value in rows), default=0)
    return "".join(f"{name:{wide}}  {value:>{long}}\n" for name, value in rows)


def shown(value: float) -> str:
    """A number for people.

    >>> shown(1844.0), shown(0.9972885)
    ('1,844', '0.9973')
    """
    return f"{int(value):,}" if value == int(value) else f"{value:.4f}"
