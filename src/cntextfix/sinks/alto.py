"""Mended words put back into the ALTO file that they came from.

Only CONTENT is edited, IDs and coordinates stay, so that what a library has built on a file goes on working.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from cntextfix.changes.report import Cleaned
from cntextfix.document.model import Role
from cntextfix.errors import SourceError
from cntextfix.sources.ocr.alto import leaves
from cntextfix.sources.ocr.boxes import places

_STRING = re.compile(r"<(?:[\w.-]+:)?(?:String|HYP)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_CONTENT = re.compile(r"""(\bCONTENT\s*=\s*)("[^"]*"|'[^']*')""")
_CONFIDENCES = re.compile(r"""\s+CC\s*=\s*("[^"]*"|'[^']*')""")
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")


def to_alto(cleaned: Cleaned, data: bytes) -> str:
    """The file again, with the words as the cleaned document has them: characters mended, copies gone. Lines and
    their order are the file's own; words of which nothing is left have an empty CONTENT. Raises SourceError."""
    became = _Became(cleaned)
    words = [(old, became.of(start, start + len(old))) for start, old in places(leaves(data))]
    source = data.decode(_encoding(data)).removeprefix("\ufeff")
    if len(_STRING.findall(source)) != len(words):
        raise SourceError("ALTO with words outside of lines, or in comments: it cannot be mended in place")
    left = iter(words)

    def mended(found: re.Match[str]) -> str:
        old, new = next(left)
        if old == new:
            return found[0]
        element = found[0] if len(old) == len(new) else _CONFIDENCES.sub("", found[0])  # one figure a character
        return _CONTENT.sub(lambda content: f"{content[1]}{quoteattr(new)}", element, count=1)

    text = _STRING.sub(mended, source)
    return re.sub(r"""(<\?xml[^>]*encoding\s*=\s*)(["'])[^"']*\2""", r"\1\2UTF-8\2", text, count=1)


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    found = _DECLARED.match(data)
    return found[1].decode() if found else "utf-8"


class _Became:
    """What source characters have become: themselves, nothing, or what a rule put in their place. That goes with the
    character before it, and at the start of a line with the one after it. White space between joined lines is not put
    in: the lines stay where they are."""

    def __init__(self, cleaned: Cleaned) -> None:
        self._at: dict[int, str] = {}
        for line in cleaned.document.lines():
            if line.role is Role.ECHO:
                continue
            at, last, waiting = 0, -1, ""
            for run in line.origin:
                part = line.text[at : at + run.length]
                at += run.length
                if run.start >= 0:
                    self._at.update(enumerate(part, run.start))
                    self._at[run.start] = waiting + self._at[run.start]
                    last, waiting = run.start + run.length - 1, ""
                elif part.strip() and last >= 0:
                    self._at[last] += part
                elif part.strip():
                    waiting += part

    def of(self, start: int, stop: int) -> str:
        """The text that characters ``[start, stop)`` have become."""
        return "".join(self._at.get(n, "") for n in range(start, stop))
