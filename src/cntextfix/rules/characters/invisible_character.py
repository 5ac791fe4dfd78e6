"""Characters that print nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.chinese.lexicon import cuts_words
from cntextfix.chinese.radicals import COMPATIBLE, RADICAL
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

_WORD = re.compile(rf"(?<![A-Za-z{_CONTROLS}-])[A-Za-z]+(?:-[A-Za-z]+)?(?![A-Za-z{_CONTROLS}])")
_LAST_WORD, _FIRST_WORD = re.compile(rf"(?<![A-Za-z{_CONTROLS}])[A-Za-z]+$"), re.compile(r"[A-Za-z]+")
_HYPHEN = "\x02"
"""What pdfium writes for a hyphen at a line end, whether the word has it or not."""

_SOFT = "\u00ad"
_OF_WORDS = re.compile(rf"[^\W_]|[{RADICAL}{COMPATIBLE}]")
_DRAWN = re.compile(f"(?<=\\d){_SOFT}(?=[0-9A-Za-z])|(?<=[A-Za-z]){_SOFT}(?=\\d)")
"""A soft hyphen between figures, where no word can be broken: the fonts of that page name their hyphen so."""

_NOTHING = 20.0
"""Bits of what has no shape by definition. Chosen."""
_CONTROL = 12.0
"""Bits of a control character inside a word, on a readable page. Chosen."""
_GLYPHS = 6.0
"""Bits of any other: it stands for a glyph whose text is lost, as all 91 in 514 real texts do (boxes to tick, tall
brackets, dashes, hyphens). So does each one on a page where they are more than ``_FEW`` of all characters, and more
than ``_LEAST``. Chosen."""
_FEW = 0.01
"""The share of a page's characters. Chosen."""
_LEAST = 2
"""… and their number. Chosen."""


@dataclass(frozen=True, slots=True)
class InvisibleCharacter:
    """Zero-width spaces, soft hyphens, byte order marks inside the text, marks of direction, control characters.

    Joiners stay where emoji or other scripts may need them, marks of direction on pages with Hebrew or Arabic, a soft
    hyphen at the end of a line, and one that stands in no word and may be a glyph of its own. On a page whose fonts
    name their hyphen so (图2<U+00AD>1), soft hyphens become hyphens. A control character may stand for a glyph whose
    text is lost: it goes where it cuts a Chinese word in two, or a Latin one that the page has elsewhere, and is held
    everywhere else. pdfium's U+0002 for a hyphen becomes one where the page has the word with it.

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
            "有希伯来文或阿拉伯文的页上的方向符、行末的和不在词中的软连字符都保留。"
            "字体把连字符记成软连字符的页（图2<U+00AD>1），改回连字符。控制字符可能是丢了文本的字形：切断汉语词，或切断本页别处有的英文词的，才去掉，其余只提出，不改动。"
            "pdfium 用 U+0002 表示的连字符，本页有带连字符的同一个词，就换成连字符。"
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
            "drawn-hyphen": ReasonWords(
                "{characters:soft hyphen} printed as a hyphen", "{characters} 个软连字符印作连字符", ("characters",)
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
        few = controls <= max(_LEAST, _FEW * len(text))
        words = frozenset(map(str.lower, _WORD.findall(text))) if controls else frozenset()
        directions = _RIGHT_TO_LEFT.search(text) is not None
        drawn = _DRAWN.search(text) is not None
        for line in page.lines:
            for match in _FOUND.finditer(line.text):
                run, (start, stop) = match.group(), match.span()
                is_control = run[0] < " " or run[0] == "\x7f"
                if not is_control and not _useless(line, start, stop, directions=directions):
                    continue
                if _SOFT in run and (drawn or not _in_word(line.text, start, stop)):
                    bits = _NOTHING if drawn and _in_word(line.text, start, stop) else _GLYPHS
                    hyphens = "-" * run.count(_SOFT)
                    yield Proposal((Replace(line.id, start, stop, hyphens),), "drawn-hyphen", (len(hyphens),), bits)
                    continue
                inside = _inside_word(line.text[:start], run, line.text[stop:], words) if is_control else ""
                yield Proposal(
                    (Replace(line.id, start, stop, inside or ""),),
                    "control-character" if is_control else "invisible-character",
                    (len(run), f"U+{ord(run[0]):04X}"),
                    _NOTHING if not is_control else _CONTROL if few and inside is not None else _GLYPHS,
                )


def _inside_word(left: str, run: str, right: str, words: frozenset[str]) -> str | None:
    r"""What a word has in place of control characters, nothing or a hyphen; None where they cut no word that is known.
    DEL prints nothing: typed text has it, and fonts no glyph in its place.

    >>> known = frozenset({"algorithm", "fault-free"})
    >>> _inside_word("an algo", "\x02", "rithm", known), _inside_word("fault", "\x02", "free", known)
    ('', '-')
    >>> _inside_word("规", "\x02", "定", known), _inside_word("A卷/", "\x02", "B卷", known)
    ('', None)
    """
    if run.strip("\x7f") == "":
        return ""
    before, after = _LAST_WORD.search(left), _FIRST_WORD.match(right)
    if before and after:
        one, other = before.group().lower(), after.group().lower()
        if one + other in words:
            return ""
        return "-" if run == _HYPHEN and f"{one}-{other}" in words else None
    return "" if cuts_words([left, right])[0] else None


def _in_word(text: str, start: int, stop: int) -> bool:
    """Whether letters, characters or figures stand on both sides."""
    return bool(_OF_WORDS.fullmatch(text[start - 1 : start]) and _OF_WORDS.fullmatch(text[stop : stop + 1]))


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
