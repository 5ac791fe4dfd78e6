"""Captions and pull quotes in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from cntextfix.changes.verbs import Join, Label, Move, Op, Proposal, Replace, Split
from cntextfix.document.model import Line, LineId, Page, Role
from cntextfix.language import reads_on
from cntextfix.paragraphs.features import LISTED, start_class
from cntextfix.rules.captions.alone import stands_alone
from cntextfix.rules.captions.ending import ending
from cntextfix.rules.captions.looks import is_credit
from cntextfix.rules.captions.marked import marked
from cntextfix.rules.captions.parts import LinePart, parts
from cntextfix.rules.captions.signs import credit_lines, has_sign
from cntextfix.rules.captions.unmarked import unmarked
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import printed
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class IntrudingCaption:
    """Captions and pull quotes in the middle of a sentence.

    A sentence stops in mid-phrase, a caption follows, and the sentence goes on after it. The caption is labelled and
    put at the end of its article, also where it is glued to a line of the text. It has to be known for a caption by its
    sign (图为, 图①, ▲, 资料图) or by the credit that closes it (记者 林远舟 摄, （县委宣传部供图）, or ——柏山清 after
    a quote). Of short lines without any it has to be plain by what reads on in what that the sentence goes on behind
    them, and neither with them nor from them.

    Example: ``江面雾气沉沉，水声潺``, ``▲白鹭在浅滩``, ``上觅食。``, ``潺，他手里那根竹竿``: the two in the middle
    are a caption.

    Options:
        apply_at: bits from which the lines are moved.
        show_at: bits from which the move is held and shown.
        unmarked: bits that lines without a sign have at the most, but for what reads on in what.
        language: whether that is asked, by counts of Chinese; without it they are shown, and left where they are.
    """

    name: ClassVar[str] = "intruding-caption"
    family: ClassVar[str] = "captions"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="图片说明或引语插进了句子中间",
        text=(
            "句子在半截停下，插进图片说明或引语，其后句子接续。加上标签，移到文章末尾。须有标志（图为、图①、▲、"
            "资料图）或以图片署名收尾；没有标志的短行，要从文字看得出句子在其后接续，才移动。"
        ),
        example="“江面雾气沉沉，水声潺”“▲白鹭在浅滩”“上觅食。”“潺，他手里那根竹竿”：中间两行是图片说明",
        options={
            "unmarked": "没有标志的行至多多少比特",
            "language": "是否看文字接不接得上（按汉字统计）；不看，就只列出来、不移动",
        },
        reasons={
            "caption-by-sign": ReasonWords(
                "{lines:line} ({characters:character}) known for a caption by its sign interrupt a sentence",
                "{lines} 行（{characters} 字）有图片说明的标志，插在一句话中间",
                ("lines", "characters"),
            ),
            "sentence-goes-on": ReasonWords(
                "{lines:line} ({characters:character}) interrupt a sentence that goes on after them",
                "{lines} 行（共 {characters} 字）打断了一个句子，句子在其后接续",
                ("lines", "characters"),
            ),
        },
    )

    apply_at: float = 10.0
    show_at: float = 4.0
    # Captions of one to three lines were put into 2,000 sentences of wrapped news, an encyclopaedia and a weekly, none
    # of which was counted for the language: 30 % are put right, and 9 of 605 moves are wrong. In 4.3 million characters
    # of 340 real files, by two to seven extractors, 6 sentences are read past something, one of them wrongly (the files
    # set it; before ``alone`` 5 of 8 were wrong in the 243 of them that nothing had been set with). Of 138 moved
    # without language none was right.
    unmarked: float = 7.5
    language: bool = True

    def fires(self, text: str) -> bool:
        """Whether there are signs of captions, or lines enough to be interrupted."""
        return text.count("\n") >= 4 or has_sign(text)

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each interrupted sentence."""
        lines = printed(page)
        taken: set[int] = set()
        if has_sign(page.text):
            found = parts(lines)
            for caption in marked(found):
                ops = _moved(lines, found, caption.start, caption.stop)
                size = caption.stop - caption.start
                said = sum(len(part.text.strip()) for part in found[caption.start : caption.stop])
                taken |= {part.line for part in found[caption.start - 1 : caption.stop + 1]}
                yield Proposal(ops, "caption-by-sign", (size, said), caption.bits)
        between = list(unmarked(lines))
        whole = [LinePart(n, 0, len(line.text), line.text) for n, line in enumerate(lines)] if between else []
        for start, stop, bits in between:
            if taken.isdisjoint(range(start, stop)):
                said = sum(len(line.text.strip()) for line in lines[start:stop])
                ops = _moved(lines, whole, start, stop)
                bits = min(bits, self.unmarked) + (_reads_past(lines, start, stop) if self.language else 0.0)
                yield Proposal(ops, "sentence-goes-on", (stop - start, said), bits)


_PLAIN = 1.0
"""Bits with which a sentence plainly goes on. In 68 real files that nothing here was set with headlines over headings
were read as sentences, at 0 bits; an address in a contract at half a bit. The right ones in real files have 3 and more;
of the made captions 31 % are put right with half a bit, 30 % with one, and 24 % with two and a half."""


def _reads_past(lines: Sequence[Line], start: int, stop: int) -> float:
    """Bits for the line before reading on behind ``[start, stop)``, and neither in these nor from them. None where it
    does not plainly do so, as a headline does not over the headings below it; none where these are no text of their
    own."""
    low = max(0, start - 2)
    near = [line.text.strip() for line in lines[low : stop + 2]]
    before, first, last, after = (near[n - low] for n in (start - 1, start, stop - 1, stop))
    if start_class(after) == LISTED or not stands_alone(near, start - low, stop - low):
        return 0.0
    bits = reads_on(before, after)
    return bits - reads_on(before, first) - reads_on(last, after) if bits >= _PLAIN else 0.0


def _moved(lines: Sequence[Line], found: Sequence[LinePart], start: int, stop: int) -> tuple[Op, ...]:
    """The parts ``[start, stop)`` taken out of the text: cut from what they are glued to, labelled, moved."""
    ops: list[Op] = []
    before, after, pieces = found[start - 1], found[stop], found[start:stop]
    for part in (pieces[0], after):
        if part.start:
            ops += _cut(lines[part.line].text, lines[part.line].id, part.start)
    said = "".join(part.text.strip() for part in pieces)
    role = Role.QUOTE if said[0] in "“「" and said[-1] in "”」" else Role.CAPTION
    names: list[LineId] = []
    texts = ["".join(part.text for part in own) for _, own in groupby(pieces, key=lambda part: part.line)]
    for n, (number, on_line) in enumerate(groupby(pieces, key=lambda part: part.line)):
        first = next(on_line)
        names.append((lines[number].id, first.start) if first.start else lines[number].id)
        apart = is_credit(texts[n]) and (n == 0 or not credit_lines(texts, n))
        ops.append(Label(names[-1], Role.CREDIT if apart else role))
    ops.append(Move(tuple(names), ending(lines, after.line)))
    if after.start and before.line == after.line:
        ops.append(Join((lines[before.line].id, before.start) if before.start else lines[before.line].id))
    return tuple(ops)


def _cut(text: str, name: LineId, at: int) -> Iterator[Op]:
    """The line cut before character ``at``, and the space around taken out."""
    left, right = at, at
    while left and text[left - 1].isspace():
        left -= 1
    while right < len(text) and text[right].isspace():
        right += 1
    if left < at:
        yield Replace(name, left, at)
    yield Split(name, at)
    if at < right:
        yield Replace(name, at, right)
