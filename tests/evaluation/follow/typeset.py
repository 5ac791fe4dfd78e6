"""Rows as many publishers set them: indents, blank lines, hanging items, questions and answers, tables, ragged edges,
one to three columns, in any order of the file. They are measured, not drawn: the witnesses see nothing else."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cntextfix.layout.follow.chains import testimony
from cntextfix.layout.follow.facts import TextRow, facts_of
from cntextfix.layout.follow.fit import ems
from cntextfix.layout.follow.pairs import candidates
from cntextfix.layout.frame import Span
from evaluation.follow.known import Case

GAPS = 0.08
"""Share of justified rows with a wide gap."""
GAPPED = 0.6
"""Rows that fill this share of their column are prose, with a gap or without."""
_NEVER_FIRST = frozenset("，。、；：！？”’」』）)】》〉!?,.;:…%％")
_OPENERS = frozenset("（(「『“‘《〈【[")
_WORD = re.compile(r"[A-Za-z0-9.,:/@%+\-_#&()'$]+|\s+|.")
_SENTENCES = re.compile(r"(?:[^。！？]*[。！？][”」]?){1,2}")
_MARKS = ("• ", "1. ", "➢ ", "（一）", "3、", "◎ ", "A. ", "第五條　")
_COUNTED = ("{}. ", "（{}）", "({}) ", "{}、", "1.{} ", "第{}条　", "{})", "圖3.{} ")
_SIGNS = ("• ", "——", "———", "◎ ", "A. ")
_HAN = "一二三四五六七八九十"
_NAMES = ("本報記者　林遠舟", "陳大文", "Margaret Chan (1973)", "二〇一三年七月", "作者：何青禾")
_CELLS = ("項目", "12", "8", "聚會地點", "203教室", "崇拜", "$32,440", "6:30", "合計", "出席人數", "Amy", "1,536")


@dataclass(slots=True)
class _Page:
    """How a page is set, in em but for ``size``, and the rows that stand on it, each with its paragraph's number."""

    chance: random.Random
    texts: Sequence[str]
    size: float
    columns: int
    wide: float
    style: str
    leading: float
    between: float
    justified: bool
    spaces: bool
    hang: float
    indent: float
    loose: float
    height: float
    column: int = 0
    down: float = 50.0
    paragraph: int = 0
    rows: list[TextRow] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)

    def put(self, text: str, left: float, right: float = 0.0, font: str = "body", last: bool = False) -> None:
        """A row that begins and stops at these places of its column; without a place to stop, where its text does."""
        edge = 40 + self.column * (self.wide + 2) * self.size
        start = edge + (left + self.chance.uniform(-self.loose, self.loose)) * self.size
        stop = edge + right * self.size if right else start + ems(text) * self.size
        cells: tuple[tuple[float, float], ...] = ()
        if "\u3000" in text and right:
            parts = text.split("\u3000")
            step = right / len(parts)
            cells = tuple(
                (edge + n * step * self.size, edge + (n * step + ems(part)) * self.size) for n, part in enumerate(parts)
            )
            if ems(text) > GAPPED * right:  # prose, both edges of which are straight
                stop_first = start + ems(parts[0]) * self.size
                cells = ((start, stop_first), (stop - ems("".join(parts[1:])) * self.size, stop))
        look = (font, (0.0,))
        span = Span(start, self.down, stop, self.down + self.size)
        place, edges = len(self.rows), (0.0, 0.0)
        row = TextRow(
            span, self.size, font, (look, look), text, place, place, self.column, edges, cells, False, False,
            self.spaces and last, False,
        )  # fmt: skip
        self.rows.append(row)
        self.owners.append(self.paragraph)
        self.down += (1 + self.leading) * self.size
        if self.down > self.height:
            self.down, self.column = 50.0, self.column + 1


