"""Spaces inside words and sentences, where the extractor met a line end or a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes import Proposal, Replace
from cntextfix.evidence import Evidence
from cntextfix.flow.decode import boundaries
from cntextfix.flow.reading import Boundary
from cntextfix.lexicon import meetings
from cntextfix.model import Line, Page
from cntextfix.rules.lines import printed

_CHINESE = "[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uff00-\uffee]"
_GAP = re.compile(rf"(?<={_CHINESE}) {{1,2}}(?={_CHINESE})|(?<={_CHINESE}) {{1,2}}(?=\d)|(?<=\d) {{1,2}}(?={_CHINESE})")


@dataclass(frozen=True, slots=True)
class StraySpace:
    """Spaces inside words and sentences, where the extractor met a line end or a gap.

    Some extractors put a space where a line ended. Then the pieces between the spaces are as wide as each other, like
    lines; they are weighed as such. A single space counts as stray if it cuts a word in two and the page's spaces do so
    more often than real ones would. Headlines, names set wide (张 三), 第一条 为了… keep theirs.

    Example: ``规范校外托管机构 管理，县市场监管局、教育 局等部门`` has lost its line ends; ``能源政 策`` is cut.

    Options:
        apply_at: bits from which a space is taken out.
        show_at: bits from which it is held and shown.
        prior: bits against a space that does not stand at the measure: most spaces are meant.
        usual: bits that the page's other spaces can add, or take away, by how often they cut words.
        together: bits that a space at the measure can get from others there: one extractor put them all.
    """

    name: ClassVar[str] = "stray-space"
    family: ClassVar[str] = "spaces"
    needs_geometry: ClassVar[bool] = False
    codes: ClassVar[tuple[str, ...]] = ("space-at-wrap", "space-in-word")

    # Real spaces between Chinese characters in the clean corpora: 2 of 8,500 have 4 bits.
    apply_at: float = 4.0
    show_at: float = 2.0
    prior: float = 4.0
    usual: float = 6.0
    together: float = 3.0

    def fires(self, text: str) -> bool:
        """Whether a space stands between Chinese characters anywhere."""
        return _GAP.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a space."""
        lines = printed(page)
        gaps = [[match.span() for match in _GAP.finditer(line.text)] for line in lines]
        at_wraps = _as_lines(lines, gaps)
        places = [(line.text, *span) for line, spans in zip(lines, gaps, strict=True) for span in spans]
        met = [meetings([text[:start], text[stop:]])[0] for text, start, stop in places]
        odds = sum(meeting.bits for meeting in met if meeting)
        usual = max(-self.usual, min(self.usual, odds / 2))
        found = iter(zip(met, at_wraps, strict=True))
        firm = sum(boundary.set and boundary.bits > 0 for boundary in at_wraps)
        help_bits = min(self.together, firm / 2)
        for line, spans in zip(lines, gaps, strict=True):
            for start, stop in spans:
                meeting, boundary = next(found)
                gone = (Replace(line.id, start, stop),)
                if boundary.set and boundary.bits > 0:
                    yield Proposal(gone, "space-at-wrap", (boundary.measure,), boundary.bits + help_bits)
                elif meeting and meeting.known and not _set_wide(line.text, start, stop):
                    yield Proposal(gone, "space-in-word", (), meeting.bits - self.prior + usual)


def _set_wide(text: str, start: int, stop: int) -> bool:
    """Whether a space stands between two single characters: ``spaced-out`` has looked at those."""
    return text[start - 2 : start - 1].strip() == "" == text[stop + 1 : stop + 2].strip()


def _as_lines(lines: Sequence[Line], gaps: Sequence[Sequence[tuple[int, int]]]) -> list[Boundary]:
    """What each space would be if it were a line end; lines themselves stay what they are."""
    pieces: list[str] = []
    real: list[bool] = []
    for line, spans in zip(lines, gaps, strict=True):
        at = 0
        for start, stop in spans:
            pieces.append(line.text[at:start])
            real.append(False)
            at = stop
        pieces.append(line.text[at:])
        real.append(True)
    found = boundaries(pieces, [False] * len(pieces), real[:-1])
    return [boundary for boundary, end in zip(found, real, strict=False) if not end]
