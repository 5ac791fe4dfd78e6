"""Two columns woven into each other line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes import Move, Proposal
from cntextfix.evidence import Evidence
from cntextfix.flow.features import CLOSING as NEVER_FIRST
from cntextfix.flow.features import COMMA, MID, end_class, start_class
from cntextfix.lexicon import Meeting, meetings
from cntextfix.model import Line, Page, Role
from cntextfix.rules.lines import printed


@dataclass(frozen=True, slots=True)
class WovenColumns:
    """Two columns woven into each other line by line.

    An extractor that reads across the page gives the first line of the left column, the first one of the right, the
    second one of the left. Evidence: words cut at line ends go on two lines further down, and not on the next.

    Example: ``清晨薄雾未散，放排人老艾``, ``县文旅局去年对漂流进行了整体``, ``已经把竹排撑到了河心``, ``提升，统一…``.

    Options:
        apply_at: bits from which the columns are unwoven.
        show_at: bits from which it is held and shown.
        least_lines: how many lines there have to be.
        each: bits that there have to be for each of them.
    """

    name: ClassVar[str] = "woven-columns"
    family: ClassVar[str] = "order"
    needs_geometry: ClassVar[bool] = False
    codes: ClassVar[tuple[str, ...]] = ("reads-on-two-further",)

    # Of 720 made-up pages wrapped and not woven, the best stretch has 12.8 bits on one, 30 lines full of words that
    # recur, and under 8 on the others; columns of ten lines, woven, have one bit a line and more.
    apply_at: float = 10.0
    show_at: float = 7.0
    least_lines: int = 6
    each: float = 0.6

    def fires(self, text: str) -> bool:
        """Whether there are lines enough."""
        return text.count("\n") >= self.least_lines - 1

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for the page's best stretch: its lines in odd places, then those in even ones."""
        lines = printed(page)
        first, stop, bits = _best(_gains(lines))
        stop += (stop - first) % 2  # the last line of the right column
        enough = stop - first >= self.least_lines and bits >= self.each * (stop - first)
        if bits >= self.show_at and enough and stop <= len(lines):
            right = tuple(line.id for line in lines[first + 1 : stop : 2])
            after = lines[stop].id if stop < len(lines) else None
            yield Proposal((Move(right, after),), "reads-on-two-further", (stop - first,), bits)


def _gains(lines: Sequence[Line]) -> list[float]:
    """For each line that has two after it: bits for reading on two lines further rather than on the next."""
    texts = [line.text.strip() for line in lines]
    near = meetings(texts)
    even, odd = meetings(texts[::2]), meetings(texts[1::2])
    out: list[float] = []
    for n in range(len(texts) - 2):
        body = all(line.role == Role.BODY for line in lines[n : n + 3])
        if not body or end_class(texts[n]) not in (MID, COMMA):
            out.append(0.0 if body else -99.0)
            continue
        far = (odd if n % 2 else even)[n // 2]
        out.append(_goes_on(texts[n + 2], far) - _goes_on(texts[n + 1], near[n]))
    return out


def _goes_on(text: str, met: Meeting | None) -> float:
    if start_class(text) == NEVER_FIRST:
        return 2.0
    return 0.0 if met is None else met.bits


def _best(gains: Sequence[float]) -> tuple[int, int, float]:
    """The stretch of lines with the highest sum of gains: first, stop (two lines past the last gain), bits."""
    best = (0, 0, 0.0)
    score, first = 0.0, 0
    for n, gain in enumerate(gains):
        if score <= 0:
            score, first = 0.0, n
        score += gain + NEUTRAL
        if score >= best[2]:
            best = (first, n + 3, score)
    first, stop, score = best
    return first, stop, score - NEUTRAL * max(0, stop - first - 2)


NEUTRAL = 0.4
"""Added to every line of a stretch, and taken from its sum again: lines that say nothing belong to what is around."""
