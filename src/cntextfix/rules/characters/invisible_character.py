"""Characters that print nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.document.model import Line, Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

_CONTROLS = "\x00-\x08\x0e-\x1a\x1c-\x1f\x7f"  # not tab, line ends and escape, which terminals act on
_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_FOUND = re.compile(f"[{_CONTROLS}]+|[\u00ad\u200b{_JOINERS}{_DIRECTIONS}\u2060\ufeff]+")
_DETECT = re.compile(f"[{_CONTROLS}\u00ad\u200b{_JOINERS}{_DIRECTIONS}\u2060\ufeff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Emoji and the scripts of India need joiners; between these characters they mean nothing.
_NO_JOINING = re.compile("[ -~\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff\u2010-\u2027]")

_NOTHING = 20.0
"""Bits of what has no shape by definition. Chosen."""
_CONTROL = 12.0
"""Bits of a control character on a readable page. Chosen."""
_GLYPHS = 6.0
"""Bits of one on a page where they are more than ``_FEW`` of all characters, and more than ``_LEAST``: there they stand
for glyphs whose text is lost. Chosen."""
_FEW = 0.01
"""The share of a page's characters. Chosen."""
_LEAST = 2
"""… and their number. Chosen."""


@dataclass(frozen=True, slots=True)
class InvisibleCharacter:
    """Zero-width spaces, soft hyphens, byte order marks inside the text, marks of direction, control characters.

    Joiners stay where emoji or other scripts may need them, marks of direction on pages with Hebrew or Arabic, a soft
    hyphen at the end of a line. A page that is full of control characters has lost glyphs: there they are held.

    Example: ``第<U+200B>一条`` becomes ``第一条``.

    Options:
        apply_at: bits from which they are taken out.
        show_at: bits from which they are held and shown.
    """

    name: ClassVar[str] = "invisible-character"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="零宽字符、软连字符、文中的 BOM、方向符、控制字符",
        text=(
            "零宽空格、软连字符、文中的 BOM、方向符、控制字符。表情和其他文字需要的连接符、"
            "有希伯来文或阿拉伯文的页上的方向符、行末的软连字符都保留。满是控制字符的页丢了字形，只提出，不改动。"
        ),
        example="“第<U+200B>一条” → “第一条”",
        reasons={
            "invisible-character": ReasonWords(
                "{characters:character} that print nothing ({first})",
                "{characters} 个不可见字符（{first}）",
                ("characters", "first"),
            ),
            "control-character": ReasonWords(
                "{characters:control character} ({first})",
                "{characters} 个控制字符（{first}）",
                ("characters", "first"),
            ),
        },
    )

    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is any such character."""
        return _DETECT.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a run of them."""
        text = page.text
        controls = len(re.findall(f"[{_CONTROLS}]", text))
        control_bits = _CONTROL if controls <= max(_LEAST, _FEW * len(text)) else _GLYPHS
        directions = _RIGHT_TO_LEFT.search(text) is not None
        for line in page.lines:
            for match in _FOUND.finditer(line.text):
                run = match.group()
                is_control = run[0] < " " or run[0] == "\x7f"
                if not is_control and not _useless(line, match.start(), match.end(), directions=directions):
                    continue
                yield Proposal(
                    (Replace(line.id, match.start(), match.end()),),
                    "control-character" if is_control else "invisible-character",
                    (len(run), f"U+{ord(run[0]):04X}"),
                    control_bits if is_control else _NOTHING,
                )


def _useless(line: Line, start: int, stop: int, *, directions: bool) -> bool:
    run = line.text[start:stop]
    if "\ufeff" in run and not start and line.origin[0].start == 0:
        return False  # the mark of the file itself
    if "\u00ad" in run and stop == len(line.text):
        return False  # it tells that a word goes on in the next line
    if any(char in _JOINERS for char in run):
        beside = line.text[max(0, start - 1) : start] + line.text[stop : stop + 1]
        return all(map(_NO_JOINING.match, beside))
    return not directions or not re.search(f"[{_DIRECTIONS}]", run)
