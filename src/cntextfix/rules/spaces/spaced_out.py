"""Words set wide, with a space after every character."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.document.model import Line, Page
from cntextfix.paragraphs.features import COMMA, MID, end_class
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import printed
from cntextfix.rules.spaces.blanks import blanks_of_form
from cntextfix.rules.spaces.cells import are_heads, without_cells
from cntextfix.rules.spaces.gaps import NUMBERED, Stretch, both_chinese, sentence_tail, sentences, stretches
from cntextfix.rules.spaces.segmented import are_words_apart
from cntextfix.rules.spaces.words import WordBits, word_bits
from cntextfix.wording.records import ReasonWords, RuleWords

_WIDE = re.compile(r"[ \u3000](?:[^ \u3000\n]{1,16}[ \u3000]){2,}")
_SENTENCE = re.compile("[，。；！？]")
_STRAY = re.compile(r"(?<=\S) {1,2}(?=\S)")
_COMMA = re.compile("[，；,;]")


@dataclass(frozen=True, slots=True)
class SpacedOut:
    """Words set wide, with a space after every character: headings, songs, lines that were set out to the measure.

    Evidence: the characters left and right of a space make a word more often than they would by chance; running text
    goes on at an end of the stretch. Rows of names, numerals, table heads and words to learn do not. All spaces of the
    sentence go, or none.

    Example: ``校 外 托 管 专 项 检 查`` becomes ``校外托管专项检查``; ``甲 乙 丙 丁`` stays.

    Options:
        apply_at: bits from which the spaces are taken out.
        show_at: bits from which it is held and shown.
        glued: bits for each end at which running text goes on.
        marked: bits for commas and full stops inside, which rows of words have not.
        rows: bits against lines that stand in rows.
        together: bits for lines of a text that is set wide, which has commas and full stops.
        others: bits that a line can get from the page's other lines set wide, inside its text.
    """

    name: ClassVar[str] = "spaced-out"
    family: ClassVar[str] = "spaces"
    needs_geometry: ClassVar[bool] = False
    again: ClassVar[bool] = True
    words: ClassVar[RuleWords] = RuleWords(
        summary="疏排的字，字字之间有空格",
        text=(
            "标题、歌词或为撑满一行而疏排的字，字字之间有空格。左右两字成词的次数多于偶然，或两端接着正文，才算。"
            "人名、数字、表头、生字表不算。一句里的空格要么全去，要么全留。"
        ),
        example="“校 外 托 管 专 项 检 查” → “校外托管专项检查”；“甲 乙 丙 丁”不动",
        options={
            "glued": "每一端接着正文，加多少比特",
            "marked": "中间有逗号、句号，加多少比特",
            "rows": "成排的行，减多少比特",
            "together": "全文疏排且有逗号、句号，加多少比特",
            "others": "本页其他疏排的行，至多为文中的行加多少比特",
        },
        reasons={
            "space-after-each": ReasonWords(
                "{spaces:space}, one after every character", "每个字后都有空格，共 {spaces} 处", ("spaces",)
            ),
        },
    )

    # Rows of names in the made-up articles and tables have 2 or less.
    apply_at: float = 6.0
    show_at: float = 3.0
    glued: float = 3.0
    marked: float = 2.0
    # More than what the likeliest rows (父 母 兄 弟 姐 妹) have beyond apply_at.
    rows: float = 16.0
    # Rows have no commas and full stops; prose without many words of two characters has -2 a line.
    together: float = 8.0
    others: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether three spaces stand near each other anywhere."""
        return _WIDE.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line."""
        lines = printed(page)
        if are_words_apart(line.text for line in lines):
            return
        wide, form = _wide(lines), blanks_of_form(page.text) > 0
        found = [[word_bits(one.pieces(line.text)) for one in some] for line, some in zip(lines, wide, strict=True)]
        own = [
            sum(word.bits for word in said)
            + self.glued * (sum(one.glued for one in some) + _set_in(lines, wide, n))
            + (self.marked if any(_SENTENCE.search(one.inner(lines[n].text)) for one in some) else 0.0)
            for n, (said, some) in enumerate(zip(found, wide, strict=True))
        ]
        prose = sum(not some and _is_prose(line.text) for line, some in zip(lines, wide, strict=True))
        inside = sum(
            bits >= self.apply_at and any(one.glued or _SENTENCE.search(one.inner(line.text)) for one in some)
            for line, some, bits in zip(lines, wide, own, strict=True)
        )
        for start, stop in _runs(wide):
            near = self._near(lines[start:stop], found[start:stop], sum(own[start:stop]), prose=prose > 0)
            for n in range(start, stop):
                like = any(one.glued for one in wide[n]) or inside > max(prose, _FEWEST_INSIDE)
                more = min(self.others, float(inside)) if like else 0.0
                bits = near if near is not None else own[n] + more
                if near is None and any(are_heads(one, lines[n].text) for one in wide[n]):
                    bits = min(bits, self.show_at)
                if form and sum(len(one.gaps) for one in wide[n]) <= _MOST_BLANKS:
                    bits = min(bits, self.show_at)
                if bits >= self.show_at and (gone := _gone(lines[n], wide[n])):
                    yield Proposal(gone, "space-after-each", (len(gone),), bits)

    def _near(
        self, lines: Sequence[Line], found: Sequence[Sequence[WordBits]], bits: float, *, prose: bool
    ) -> float | None:
        """Bits for each of the lines set wide that stand together; None where one stands alone."""
        if len(lines) == 1:
            return None
        if any(_SENTENCE.search(line.text) for line in lines):
            return bits / len(lines) + (self.together if bits > -self.together else 0.0)
        said = [word for some in found for word in some]
        if (len(lines) <= _MOST_HEADING and prose) or _read_on(said, len(lines)):
            return bits if bits >= _EACH * sum(word.size for word in said) else 0.0
        return bits / len(lines) - self.rows


_MOST_BLANKS = 7
"""Spaces of a line of a form that are blanks to fill in (服务期限 年，即： 年 月 日), at the most. Of 60 lines set
wide that were read of 748 in 28 real texts, the eight wrong ones are such."""
_RUNNING = 8
"""Characters in a line next to which one was set out to the measure, at the least. Chosen."""
_FEWEST_INSIDE = 2
"""Lines of prose set wide, beyond which a page is set wide throughout, if no more lines of it are not. Chosen."""
_MOST_HEADING = 2
"""So many lines set wide, one after the other, can be a heading, if there is a line of text on the page; more may be
rows. Chosen."""
_PROSE = 16
"""Characters of such a line of text, with a mark inside. Chosen."""
_FULL = 7
"""Lines of so many characters set wide are a heading: rows of words to learn have fewer. Chosen."""
_MOST_MORE = 2
"""Other spaces of a sentence that a stretch takes with it, at the most, for each of its own and for each comma. Chosen:
a table that stands in one line, without marks, has 34 for the 5 of its head."""
_MOST_LINES = 2
"""… up to so many of them. Chosen."""
_EACH = 0.55
"""Bits that lines without marks have for each of their characters: rows of surnames have 0.3, of colours 0.5; nine of
ten groups of lines of news and speech have more, half of those of a novel."""
_BETWEEN = 0.15
"""Share of the places between two words of two characters each that make a word themselves: where more do, the lines
are text (a song), and no rows of words. By chance one in twelve does. Chosen."""


def _read_on(found: Sequence[WordBits], lines: int) -> bool:
    """Whether lines set wide that stand together read on from word to word."""
    odd, between = sum(one.odd for one in found), sum(one.between for one in found)
    if lines <= _MOST_LINES and min(one.size for one in found) >= _FULL:
        return True
    return all(one.size % 2 for one in found) or between >= _BETWEEN * odd + 1


def _wide(lines: Sequence[Line]) -> list[list[Stretch]]:
    """The stretches of each line. The number of an article is none, unless its text is set wide, too."""
    out: list[list[Stretch]] = []
    for line in lines:
        whole = [without_cells(one, line.text) for one in stretches(line.text)]
        some, label = [one for one in whole if one is not None], NUMBERED.match(line.text)
        if label and not any(one.gaps[-1] > label.end() for one in some):
            some = []
        elif not some and out and _whole(out[-1]):
            some = sentence_tail(line.text)
        out.append(some)
    return out


def _set_in(lines: Sequence[Line], wide: Sequence[Sequence[Stretch]], n: int) -> int:
    """At how many ends of a line set wide the text goes on, over the line's end: it was set out to the measure."""
    text = lines[n].text.strip()
    if not _whole(wide[n]):
        return 0
    before, after = (lines[m].text.strip() if 0 <= m < len(lines) and not wide[m] else "" for m in (n - 1, n + 1))
    left = _is_prose(before, _RUNNING) and end_class(before) in (MID, COMMA)
    right = (
        _is_prose(after, _RUNNING)
        and end_class(text) in (MID, COMMA)
        and (left or _SENTENCE.search(text[:-1]) is not None)
    )
    return left + right


