"""Lines of print that an extractor gave in fragments, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Join, Op, Proposal, Replace
from cntextfix.document.model import DROPPED, Line, Page, Role
from cntextfix.paragraphs.separators import seam
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.fragments.joints import FEWEST_MARKS, Joint, StretchRead, read, signs_of
from cntextfix.rules.fragments.measure import settled
from cntextfix.rules.fragments.stretches import LineFragment, fragment_stretches, may_be_fragmented
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class LineFragments:
    """Lines of print that came out in fragments, a line each: single characters, marks alone, what stands between.

    pypdf breaks a line where the font changes, at each mark or figure; PyMuPDF and others at each character of vertical
    text and of text that is set loosely. Evidence: no line of print is a mark, or begins with a comma; what stands at
    the end of one fragment reads on in the next; how often it does here. Cells of tables and lists of characters do not
    read on, and stay. A sentence's end stays a line end, unless blank lines stand between the paragraphs, or the widths
    of the lines of print say that its paragraph goes on.

    Example: ``在梦境中`` ``，`` ``一切都`` ``……`` become one line.

    Options:
        apply_at: bits from which a fragment is joined to the next one.
        show_at: bits from which the join is held and shown.
        share: share of a stretch's line ends in mid-phrase that have to be none in print.
        reads_on: bits that have to speak for that share.
        marks: line ends at marks that make up for both, as a share of a stretch's line ends.
    """

    name: ClassVar[str] = "line-fragments"
    family: ClassVar[str] = "fragments"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="一行碎成了几行：一字一行，或标点单独成行",
        text=(
            "有的提取程序每换一次字体就断一行（标点、数字各成一行），竖排和疏排的文字则一字一行。"
            "标点不会单独成行，也不会在行首；碎行的末尾与下一行的开头接得上，这一片里又大多接得上，才接起来。"
            "表格的单字、字表接不上，照原样。句末仍断行，除非段落之间有空行，或由行宽看得出段落未完。"
        ),
        example="“在梦境中”“，”“一切都”“……”四行接成一行",
        options={
            "share": "一片碎行中，半截停下的行末有多大比例本不该断",
            "reads_on": "这一比例至少要有多少比特的证据",
            "marks": "标点处的断行占多大比例，便不再看以上两项",
        },
        reasons={
            "fragments": ReasonWords(
                "{pieces:line} are one line of print: {share} % of the line ends here are none",
                "这 {pieces} 行本是一行：此处 {share} % 的行末本不该断",
                ("pieces", "share"),
            ),
        },
    )

    # At 2 bits 10,658 of 10,756 joins in half of 50 texts that geometry has the truth of are right, most of the other
    # 98 too by reading: bibliographies, of which the truth was not read well.
    apply_at: float = 2.0
    show_at: float = 1.0
    share: float = 0.85
    reads_on: float = 12.0
    marks: float = 0.15

    def fires(self, text: str) -> bool:
        """Whether there are lines that may be fragments."""
        return may_be_fragmented(text)

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each line of print."""
        lines = [line for line in page.lines if line.role not in DROPPED and line.text.strip()]
        own = _fragments(page, lines)
        signs = signs_of(own)
        for stretch in fragment_stretches(own, fonts=signs.fonts):
            found = read(own, stretch, signs)
            if self._is_fragmented(found):
                joints = found.joints if signs.walls else settled(own, found)
                yield from self._whole_lines(lines, joints, round(100 * found.share))

    def _is_fragmented(self, found: StretchRead) -> bool:
        """Whether the lines of a stretch are fragments."""
        if found.marks >= max(FEWEST_MARKS, self.marks * len(found.joints)):
            return True
        return found.share >= self.share and found.bits >= self.reads_on

    def _whole_lines(self, lines: Sequence[Line], joints: Sequence[Joint], share: int) -> Iterator[Proposal]:
        row: list[Joint] = []
        for one in joints:
            both = lines[one.line], lines[one.line + 1]
            if any(line.role != Role.BODY for line in both) or one.bits < self.show_at:
                continue
            if row and (one.line != row[-1].line + 1 or self._is_held(one) != self._is_held(row[-1])):
                yield _joined(lines, row, share)
                row = []
            row.append(one)
        if row:
            yield _joined(lines, row, share)

    def _is_held(self, one: Joint) -> bool:
        return one.bits < self.apply_at


def _fragments(page: Page, lines: Sequence[Line]) -> list[LineFragment]:
    """What the lines say, and whether something stands between one and the next: a blank line, or one left out."""
    after = {line.id: page.lines[n + 1].id for n, line in enumerate(page.lines[:-1])}
    following = [line.id for line in lines[1:]]
    return [
        LineFragment(line.text.strip(), line.end.count("\n") > 1 or "\f" in line.end or after.get(line.id) != other)
        for line, other in zip(lines, [*following, None], strict=True)
    ]


def _joined(lines: Sequence[Line], row: Sequence[Joint], share: int) -> Proposal:
    """One line of print."""
    ops: list[Op] = []
    for one in row:
        line, other = lines[one.line], lines[one.line + 1]
        left, right = line.text.rstrip(), other.text.lstrip()
        if len(left) < len(line.text):
            ops.append(Replace(line.id, len(left), len(line.text)))
        if len(right) < len(other.text):
            ops.append(Replace(other.id, 0, len(other.text) - len(right)))
        ops.append(Join(line.id, seam(left, right, _no_word).sep))
    return Proposal(tuple(ops), "fragments", (len(row) + 1, share), min(one.bits for one in row))


def _no_word(word: str) -> bool:
    """Whether a word of an alphabet stands elsewhere: it is not asked, for words are no fragments."""
    return False
