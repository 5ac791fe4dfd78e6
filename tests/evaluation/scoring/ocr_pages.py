"""What came out of a recognised page against what stands on it: paragraphs in one piece, spaces, characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

from evaluation.scoring.real_pages import folded
from evaluation.texts import squashed

ALIKE, LONGER = 0.9, 0.12
"""OCR makes mistakes of its own: a paragraph is there if a block is 90 % like it, and no more than 12 % longer or
shorter. Chosen."""
_SPACE = re.compile(r"(?<=[\u3400-\u9fff，。；：、！？”])[ \u3000](?=[\u3400-\u9fff“])")


@dataclass(frozen=True, slots=True)
class OcrScore:
    """Counts that add up: paragraphs of the page and those in one piece; characters that came out and spaces between
    them; characters of the page, of these those that OCR has not read and those that did not come out; characters that
    OCR has read, and of these those that did not come out."""

    bodies: int = 0
    whole: int = 0
    given: int = 0
    spaces: int = 0
    characters: int = 0
    unread: int = 0
    wrong: int = 0
    read: int = 0
    lost: int = 0
    mistakes: tuple[str, ...] = ()

    def __add__(self, other: OcrScore) -> OcrScore:
        return OcrScore(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})


def score_ocr(name: str, page: Sequence[str], bodies: Sequence[str], read: str, blocks: Sequence[str]) -> OcrScore:
    """Compare the ``blocks`` put out with the texts of the ``page``, of which ``bodies`` are its paragraphs.

    ``read`` is all that OCR has read. Characters are counted in any order, so that a block in the wrong place loses
    none, and without a difference between halfwidth and fullwidth ones.

    >>> score = score_ocr("x", ["甲乙丙丁"], ["甲乙丙丁"], "甲乙丙土", ["甲 乙", "丙土"])
    >>> score.whole, score.spaces, score.unread, score.wrong, score.lost
    (0, 1, 1, 1, 0)
    """
    got = [squashed(block) for block in blocks]
    want, given, seen = (Counter(folded("".join(text))) for text in (page, got, read))
    missed = [body for body in bodies if not any(_alike(squashed(body), block) for block in got)]
    return OcrScore(
        bodies=len(bodies),
        whole=len(bodies) - len(missed),
        given=given.total(),
        spaces=len(_SPACE.findall("\n".join(blocks))),
        characters=want.total(),
        unread=(want - seen).total(),
        wrong=(want - given).total(),
        read=seen.total(),
        lost=(seen - given).total(),
        mistakes=tuple(f"{name}: {body}" for body in missed),
    )


def _alike(body: str, block: str) -> bool:
    if abs(len(block) - len(body)) > LONGER * len(body):
        return False
    match = SequenceMatcher(None, body, block, autojunk=False)
    return match.quick_ratio() >= ALIKE and match.ratio() >= ALIKE
