"""Whether lines that interrupt a sentence are a text of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cntextfix.chinese.brackets import unpaired
from cntextfix.language import reads_on
from cntextfix.paragraphs.features import CLOSED, COLON, COMMA, LISTED, MID, end_class, start_class

_WOVEN = 1.0
"""Bits with which a line reads on from the last but one, or in the next but one: then the two belong to another column.
Five of eight stretches that were moved in 243 real files were so, or items, or the rest of a quotation; with what
stands here five of six in 340 files are right (they set it)."""
_SPEECH = re.compile(r"[。！？…!?]\s*[”」』]")
"""What somebody says ends so: captions in real pages say nothing that is heard."""
_SHORTEST = 4
"""Characters of a caption, at the least: a shorter line is a piece of one, or of the sentence around. Chosen: the one
move in 12.7 million characters of 514 real texts took 正 out of 正因为你们, which stood on a line by itself."""
_CLAUSES = 3
"""Commas of a line that is cut prose if it stops without a mark. Chosen: two of three moves in 10.4 million characters
of 762 real texts took such a line out of a medical book."""
_UNDONE = frozenset("在是的与與和及對对將将把被於于從从向以而且或並并但則则")
"""Words after which nothing is done saying: a line of prose that was cut ends so. Chosen: the one move in 4.4 million
characters of 85 publishers took such a line out of a report on a thesis."""
_ITEM = re.compile(r"第\w{1,5}[条條章節节款项項]|[(（]?(?:[0-9０-９]{1,3}|[IVX]{1,4}|[a-z])[)）.．、].*|\W{1,2}")


def stands_alone(lines: Sequence[str], start: int, stop: int) -> bool:
    """Whether ``lines[start:stop]``, without space around them, are no items of a list, nothing that is spoken, that
    stops in the middle of its second sentence or closes what was opened before it; and none of a column of which every
    other line is.

    >>> page = ["有四位於", "求大家重組理事會，賜", "近期渡口營會中結業的營友接受", "予理事會智慧", "了聘書。"]
    >>> stands_alone(page, 2, 3), stands_alone(["打動了我的心。我希", "布里斯本召集人", "望我們的婚姻"], 1, 2)
    (False, True)
    """
    texts = lines[start:stop]
    said, end = "".join(texts), end_class(texts[-1])
    if len(said) < _SHORTEST or any(start_class(text) == LISTED or _ITEM.fullmatch(text) for text in texts):
        return False
    if (
        end in (COMMA, COLON)
        or (end in (MID, CLOSED) and "。" in said)
        or unpaired(said) != ([], [])
        or _SPEECH.search(said)
    ):
        return False
    if end == MID and (said[-1] in _UNDONE or said.count("，") >= _CLAUSES):
        return False
    above = lines[start - 2] if start > 1 else ""
    below = lines[stop + 1] if stop + 1 < len(lines) else ""
    goes_on = end_class(above) in (MID, COMMA) and reads_on(above, texts[0]) >= _WOVEN
    return not goes_on and not (end == MID and reads_on(texts[-1], below) >= _WOVEN)
