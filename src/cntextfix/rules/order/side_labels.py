"""Labels of two columns, which stood side by side, on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Label, Move, Op, Proposal, Replace, Split
from cntextfix.document.model import Line, LineId, Page, Role
from cntextfix.rules.blocks import TextBlock, blocks
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import printed
from cntextfix.wording.records import ReasonWords, RuleWords

_PAIR = re.compile(r"\s*(\S{2,12}?)(——|—|……)[ \u3000]+(\S{2,12}?)\2\s*$")
_NUMBER = re.compile(r"\d{2,}")


@dataclass(frozen=True, slots=True)
class SideLabels:
    """Labels of two columns, which stood side by side, on one line.

    Evidence: both halves are built alike (``回顾2022年—— 展望2023年——``). Each label goes before the text that
    names what it names, the text of the first label before that of the second.

    Example: the line ``回顾2022年—— 展望2023年——`` becomes two labels; paragraphs that speak of 2023 go under the
    second.

    Options:
        apply_at: bits from which the line is split and the text put in order.
        show_at: bits from which it is held and shown.
        alike: bits for two halves that are built alike and end with the same mark.
        named: bits for each label whose number is found in one part of the text and not in the other.
    """

    name: ClassVar[str] = "side-labels"
    family: ClassVar[str] = "order"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="左右两栏的栏题连成了一行",
        text="左右两栏的栏题连成一行，两半形式相同。各栏题移到所说的文字之前。",
        example="“回顾2022年—— 展望2023年——”拆成两个栏题",
        options={
            "alike": "两半形式相同、收尾标点相同，加多少比特",
            "named": "栏题里的数字只见于一方文字，每个加多少比特",
        },
        reasons={
            "labels-name-parts": ReasonWords(
                "two labels on one line; {first:line} belong to the first, {second:line} to the second",
                "一行里有两个栏题；{first} 行属于前者，{second} 行属于后者",
                ("first", "second"),
            ),
            "labels-side-by-side": ReasonWords("two labels on one line", "一行里有两个栏题"),
        },
    )

    # The pattern is found nowhere in 2.7 M characters of clean text.
    apply_at: float = 6.0
    show_at: float = 3.0
    alike: float = 6.0
    named: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether any line has two halves with the same end."""
        return any(_PAIR.match(line) for line in text.split("\n") if len(line) < 40)

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each line with two labels."""
        lines = printed(page)
        pairs = [n for n, line in enumerate(lines) if len(line.text) < _LONGEST and _PAIR.match(line.text)]
        for n in pairs[:_MOST]:
            match = _PAIR.match(lines[n].text)
            if match and match.group(1) != match.group(3) and _shape(match.group(1)) == _shape(match.group(3)):
                yield self._proposal(lines, n, match)

    def _proposal(self, lines: Sequence[Line], n: int, match: re.Match[str]) -> Proposal:
        line, at = lines[n], match.start(3)
        right: LineId = (line.id, at)
        ops: tuple[Op, ...] = (
            Replace(line.id, match.end(2), at), Split(line.id, at),
            Label(line.id, Role.LABEL), Label(right, Role.LABEL),
        )  # fmt: skip
        parts = _parts(lines, n, _numbers(match.group(1)), _numbers(match.group(3)))
        if parts is None:
            numbered = _numbers(match.group(1)) and _numbers(match.group(3))
            return Proposal(ops, "labels-side-by-side", (), self.alike if numbered else self.alike / 2)
        first, second = parts
        moves = [Move((line.id,), first[0])]
        after = lines[n + 1].id if n + 1 < len(lines) else None
        moves.append(Move(second, after) if after is not None else Move((right, *second), None))
        return Proposal((*ops, *moves), "labels-name-parts", (len(first), len(second)), self.alike + 2 * self.named)


_LONGEST = 40
"""Characters of a line with two labels, at most. Chosen."""
_MOST = 4
"""Such lines of a page that are looked at. Chosen."""


def _shape(label: str) -> str:
    return re.sub(r"[^\W\d]", "h", re.sub(r"\d", "0", label))


def _numbers(label: str) -> set[str]:
    return set(_NUMBER.findall(label))


def _parts(
    lines: Sequence[Line], n: int, one: set[str], other: set[str]
) -> tuple[tuple[LineId, ...], tuple[LineId, ...]] | None:
    """The lines before the label line that belong to the first and to the second label, each in one stretch, where
    the text speaks of one number in one part and of the other in the other part."""
    head = next((m for m, line in enumerate(lines) if line.role == Role.BODY), n)
    text = "".join(line.text.strip() for line in lines[head:n])
    if not all(any(number in text for number in numbers) for numbers in (one - other, other - one)):
        return None  # quick; to find the blocks takes far longer
    found = blocks(lines[head:n])
    says = [(_says(block, one - other), _says(block, other - one)) for block in found]
    firsts = [m for m, (a, _) in enumerate(says) if a]
    seconds = [m for m, (_, b) in enumerate(says) if b]
    if not firsts or not seconds:
        return None
    if seconds[-1] < firsts[0]:  # the right column came before the left one
        cut = next((m for m in range(seconds[-1] + 1, firsts[0] + 1) if found[m].title), firsts[0])
        second, first = found[:cut], found[cut:]
    elif firsts[-1] < seconds[0]:
        cut = next((m for m in range(seconds[0], firsts[-1], -1) if found[m].title), seconds[0])
        first, second = found[:cut], found[cut:]
    else:
        return None
    return _ids(lines[head:n], first), _ids(lines[head:n], second)


def _says(block: TextBlock, numbers: set[str]) -> bool:
    return any(number in numbers for number in _NUMBER.findall(block.text))


def _ids(lines: Sequence[Line], part: Sequence[TextBlock]) -> tuple[LineId, ...]:
    return tuple(line.id for block in part for line in lines[block.start : block.stop])