def _gone(line: Line, wide: Sequence[Stretch]) -> tuple[Replace, ...]:
    """The spaces that go: those of the stretches, and all other ones of the sentences that these are part of."""
    text, label = line.text, NUMBERED.match(line.text)
    kept = label.end() if label else -1  # between the number of an article and its text
    gaps = {at: at + 1 for one in wide for at in one.gaps if not _both_latin(text, at) and at != kept}
    if label and wide[-1].gaps[-1] > label.end():  # its text is set wide, and so is the number itself
        gaps |= {match.start(): match.end() for match in _STRAY.finditer(text, 0, label.end())}
    glued = deque(one for one in wide if one.glued)
    for start, stop in sentences(text) if glued else ():
        while glued and glued[0].gaps[-1] < start:
            glued.popleft()
        if not glued or glued[0].gaps[0] >= stop:
            continue
        own = [at for at in gaps if start <= at < stop]
        more = {
            match.start(): match.end()
            for match in _STRAY.finditer(text, start, stop)
            if both_chinese(text, match.start(), match.end()) and match.start() not in gaps
        }
        if len(more) > _MOST_MORE * max(len(own), len(_COMMA.findall(text, start, stop))):
            gaps = {at: end for at, end in gaps.items() if at not in own}  # cells of a table, one after the other
        else:
            gaps |= more
    return tuple(Replace(line.id, at, gaps[at]) for at in sorted(gaps))


def _is_prose(text: str, size: int = _PROSE) -> bool:
    return len(text) >= size and _SENTENCE.search(text.strip()[:-1]) is not None


def _runs(wide: Sequence[Sequence[Stretch]]) -> Iterator[tuple[int, int]]:
    """Lines set wide that stand next to each other: those that are nothing else, or one that is more."""
    start = 0
    while start < len(wide):
        stop = start + 1
        if wide[start]:
            while _whole(wide[start]) and stop < len(wide) and _whole(wide[stop]):
                stop += 1
            yield start, stop
        start = stop


def _whole(wide: Sequence[Stretch]) -> bool:
    return bool(wide) and not any(one.glued for one in wide)


def _both_latin(text: str, at: int) -> bool:
    """A space between words of an alphabet or numbers stays, but not that between single letters and figures."""
    if not (text[at - 1].isascii() and text[at + 1].isascii()):
        return False
    return text[at - 2 : at - 1].strip() != "" or text[at + 2 : at + 3].strip() != ""
