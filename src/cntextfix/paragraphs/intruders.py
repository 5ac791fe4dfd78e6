"""Lines that seem to stand in the middle of a sentence without being part of it: captions, most likely.

The path over lines (``decode``) has no state for them: it reads on through them, or makes them the last line of what
they interrupt. Where the rules for captions did not find them either, nothing is joined to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cntextfix.language import reads_on
from cntextfix.paragraphs.features import CITED, CLOSED, CLOSING, COMMA, DASHED, MID, QUOTED, SENTENCE, SPEAKER, Feature
from cntextfix.paragraphs.reading import Boundary

SHORT_LEAST = 8
"""A line that lacks more columns than this was not cut by the measure, even on a ragged page, where lines lack seven
and a half at the most. Chosen."""
SHORT_SHARE = 1 / 3
"""… if it lacks more than this share of the measure as well. Chosen."""


_BESIDE = 4
"""Lines beside a picture are short too, but so are their neighbours, up to so many columns. Chosen."""


def doubtful(found: Sequence[Feature], ends: Sequence[Boundary]) -> set[int]:
    """The line ends before and after such lines. ``found`` has one line more than ``ends``.

    A short line stops without a mark, after a full one that stops in mid-phrase, and is read on with what follows; or
    ends the paragraph: but then paragraphs end without a mark, which only two-line headings do.
    """
    out: set[int] = set()
    for n in range(1, len(ends)):
        before, after = ends[n - 1], ends[n]
        one, line, other = found[n - 1], found[n], found[n + 1]
        if before.bits < 0 or one.end not in (MID, COMMA) or line.end not in (MID, CITED, CLOSED):
            continue
        if not _short(line, other, after.missing, after.measure) or _short(one, line, before.missing, before.measure):
            continue
        if any(abs(near.width - line.width) <= _BESIDE for near in (one, other)):
            continue
        if after.bits >= 0:
            out |= {n - 1, n}
        elif line.end == MID and not other.indent and (one.marks or (n > 1 and ends[n - 2].bits >= 0)):
            out.add(n - 1)
    return out


def _short(line: Feature, other: Feature, missing: int, measure: int) -> bool:
    """Whether more would have fitted on the line, by far."""
    return missing - other.head >= max(SHORT_LEAST, SHORT_SHARE * measure)


READS = 0.5
"""Bits of what reads on in what from which a line without a mark closes a paragraph. In 73 made newspaper pages 24 of
27 line ends that are left by it were no wraps, 21 of them in a paragraph that goes on elsewhere; in 97 real files one
is left, rightly."""


def strangers(found: Sequence[Feature], ends: Sequence[Boundary]) -> set[int]:
    """The line ends before a heading, or another line without a mark, in which the text does not read on. ``found`` has
    one line more than ``ends``.

    A paragraph seldom closes with a line that has no mark, inside or at its end. But it stops before a headline where
    its column ends, and goes on elsewhere; and the headline may be as wide as the measure.
    """
    out: set[int] = set()
    start = 0
    for n, end in enumerate(ends):
        if end.bits < 0:
            start = n + 1
            continue
        one, other = found[n], found[n + 1]
        if one.end not in (MID, COMMA):
            continue
        prose = n > start and any(line.marks for line in found[start : n + 1])  # a heading has two lines
        if prose and _closes_bare(found, ends, n):
            bits = reads_on(one.text, other.text)
            if bits < READS and bits != 0.0:  # of figures and letters nothing is known
                out.add(n)
    return out


_GAPES = 0.3
"""Share of the measure. A line that lacks more, beyond what the next word takes, goes on only where what meets is known
to read on by ``_READS_PLAINLY``, or where a mark says so. Of the joins of 514 real texts over such a gap 8 of
13 are wrong without (labels, formulas, numbers of pages, references), and one of 20 with a mark or these bits. Beside
lines of its own width it may stand beside a picture: of 7 such joins 6 are right."""
_READS_PLAINLY = 1.5
"""Bits of what reads on in what. Chosen."""
_TITLE = re.compile(
    r"(?:\d{1,2}(?:[.．]\d{1,2}){0,3}[.．、]?|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[）)])"
    r"\s?[\u3400-\u9fff]{2,10}"
)
"""A heading with a number: whatever it reads on in, it is not cut where more would have fitted by far."""


def gaping(found: Sequence[Feature], ends: Sequence[Boundary]) -> set[int]:
    """The line ends far short of the measure, over which nothing says that the text goes on. ``found`` has one line
    more than ``ends``."""
    out: set[int] = set()
    for n, end in enumerate(ends):
        one, other = found[n], found[n + 1]
        if end.bits < 0 or one.end == COMMA or end.missing - other.head + 1 <= _GAPES * end.measure:
            continue
        if _TITLE.fullmatch(one.text):
            out.add(n)
            continue
        if other.start == CLOSING or one.opens > 0 or reads_on(one.text, other.text) >= _READS_PLAINLY:
            continue
        if all(abs(near.width - one.width) > _BESIDE for near in (*found[max(0, n - 1) : n], other)):
            out.add(n)
    return out


_NAMED = 6.0
"""Bits from which a line goes on in a name and a colon (功能：) that it does not read on in. Of the joins of 601 real
texts all four with fewer are wrong, and three of four with more; the five that read on (这意｜味着：) are right."""


def labelled(found: Sequence[Feature], ends: Sequence[Boundary]) -> set[int]:
    """The line ends before a name and a colon that do not read on and would be wraps by a few bits."""
    return {
        n
        for n, end in enumerate(ends)
        if 0 <= end.bits < _NAMED and found[n + 1].start == SPEAKER and reads_on(found[n].text, found[n + 1].text) < 0
    }


_SURE = 2.5
"""Bits from which a line goes on that stops with a sentence, among few wraps: of such joins of 514 real texts 2 of 6
are wrong, and 3 of 13 among more wraps; but none of those of pages that were made or wrapped anew."""
_AROUND = 4
"""Line ends on either side that are looked at. Chosen."""
_FEW_WRAPS = 4
"""Wraps among them, itself one of them, at the most. Chosen."""


def scattered(found: Sequence[Feature], ends: Sequence[Boundary]) -> set[int]:
    """The line ends after a sentence that would be wraps by a few bits, with few wraps around."""
    wraps = [end.bits >= 0 for end in ends]
    return {
        n
        for n, end in enumerate(ends)
        if 0 <= end.bits < _SURE
        and found[n].end in (SENTENCE, QUOTED)
        and sum(wraps[max(0, n - _AROUND) : n + _AROUND + 1]) <= _FEW_WRAPS
    }


_STRANGE = -2.0
"""Bits for reading on, of all joins of a page in mid-phrase together, below which its lines are their own. Of 115 texts
with joins (31,000 text messages, exam papers, what extractors gave of 65 publishers' PDFs, made pages) six have less:
five of messages, one a line, and a made page whose joins are sure by themselves. Of 15,042 joins of 600 real texts it
holds 77: of 40 that were read 18 were wrong, most of them of two columns mixed, and 8 in a font that cannot be read."""
_BY_ITSELF = 10.0
"""Bits from which a line goes on whatever that sum is. Chosen."""


def unread(found: Sequence[Feature], ends: Sequence[Boundary]) -> set[int]:
    """The line ends that would be wraps by a few bits on a page whose lines, joined, do not read on: messages of one
    length, a line each."""
    wraps = [n for n, end in enumerate(ends) if end.bits >= 0]
    if sum(reads_on(found[n].text, found[n + 1].text) for n in wraps if found[n].end == MID) >= _STRANGE:
        return set()
    return {n for n in wraps if ends[n].bits < _BY_ITSELF}


def _closes_bare(found: Sequence[Feature], ends: Sequence[Boundary], n: int) -> bool:
    """Whether the line after end ``n`` is the last of its paragraph, and not of the page, without a mark."""
    other = found[n + 1]
    last = n + 1 < len(ends) and ends[n + 1].bits < 0
    return last and not other.marks and other.end in (MID, CITED, CLOSED, DASHED)
