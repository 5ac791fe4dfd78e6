"""Compatibility ideographs: second codes of characters, kept in Unicode for the sake of older sets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.chinese.radicals import COMPATIBLE, compatible, compatible_pairs
from cntextfix.document.model import Line, Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

_FOUND = re.compile(f"[{COMPATIBLE}]")
_KANA = re.compile("[\u3041-\u30fa]")

_CHINESE = 20.0
"""Bits in Chinese. Chosen."""
_JAPANESE = 6.0
"""Bits in Japanese, where the second code can mean the older shape of a name (神 in U+FA19), which a reader may want.
Chosen."""
_DOUBTFUL = 6.0
"""Bits where some stand after their own characters and it cannot be told why: then none is touched. Chosen."""


@dataclass(frozen=True, slots=True)
class CompatibilityIdeograph:
    """Compatibility ideographs in place of the unified ones that they are canonically equal to.

    The twelve of the block that are unified ideographs themselves (﨎, 﨑 …) have no equal, and stay. On a page with
    kana the rest is held. Where a program has copied both for each glyph, the compatibility ideographs go; a document
    in which that cannot be told is left as it is.

    Example: ``金融`` written U+F90A U+878D becomes U+91D1 U+878D; ``管理理`` whose last 理 is U+F9E4 becomes ``管理``.

    Options:
        apply_at: bits from which they are replaced.
        show_at: bits from which they are held and shown.
    """

    name: ClassVar[str] = "compatibility-ideograph"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="兼容汉字改为统一汉字",
        text="兼容汉字改为等同的统一汉字。本身就是统一汉字的十二个（﨎、﨑……）保留。有假名的页只提出，不改动。"
        "兼容汉字与等同的统一汉字一并复制出来的，去掉兼容汉字。",
        example="写成 U+F90A 的“金” → U+91D1；“管理理”（后一个“理”是 U+F9E4）→ “管理”",
        reasons={
            "compatibility-ideograph": ReasonWords(
                "{ideographs:compatibility ideograph} in place of unified ones",
                "{ideographs} 个兼容汉字改为统一汉字",
                ("ideographs",),
            ),
            "compatibility-twice": ReasonWords(
                "{ideographs:compatibility ideograph} copied together with the character that it stands for",
                "{ideographs} 个兼容汉字与等同的统一汉字重复出现",
                ("ideographs",),
            ),
        },
    )

    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is any character of these blocks."""
        return _FOUND.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One or two proposals a line: ideographs to be replaced, and such as stand after their own characters."""
        text = page.text
        bits = _JAPANESE if _KANA.search(text) else _CHINESE
        twice: set[int] = set()
        both = evidence.compatible.bits + max(0.0, evidence.radicals.bits)  # the same programs copy radicals twice
        if evidence.compatible.paired and both > -self.apply_at:
            twice = set(compatible_pairs(text))
            bits = bits if both >= self.apply_at else min(bits, _DOUBTFUL)
        starts = accumulate((len(line.text) + len(line.end) for line in page.lines), initial=0)
        for line, start in zip(page.lines, starts, strict=False):
            yield from _of_line(line, start, twice, bits)


def _of_line(line: Line, start: int, twice: set[int], bits: float) -> Iterator[Proposal]:
    table = compatible()
    gone: list[Replace] = []
    swapped: list[Replace] = []
    for match in _FOUND.finditer(line.text):
        n = match.start()
        if start + n in twice:
            gone.append(Replace(line.id, n, n + 1))
        elif ord(match.group()) in table:
            swapped.append(Replace(line.id, n, n + 1, table[ord(match.group())]))
    for ops, code in ((swapped, "compatibility-ideograph"), (gone, "compatibility-twice")):
        if ops:
            yield Proposal(tuple(ops), code, (len(ops),), bits, separable=True)