def typeset(texts: Sequence[str], count: int, seed: int = 1) -> Iterator[Case]:
    """The pairs of so many pages set from these paragraphs."""
    chance = random.Random(seed)
    for _ in range(count):
        page = _blank(chance, texts)
        for _ in range(60):
            if page.column < page.columns:
                _add(page)
        _finish(page)
        facts = facts_of(page.rows)
        for pair in candidates(facts):
            goes_on = page.owners[pair.a] == page.owners[pair.b] and pair.two.place == pair.one.place + 1
            yield Case(pair.down, testimony(facts, pair), goes_on)


def _blank(chance: random.Random, texts: Sequence[str]) -> _Page:
    columns = chance.choice((1, 1, 2, 2, 3))
    style = chance.choice(("indent", "indent", "indent", "block", "block", "hang", "answers", "flush", "both"))
    between = 0.0 if style in ("indent", "flush") else chance.choice((0.0, 0.3, 0.5, 0.8, 1.0))
    return _Page(
        chance, texts, chance.choice((8, 9, 9.5, 10, 10.5, 11, 12)), columns,
        chance.choice((12, 15, 18, 20, 22, 26)) if columns > 1 else chance.choice((24, 30, 36, 40, 44)),
        style, chance.choice((0.2, 0.3, 0.45, 0.6, 0.8, 1.0)), between or 0.4 * (style == "block"),
        chance.random() < 0.7, chance.random() < 0.3, chance.choice((1.0, 1.5, 2.0, 2.5)),
        chance.choice((2, 2, 2, 1.5, 3)), chance.choice((0, 0, 0.05, 0.15)), chance.choice((500, 600, 700)),
    )  # fmt: skip


def _add(page: _Page) -> None:
    """A heading, a name at the right, a table, or, mostly, a paragraph."""
    chance = page.chance
    page.paragraph += 1
    kind = chance.random()
    if kind < 0.07:
        page.down += chance.choice((0, 0.5, 1.0)) * page.size
        text = chance.choice(page.texts)[: chance.randint(4, 14)].rstrip("，。、；：！？“”")
        left = chance.choice((0, 0, page.indent, max(0.0, (page.wide - ems(text)) / 2)))
        page.put(text, left, font=chance.choice(("bold", "bold", "body")), last=True)
    elif kind < 0.10:
        text = chance.choice(_NAMES)
        page.put(text, max(0.0, page.wide - ems(text)), last=True)
    elif kind < 0.14:
        count = chance.randint(2, 2 if page.wide < 14 else 4)
        for _ in range(chance.randint(2, 5)):
            page.paragraph += 1
            page.put("\u3000".join(chance.choice(_CELLS) for _ in range(count)), 0, page.wide, last=True)
    elif kind < 0.18:
        _list(page)
    elif kind < 0.20:
        _contents(page)
    elif kind < 0.21:
        _options(page)
    else:
        _set(page, _text(page))
    page.down += page.between * page.size


def _list(page: _Page) -> None:
    """Items that count on, or have one sign; the longer ones wrap, half of the lists with a hanging indent."""
    chance = page.chance
    form = chance.choice((*_COUNTED, *_SIGNS))
    han, hang = chance.random() < 0.3, chance.choice((0.0, 1.0, 2.0))
    longest = chance.choice((8, 14, 40))
    stop = chance.choice(("", "；", "。"))
    for number in range(1, chance.randint(3, 9)):
        page.paragraph += 1
        text = chance.choice(page.texts)[: chance.randint(3, longest)].rstrip("，。、；：！？“”「")
        mark = form.format(_HAN[number - 1] if han else number)
        _rows(page, mark + text + stop, 0.0, hang)
        page.down += page.between * chance.choice((0, 1)) * page.size


def _options(page: _Page) -> None:
    """Options that stand side by side, and count on in the next row."""
    chance = page.chance
    form, number = chance.choice(("({:02d})", "{}. ", "({})", "{}、")), 1
    beside, long = chance.randint(2, 4), chance.randint(2, 5)
    for _ in range(chance.randint(2, 5)):
        page.paragraph += 1
        words = [chance.choice(page.texts)[: long + chance.choice((0, 0, 1))] for _ in range(beside)]
        page.put("".join(form.format(number + n) + word for n, word in enumerate(words)), 0.0, last=True)
        number += beside


