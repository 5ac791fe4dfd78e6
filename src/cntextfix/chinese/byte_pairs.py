"""How much text reads like Chinese whose bytes were read as they should, and where they were read in wrong pairs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from cntextfix.chinese.data import table

_COMMON = 4.6
"""Bits of each of the 1,000 commonest characters that comes out: 1 in 24 of the 24,000 that bytes can spell."""
_AGAIN = 1.0
"""More bits for one of them that comes again. Chosen."""
_MARK = 2.0
"""Bits of a Chinese mark. Chosen."""
_OTHER = -3.0
"""Bits of anything else. Chosen."""
_OUT_OF_STEP = -7.6
"""Bits of neighbouring characters from which bytes are lost before them, so that those after are read in wrong pairs:
two that hardly any text has side by side, or one and a lone letter. Each character of text (news and speeches) has 2.7
if it is one of the commonest, -1.4 if it is one of the 3,755 or 5,401 that the standards call common, -4.7 if it is
none of these; such as no page prints are never text."""
LONE = -3.0
"""Bits of a letter between two characters of Chinese, which may be the second byte of one. Chosen."""


def out_of_step(text: str) -> bool:
    """Whether a stretch of the text is what wrong pairs of bytes make."""
    run = 0.0
    for bits in each(text):
        run = min(0.0, run + bits)
        if run <= _OUT_OF_STEP:
            return True
    return False


def each(text: str) -> Iterator[float]:
    """Bits of each character of a text, against what wrong pairs of bytes make."""
    for n, char in enumerate(text):
        lone = "@" <= char <= "~" and text[n - 1 : n] > "~" < text[n + 1 : n + 2]
        yield LONE if lone else usual(char)


@cache
def usual(char: str) -> float:
    """Bits of a character by itself."""
    common, marks = _common()
    if char < "\x7f" or char == "．" or common.match(char) or marks.match(char):
        return 2.7
    if "\uff01" <= char <= "\uff5e":
        return 0.0  # habits of a writer, often in rows
    kind = unicodedata.category(char)
    if kind in ("Co", "Cn", "Cc"):
        return _OUT_OF_STEP
    if kind[0] in "PSNZ":
        return -1.4
    for name, last in (("gb2312", 0xD7), ("big5", 0xC6)):
        data = char.encode(name, "ignore")
        if data and data[0] <= last:
            return -1.4
    return -4.7


def chinese(text: str) -> float:
    """Bits for a text that bytes were read as, against bytes of no text in that encoding."""
    if not text:
        return -1.0
    common, marks = _common()
    good, fair = common.findall(text), len(marks.findall(text))
    plain = sum(char < "\x7f" for char in text)
    different = len(set(good))
    bits = _COMMON * different + _AGAIN * min(different, len(good) - different)  # one letter again and again is no text
    return bits + (_MARK * fair if good else 0.0) + _OTHER * (len(text) - len(good) - fair - plain)


@cache
def _common() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(f"[{''.join(table('common').values())}]"), re.compile("[，。、：；！？“”‘’（）《》「」—…\u3000]")
