"""Short lines that interrupt a sentence: captions and pull quotes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from cntextfix.changes import Label, Move, Proposal
from cntextfix.chars import width
from cntextfix.evidence import Evidence
from cntextfix.flow.decode import read, read_like
from cntextfix.flow.features import BYLINE, COLON, COMMA, MID, QUOTED, SENTENCE, end_class, share_measure, start_class
from cntextfix.flow.intruders import LEAST, SHORT
from cntextfix.flow.reading import Boundary, Kind
from cntextfix.lexicon import cuts_words
from cntextfix.model import Line, LineId, Page, Role
from cntextfix.rules.captions.looks import caption_bits, is_credit
from cntextfix.rules.lines import printed


@dataclass(frozen=True, slots=True)
class IntrudingCaption:
    """Short lines that interrupt a sentence: captions and pull quotes.

    A full line stops in mid-phrase, some lines much shorter than the measure follow, and the sentence goes on after
    them. They are labelled and put at the end of their article.

    Example: ``江面雾气沉沉，水声潺``, ``白鹭在浅滩``, ``上觅食``, ``潺，他手里那根竹竿``: the two in the middle are a
    caption.

    Options:
        apply_at: bits from which the lines are moved.
        show_at: bits from which the move is held and shown.
        most_lines: how many lines an intruder may have.
        widest: their width at most, as a share of the line that they interrupt.
    """

    name: ClassVar[str] = "intruding-caption"
    family: ClassVar[str] = "captions"
    needs_geometry: ClassVar[bool] = False
    codes: ClassVar[tuple[str, ...]] = ("sentence-goes-on",)

    # In 270 made-up articles with a caption cut into one to three lines put in at random, see tests/benchmarks.
    apply_at: float = 6.0
    show_at: float = 2.0
    most_lines: int = 6
    widest: float = 0.8

    def fires(self, text: str) -> bool:
        """Whether there are lines enough to be interrupted."""
        return text.count("\n") >= 4

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each interrupted sentence."""
        lines = printed(page)
        texts, blanks = [line.text for line in lines], [line.end.count("\n") > 1 for line in lines]
        real = [one.role != Role.BODY or other.role != Role.BODY for one, other in pairwise(lines)]
        if not share_measure(texts):
            return
        flow = read(texts, blanks, real)
        found, kind = flow.boundaries, flow.kind
        if kind is None:
            return
        heads = [n for n, line in enumerate(lines) if line.role in (Role.HEADLINE, Role.KICKER)]
        n = 0
        while n < len(found) - 1:
            stop, bits = 0, 0.0
            if self._interrupted(lines, found, n):
                stop, bits = self._goes_on(lines, blanks, n, kind)
            if stop:
                head = bisect_left(heads, stop)
                after = lines[heads[head]].id if head < len(heads) else None  # captions end their article
                yield self._proposal(lines, n + 1, stop, bits, after)
            n = max(n + 1, stop)

    def _interrupted(self, lines: Sequence[Line], found: Sequence[Boundary], n: int) -> bool:
        """Whether a full line stops in mid-phrase before one far shorter, and a paragraph seems to end without a mark
        just here or soon after."""
        one, other = lines[n], lines[n + 1]
        if one.role != Role.BODY or other.role != Role.BODY or not found[n].set or abs(found[n].missing) > 2:
            return False
        if end_class(one.text.strip()) not in (MID, COMMA) or width(other.text.strip()) > self.widest * width(
            one.text.strip()
        ):
            return False
        if end_class(other.text.strip()) == MID and found[n + 1].missing - 2 >= max(
            LEAST, SHORT * found[n + 1].measure
        ):
            return True  # or is read on through a line that was not cut by the measure
        ends = range(n, min(n + 1 + self.most_lines, len(found)))
        return any(found[m].bits < 0 and end_class(lines[m].text.strip()) not in (SENTENCE, QUOTED) for m in ends)

    def _goes_on(self, lines: Sequence[Line], blanks: Sequence[bool], n: int, kind: Kind) -> tuple[int, float]:
        """Where the sentence of line ``n`` goes on, if it does, and the bits for that against reading straight on."""
        low, high = max(0, n - WINDOW), min(len(lines), n + 1 + self.most_lines + WINDOW)
        near, at = lines[low:high], n - low
        texts, gaps = [line.text.strip() for line in near], blanks[low:high]
        stops = list(self._stops(near, texts, at))
        end = end_class(texts[at + 1])
        if not stops or cuts_words(texts[at : at + 2])[0] or (end == SENTENCE and caption_bits(texts[at + 1]) <= 0):
            return 0, 0.0  # a word goes over the line's end, or the sentence ends in the next
        straight = read_like(texts, gaps, kind)
        if end in (SENTENCE, QUOTED) and straight.boundaries[at].bits > LAST_LINE:
            return 0, 0.0
        best = (0, 0.0)
        for stop, pieces in stops:
            found = read_like([*texts[: at + 1], *texts[stop:]], [*gaps[: at + 1], *gaps[stop:]], kind)
            bits = straight.bits - found.bits - pieces
            if bits > best[1] + (MORE if best[1] >= self.apply_at else 0.0) and found.boundaries[at].bits > 0:
                best = (low + stop, bits)
        return best

    def _stops(self, near: Sequence[Line], texts: Sequence[str], at: int) -> Iterator[tuple[int, float]]:
        """The lines with which a sentence that stops in line ``at`` may go on, and what the pieces between cost."""
        pieces = INTRUDES
        for stop in range(at + 2, min(at + 2 + self.most_lines, len(near))):
            piece, after = texts[stop - 1], near[stop]
            if near[stop - 1].role != Role.BODY or after.role != Role.BODY:
                break
            if width(piece) > self.widest * width(texts[at]):
                break
            if start_class(piece) == BYLINE and not is_credit(piece):
                break  # the next article
            ends = end_class(piece) in (SENTENCE, QUOTED)
            if stop > at + 2 and ends and cuts_words([texts[at], piece])[0]:
                break  # the sentence goes on with this, and ends
            pieces += PIECE - min(PIECE, caption_bits(piece))
            pieces += WIDER if width(piece) > width(texts[at + 1]) + ALIKE else 0.0
            if end_class(piece) in (COLON, COMMA) or cuts_words([piece, texts[stop]])[0]:
                continue  # the last piece reads on
            if after.text[:2] != "\u3000\u3000":  # what is indented begins a paragraph
                yield stop, pieces

    def _proposal(self, lines: Sequence[Line], start: int, stop: int, bits: float, after: LineId | None) -> Proposal:
        pieces = lines[start:stop]
        said = "".join(line.text.strip() for line in pieces)
        role = Role.QUOTE if said[0] in "“「" and said[-1] in "”」" else Role.CAPTION
        labels = tuple(Label(line.id, Role.CREDIT if is_credit(line.text) else role) for line in pieces)
        move = Move(tuple(line.id for line in pieces), after)
        return Proposal((*labels, move), "sentence-goes-on", (len(pieces), len(said)), bits)


LAST_LINE = 4.0
"""Bits from which a short line that ends a sentence is the last one of the paragraph."""
WINDOW = 14
"""Lines looked at on either side: enough to know the measure, few enough to stay linear."""
INTRUDES, PIECE = 1.75, 7.0
"""What it costs a sentence to be interrupted, and each line of what interrupts it: any width, any end. On 1,538
made-up pages without captions two have 6 bits or more, both in verse that a novel has wrapped by hand."""
MORE = 6.0
"""Bits that one piece more must add: the last line of the interrupted paragraph adds five by its end."""
WIDER, ALIKE = 6.0, 4
"""The first piece of a caption is about as wide as the widest one; so many columns wider is another thing."""