def _contents(page: _Page) -> None:
    """Rows with a leader and the number of a page at the right; a title that has no room goes on in the next row."""
    chance = page.chance
    at = chance.randint(1, 30)
    form, lead = chance.choice(("第{}章 ", "{}. ", "圖3. {} ", "")), chance.choice((".", "·", "…", "—"))
    for number in range(1, chance.randint(4, 14)):
        page.paragraph += 1
        at += chance.randint(0, 4)
        text = form.format(number) + chance.choice(page.texts)[: chance.randint(3, 22)].rstrip("，。、；：！？“”「")
        rows = list(_broken(text, page.wide - 6, page.wide - 6))
        for row in rows[:-1]:
            page.put(row, 0.0)
        room = page.wide - ems(rows[-1]) - ems(str(at))
        page.put(f"{rows[-1]}{lead * int(room / ems(lead))}{at}", 0.0, page.wide, last=True)


def _text(page: _Page) -> str:
    """A paragraph; some are short, some are items that end in no mark."""
    chance = page.chance
    text = chance.choice(page.texts)
    if chance.random() < 0.35:
        found = _SENTENCES.match(text)
        text = found[0] if found else text
    if chance.random() < 0.12:
        text = text[: chance.randint(5, 20)].rstrip("，。、；：！？“”「")
    if page.style == "hang" or chance.random() < 0.05:
        return chance.choice(_MARKS) + text
    return chance.choice(("問：", "答：")) + text if page.style == "answers" else text


def _set(page: _Page, text: str) -> None:
    first = page.indent if page.style in ("indent", "both") else 0.0
    _rows(page, text, first, page.hang if page.style in ("hang", "answers") else 0.0)


def _rows(page: _Page, text: str, first: float, rest: float) -> None:
    """A paragraph whose first row begins so many em inside, the others so many."""
    rows = list(_broken(text, page.wide - first, page.wide - rest))
    for n, row in enumerate(rows):
        left, last = rest if n else first, n == len(rows) - 1
        full = page.justified and not last and ems(row) > page.wide - left - 2.2
        if full and page.chance.random() < GAPS and len(row) > 8:  # justified rows may have gaps as wide as tables
            at = page.chance.randint(3, len(row) - 3)
            row = f"{row[: max(1, at - page.chance.randint(0, 4))]}\u3000{row[at:]}"
        page.put(row, left, page.wide if full else 0.0, last=last)


def _broken(text: str, first: float, rest: float) -> Iterator[str]:
    """Rows no wider than this; no mark that may not begin one begins one, and words stay whole."""
    words = _WORD.findall(text)
    row, room = "", first
    while words:
        word = words.pop(0)
        if not row and word.isspace():
            continue
        hangs = word[0] in _NEVER_FIRST and ems(row + word) <= room + 0.6
        if not row or ems(row + word) <= room or hangs:
            row += word
            continue
        words.insert(0, word)
        moved = (word[0] in _NEVER_FIRST and row[-1] > "\u2e7f") or row[-1] in _OPENERS
        if moved and len(row) > 2:
            words.insert(0, row[-1])
            row = row[:-1]
        yield row.rstrip()
        row, room = "", rest
    if row.strip():
        yield row.rstrip()


def _finish(page: _Page) -> None:
    """What columns tell of their rows, and an order of the file."""
    for column in {row.column for row in page.rows}:
        own = [row for row in page.rows if row.column == column]
        low, high = min(row.span.u0 for row in own), max(row.span.u1 for row in own)
        for row in own:
            row.limits = low, high
            row.indented = row.span.u0 - low > 1.2 * page.size
            row.short = high - row.span.u1 > 1.6 * page.size
    kind = page.chance.random()
    order = list(page.rows)
    if kind < 0.12:
        order.sort(key=lambda row: (row.span.v0, row.span.u0))
    elif kind < 0.22:
        columns = list({row.column for row in page.rows})
        page.chance.shuffle(columns)
        order.sort(key=lambda row: (columns.index(row.column), row.place))
    for number, row in enumerate(order):
        row.first = number
