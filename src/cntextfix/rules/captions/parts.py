"""The lines of a page, cut where captions may begin or end inside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cntextfix.document.model import Line, Role
from cntextfix.paragraphs.features import Feature, features
from cntextfix.rules.captions.signs import SHAPED_BITS, closes, has_sign, in_word, opens, seams


class LinePart(NamedTuple):
    """Characters ``[start, stop)`` of line ``line``: all of it, or what stands before or after a caption's sign.

    ``sign`` are the bits for a caption that begins here, ``credit`` says whether one ends here with its credit;
    ``body``: nothing else is known of the line.
    """

    line: int
    start: int
    stop: int
    text: str
    body: bool = True
    sign: float = 0.0
    credit: bool = False

    @property
    def feature(self) -> Feature:
        """What can be read off it; the space around a sign is no indent."""
        return features([self.text.strip() if self.start else self.text], [False])[0]


def parts(lines: Sequence[Line]) -> list[LinePart]:
    """The parts of these lines, in order."""
    out: list[LinePart] = []
    for n, line in enumerate(lines):
        text = line.text
        marked = has_sign(text)
        inside = seams(text) if marked else []
        cuts = [0, *(inside if len(inside) <= _MOST_SEAMS else ()), len(text)]
        for start, stop in pairwise(cuts):
            said, before = text[start:stop], out[-1].text if out else ""
            signed = marked and (not inside or has_sign(said))
            sign = opens(said) if signed and not in_word(before, said) else 0.0
            out.append(LinePart(n, start, stop, said, line.role == Role.BODY, sign, signed and closes(said)))
    return _without_bullets(out)


_MOST_SEAMS = 200
"""Places in one line at which captions may begin or end: a page of a newspaper on one line has fifty. Chosen."""
_MOST_ALIKE = 3
"""Lines that begin with the same shape and have no credit: as many are bullets of a list. Chosen."""


def _without_bullets(found: list[LinePart]) -> list[LinePart]:
    def bare(n: int) -> bool:
        return 0 < found[n].sign <= SHAPED_BITS and not found[n].credit

    shapes = Counter(part.text.strip()[0] for n, part in enumerate(found) if bare(n))
    bullets = {shape for shape, count in shapes.items() if count >= _MOST_ALIKE}
    return [
        part._replace(sign=0.0) if bullets and bare(n) and part.text.strip()[0] in bullets else part
        for n, part in enumerate(found)
    ]
