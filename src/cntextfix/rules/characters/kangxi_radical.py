"""Radicals in place of the characters that look the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.chinese.radicals import RADICAL, equivalents, is_list, radical_pairs
from cntextfix.chinese.scripts import script_of
from cntextfix.document.model import Line, Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

_FOUND = re.compile(f"[{RADICAL}]+")
_DETECT = re.compile(f"[{RADICAL}]")
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IN_TEXT = re.compile(f"[{_HAN}][{RADICAL}]|[{RADICAL}][{_HAN}]")
_PARTS = re.compile(f"[{{\\[(（@+＋*/⿰-⿻][{RADICAL}]+(?=[{_HAN}]?[}}\\])）@+＋*/])|[{{⿰-⿻+＋][{RADICAL}]+")
"""What describes a character that a set lacks by its parts: {⻊習}, [⺮*難], ⿰⻊習."""

_MISNAMED = re.compile(f"[{_HAN}][\u0500-\u1dff]|[\u0500-\u1dff][{_HAN}]")
"""A letter of a script far off beside a character: the page's font names its characters wrongly."""
_MOST_MISNAMED = 4
"""Such places on a page whose radicals may be right, at the most. Chosen: two pages of a real file have hundreds."""
IN_TEXT = 20.0
"""Bits on a page where a radical stands beside a character. Chosen."""
_ALONE = 6.0
"""Bits where all of them stand alone: a list of radicals. Chosen."""
_DOUBTFUL = 6.0
"""Bits where some radicals stand before their own characters and it cannot be told why: then none is touched.
Chosen."""


@dataclass(frozen=True, slots=True)
class KangxiRadical:
    """Kangxi radicals and those of the Radicals Supplement, as PDF fonts name characters, in place of the characters.

    By Unicode's tables (EquivalentUnifiedIdeograph.txt; NFKC for the Kangxi block). A page of radicals that stand
    beside no character is a list of them, and is held, as is one whose font names characters wrongly. Where a program
    has copied both for each glyph, the radicals go; a document in which that cannot be told is left as it is.

    Example: ``⽤⼈单位⻝堂`` becomes ``用人单位食堂``, ``我⽤用这个⼯工具`` becomes ``我用这个工具``.

    Options:
        apply_at: bits from which radicals are replaced.
        show_at: bits from which they are held and shown.
    """

    name: ClassVar[str] = "kangxi-radical"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="混作汉字的康熙部首和部首补充符号（⽤⼈ → 用人）",
        text=(
            "PDF 字体常把汉字记成部首。依 Unicode 的对照表改回。部首单独成列的页是部首表，只提出，不改动。"
            "部首与汉字一并复制出来的，去掉部首。"
        ),
        example="“⽤⼈单位⻝堂” → “用人单位食堂”，“我⽤用这个⼯工具” → “我用这个工具”",
        reasons={
            "kangxi-radical": ReasonWords(
                "{radicals:radical} in place of the characters that look the same",
                "{radicals} 个部首符号混作汉字",
                ("radicals",),
            ),
            "kangxi-twice": ReasonWords(
                "{radicals:radical} copied together with the character that it stands for",
                "{radicals} 个部首符号与它所代表的汉字重复出现",
                ("radicals",),
            ),
        },
    )

    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is any radical."""
        return _DETECT.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One or two proposals a line: radicals to be replaced, and such as stand before their own characters."""
        text = page.text
        bits = IN_TEXT if _IN_TEXT.search(text) and not is_list(text) else _ALONE
        if sum(1 for _ in _MISNAMED.finditer(text)) > _MOST_MISNAMED:
            bits = min(bits, _ALONE)
        use = evidence.radicals
        twice: set[int] = set()
        if use.paired and use.bits > -self.apply_at:
            sure = use.bits >= self.apply_at
            twice = set(radical_pairs(text, alone=sure and not is_list(text)))
            bits = bits if sure else min(bits, _DOUBTFUL)
        table = equivalents(simplified=script_of(text) == "simplified")
        starts = accumulate((len(line.text) + len(line.end) for line in page.lines), initial=0)
        for line, start in zip(page.lines, starts, strict=False):
            yield from _of_line(line, start, twice, table, bits)


def _of_line(line: Line, start: int, twice: set[int], table: dict[int, str], bits: float) -> Iterator[Proposal]:
    parts = {n for match in _PARTS.finditer(line.text) for n in range(match.start() + 1, match.end())}
    gone: list[Replace] = []
    swapped: list[Replace] = []
    for match in _FOUND.finditer(line.text):
        for n in range(match.start(), match.end()):
            if n in parts:
                continue
            if start + n in twice:
                gone.append(Replace(line.id, n, n + 1))
            else:
                swapped.append(Replace(line.id, n, n + 1, line.text[n].translate(table)))
    for ops, code in ((swapped, "kangxi-radical"), (gone, "kangxi-twice")):
        if ops:
            yield Proposal(tuple(ops), code, (len(ops),), bits, separable=True)
