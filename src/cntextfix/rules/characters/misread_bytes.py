"""Chinese whose bytes were read in another encoding: GBK, Big5 or UTF-8 as Latin-1 or Windows-1252, UTF-8 as GBK."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from cntextfix.changes.verbs import Point, Proposal, Replace
from cntextfix.chinese.byte_pairs import chinese, out_of_step
from cntextfix.document.model import LineId, Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

# What bytes 80 to FF are in Latin-1 and in Windows-1252.
_CP1252 = "".join(bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xA0))
_HIGH = f"\u0080-\u00ff{_CP1252}"
_LATIN = re.compile(f"[{_HIGH}](?:[ -~]{{0,2}}[{_HIGH}])+[@-~]?")
_LETTER = re.compile("[\u00c0-\u00ff]")  # Chinese pages have the quotes and dashes of Windows-1252 anyway
_PAIR = re.compile(f"(?=[{_HIGH}]{{2}})")
# UTF-8 read as GBK: bytes E4-E9 80-BF, with which most Han characters begin, are rare characters there.
_WIDE = re.compile("[^\x00-\xff](?:[^\x00-\xff]|[\u00b7\u00d7\u00f7\u00a4\u00a7\u00a8\u00b0\u00b1])+")
_QUOTES = frozenset("`'\"“‘「『（(《[")

_DENSE = 1.0
"""Bits for each two such letters side by side, which Western words hardly ever have. Chosen."""
_DENSE_MOST = 6.0
"""Bits for all of them together, at most. Chosen."""
_LOSSY = 14.0
"""Bits from which a stretch is Chinese of which bytes are lost, so that it cannot be read again: it is reported.
Chosen."""
_QUOTED = -10.0
"""Bits where it stands in quotes on a page of Chinese: somebody writes about it. Chosen."""


@dataclass(frozen=True, slots=True)
class MisreadBytes:
    """Text whose bytes make common Chinese in the encoding it was written in, and the same bytes again when written.

    What does not go back exactly, because bytes were lost, stays and is reported.

    Example: ``ÈÕ±¾`` becomes ``日本``, ``ä¸\xadå›½`` becomes ``中国``.

    Options:
        apply_at: bits from which it is read again.
        show_at: bits from which it is held and shown.
    """  # noqa: D301 - the soft hyphen is a part of the example

    name: ClassVar[str] = "misread-bytes"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="编码读错的汉字（ÈÕ±¾），能逐字节还原的才还原",
        text="字节本是常用汉字，却按别的编码读出；能逐字节还原的才还原。丢了字节、无法还原的保留并报告。",
        example="“ÈÕ±¾” → “日本”，“ä¸\xadå›½” → “中国”",
        reasons={
            "misread-bytes": ReasonWords(
                "bytes of {encoding} read in another encoding: {characters:character}",
                "{encoding} 字节被当作其他编码读出，共 {characters} 字",
                ("encoding", "characters"),
            ),
            "misread-lossy": ReasonWords(
                "{characters:character} read in another encoding, with bytes lost: cannot be read again",
                "{characters} 字编码读错且有字节丢失，无法还原",
                ("characters",),
            ),
        },
    )

    # ÈÕ±¾ (日本) has 12.2; no Western text in the cases has any at all, random accented letters up to 10.2.
    apply_at: float = 12.0
    show_at: float = 6.0

    def fires(self, text: str) -> bool:
        """Whether there are letters of Latin-1 in a row, or the rare characters that UTF-8 makes in GBK."""
        return _LETTER.search(text) is not None or _utf8_in_gbk().search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a stretch: the best reading of it, if any is Chinese."""
        chinese = re.search("[\u4e00-\u9fff]", page.text) is not None
        wide = _utf8_in_gbk()
        for line in page.lines:
            for match in _LATIN.finditer(line.text) if _LETTER.search(line.text) else ():
                stretch = match.group()
                if not _LETTER.search(stretch):
                    continue
                quoted = chinese and line.text[match.start() - 1 : match.start()] in _QUOTES
                extra = min(_DENSE_MOST, _DENSE * len(_PAIR.findall(stretch))) + (_QUOTED if quoted else 0.0)
                yield from _again(line.id, match, _single_bytes(stretch), ("utf-8", "gb18030", "big5hkscs"), extra)
            if wide.search(line.text):
                for match in _WIDE.finditer(line.text):
                    yield from _again(line.id, match, _double_bytes(match.group()), ("utf-8",), 0.0)


def _again(line: LineId, match: re.Match[str], data: bytes, names: tuple[str, ...], extra: float) -> Iterator[Proposal]:
    """What the bytes of a stretch say in the best of these encodings, if it is Chinese."""
    readings = [(name, _read(data, name)) for name in names]
    name, text = max(readings, key=lambda reading: chinese(reading[1]))
    bits = chinese(text) + extra
    if text and bits > 0 and not out_of_step(text):
        op = Replace(line, match.start(), match.end(), text)
        yield Proposal((op,), "misread-bytes", (name, len(text)), bits)
        return
    lossy = max(chinese(text or data.decode(name, "ignore")) for name in names) + extra
    if lossy >= _LOSSY:
        point = Point(line, match.start(), match.end())
        yield Proposal((point,), "misread-lossy", (len(match.group()),), lossy)


def _single_bytes(text: str) -> bytes:
    return b"".join(char.encode("latin-1" if char < "\u0100" else "cp1252") for char in text)


def _double_bytes(text: str) -> bytes:
    """The bytes of text that was read as GBK by Windows, where the byte 80 is the euro sign."""
    return b"".join(b"\x80" if char == "€" else char.encode("gb18030", "replace") for char in text)


def _read(data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return ""
    return text if text.encode(name) == data else ""


@cache
def _utf8_in_gbk() -> re.Pattern[str]:
    pairs = (bytes([lead, trail]) for lead in range(0xE4, 0xEA) for trail in range(0x80, 0xC0))
    return re.compile(f"[{''.join(pair.decode('gb18030') for pair in pairs)}]")
