"""Paragraphs out of the rows of a page: which row goes on where, over line ends, pictures and columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from statistics import median

from cntextfix.document.geometry import Glyphs
from cntextfix.document.model import Role
from cntextfix.layout import follow
from cntextfix.layout.draft import Draft
from cntextfix.layout.figures import DrawnRule
from cntextfix.layout.floors import Floors
from cntextfix.layout.follow.facts import Facts
from cntextfix.layout.follow.fit import needs
from cntextfix.layout.follow.marks import ITEM_START, led, only_mark
from cntextfix.layout.frame import around
from cntextfix.layout.rows import Row
from cntextfix.layout.seams import separator
from cntextfix.layout.words import begins_small

_STANZA = 3
"""From this many one-line paragraphs in a row on they may be verse or a list. Chosen."""
_RAGGED_VERSE = 0.3
"""Where this share of the lines stops short and no paragraph starts behind it, it is verse: prose has next to none.
Chosen."""
_FILLED = 0.85
"""Verse fills less than this share of its room on the whole. Chosen."""
_FULL_ROWS = 0.96
"""… and most of its lines less than this; most of prose fill more. Chosen."""
_SPARE = 1.1
"""Rows that have less room left, in em, are full: there is none for a character. Chosen."""
_PROSE = 0.38
"""Less than this share of the rows of verse are full: 0.26 to 0.34, against 0.42 and more of prose and lists."""
_PAUSED = 0.25
"""Where this share of the rows stops short at a comma it is verse, though many of its lines wrap: 0.35 to 0.56 of verse
with marks, 0.08 of prose at most."""
_BETWEEN = 0.4
"""Stanzas stand so many em further apart than their lines do. Chosen: half a line is 0.7 and more."""
_ROUGH = 0.2
"""Sizes of rows in an OCR layer differ by so much, for boxes of ink do. Chosen."""
_PAUSES = ("，", "、", ",")
_STOP = re.compile(r"[。！？!?][”’」』）)】]*$")
_END = re.compile(r"[。！？!?…：:；;][”’」』）)】]*$")
_CODE = re.compile(r"[;{}]\s*$|(?<!:)//")
"""How lines of programs end, or what stands before their comments."""


def merged(
    blocks: Sequence[tuple[int, Draft]], glyphs: Glyphs, rules: Sequence[DrawnRule] = ()
) -> list[tuple[int, Draft]]:
    """The blocks of a page, those that are one row each as paragraphs; each has the number of its article. ``rules``
    are those drawn on the page, but for those of pull quotes."""
    found = [(n, draft.row) for n, (_, draft) in enumerate(blocks) if draft.row is not None]
    if not found:
        return list(blocks)
    facts = follow.facts_of(seen([row for _, row in found], glyphs, rules))
    for (n, row), known in zip(found, facts.rows, strict=True):
        full = not known.lone and known.stop - known.span.u1 < _SPARE * known.size
        blocks[n][1].ends = blocks[n][1].ends and not (row.short and full)
    verses = _poems(facts, [blocks[n][0] for n, _ in found], [row for _, row in found])
    out: dict[int, Draft] = {n: draft for n, (_, draft) in enumerate(blocks) if draft.row is None}
    run: list[list[int]] = []  # of verses
    chains = [part for chain in follow.read(facts) for part in _apart(chain, verses, facts.rows)]
    for chain in [*sorted(chains, key=lambda chain: chain[0]), []]:
        places = [found[n][0] for n in chain]
        verse = bool(chain) and (chain[0] in verses or _verse([found[n][1] for n in chain], facts.rows[chain[0]]))
        if run and not (verse and places[0] == run[-1][-1] + 1 and blocks[places[0]][0] == blocks[run[0][0]][0]):
            for group in _stanzas(run, blocks):
                own = [n for verse in group for n in verse]
                out[own[0]] = _one([blocks[n][1] for n in own], {own.index(verse[0]) for verse in group})
            run = []
        if verse:
            run.append(places)
        elif chain:
            out[places[0]] = _one([blocks[n][1] for n in places])
    return [(blocks[n][0], out[n]) for n in sorted(out)]


def _apart(chain: Sequence[int], verses: Container[int], rows: Sequence[follow.TextRow]) -> Iterator[list[int]]:
    """A chain of rows, cut where verse begins and ends, each line of verse by itself, with the rows it goes on in for
    want of room."""
    part: list[int] = []
    for n in chain:
        inside = part and n in verses and part[-1] in verses
        if part and (n in verses or part[-1] in verses) and not (inside and _no_room(rows[part[-1]], rows[n])):
            yield part
            part = []
        part.append(n)
    yield part


def _no_room(one: follow.TextRow, two: follow.TextRow) -> bool:
    """Whether a row ends no sentence or half of one, and had no room for the first character of the next, or a word in
    small letters: lines of verse and items of lists begin with a large one, and behind a number there is an address.
    Lines of programs are set as verse is, and none goes on."""
    if _END.search(one.text) or _CODE.search(one.text) or _CODE.search(two.text):
        return False
    spare = one.stop - one.span.u1
    if begins_small(two.text) and not one.text[-1:].isdigit():
        return spare < max(_SPARE, needs(two)) * one.size
    return not one.short and spare < _SPARE * one.size and one.text[-1:] not in _PAUSES


def _poems(facts: Facts, articles: Sequence[int], rows: Sequence[Row]) -> set[int]:
    """The rows of articles that are verse: many stop short or end no sentence, and few fill the room that they and the
    rows about them have. Of prose most do, beside pictures too."""
    homes: dict[int, list[int]] = defaultdict(list)
    for n, article in enumerate(articles):
        if not rows[n].table:
            homes[article].append(n)
    out: set[int] = set()
    for members in homes.values():
        own = [rows[n] for n in members]
        fills = [row.fill for row in own]
        ragged = sum(one.short and not two.indented and not _STOP.search(one.text) for one, two in pairwise(own))
        unended = sum(row.short and not _END.search(row.text) for row in own)
        listed = sum(_listed(facts.rows[n]) for n in members)
        full = sum(row.stop - row.span.u1 < _SPARE * row.size for row in (facts.rows[n] for n in members))
        paused = sum(row.short and row.text[-1:] in _PAUSES for row in own) >= _PAUSED * len(own)
        wide = sum(fills) >= _FILLED * len(fills) or median(fills) >= _FULL_ROWS
        loose = not wide and (full < _PROSE * len(own) or paused)
        some = _RAGGED_VERSE * len(own)
        if loose and max(ragged, unended) >= max(_STANZA, some) and listed < some:
            out.update(members)
    return out


def _verse(rows: Sequence[Row], known: follow.TextRow) -> bool:
    """Whether rows may be a verse: one that is short or indented, and no item of a list."""
    return len(rows) == 1 and (rows[0].indented or rows[0].short) and not _listed(known)


def _listed(row: follow.TextRow) -> bool:
    """Whether a row is an item of a list, or one of contents."""
    return row.counts or bool(ITEM_START.match(row.text)) or led(row.text)


def seen(rows: Sequence[Row], glyphs: Glyphs, rules: Sequence[DrawnRule] = ()) -> list[follow.TextRow]:
    """Rows as the witnesses see them."""
    out: list[follow.TextRow] = []
    floors = Floors(rules)
    column, last = -1, None
    usual = median(row.size for row in rows)
    for place, row in enumerate(rows):
        inked = [i for line in row.cells for i in line.glyphs]
        one, two = (glyphs.styles[glyphs.style[i]] for i in (inked[0], inked[-1]))
        rough = one.layer and abs(row.size - usual) < _ROUGH * usual
        if row.home is not last:
            column, last = column + 1, row.home
        span = around([line.span for line in row.cells])
        out.append(
            follow.TextRow(
                span, usual if rough else row.size,
                "" if rough else row.line.font,
                ((one.font, one.color), (two.font, two.color)), row.text, min(inked), place, column, row.room,
                _cells(row),
                row.indented, row.short, bool(row.cells[-1].trail),
                row.divided, floor=floors.under(span, row.size), headed=row.headed,
                aside=bool(row.home and row.home.aside),
            )
        )  # fmt: skip
    return out


def _cells(row: Row) -> tuple[tuple[float, float], ...]:
    """Where the cells of a row begin and stop, if it has several; the mark of an item is none."""
    marked = len(row.cells) == 2 and only_mark(row.line.text)
    return tuple((line.span.u0, line.span.u1) for line in row.cells) if row.table and not marked else ()


def _one(rows: Sequence[Draft], verses: Container[int] = ()) -> Draft:
    """The block of these rows, of which some begin ``verses``."""
    if len(rows) == 1:
        return rows[0]
    seams: list[str] = []
    last: Row | None = None
    for n, draft in enumerate(rows):
        row = draft.row
        if row is None:
            continue
        if last is not None:
            seams.append(separator(last.text, row.text, stanza=n in verses))
        seams += row.seams()
        last = row
    out = Draft(Role.BODY, [line for draft in rows for line in draft.lines], seams)
    out.begins, out.ends = rows[0].begins, rows[-1].ends
    return out.closed()


def _stanzas(run: Sequence[list[int]], blocks: Sequence[tuple[int, Draft]]) -> list[list[list[int]]]:
    """A run of short paragraphs: verse or a list if most of them end no sentence. Stanzas stand apart; where none does,
    and at the head of a column, one ends where a sentence does, but for one in its first line."""
    texts = ["".join(line.text for n in verse for line in blocks[n][1].lines) for verse in run]
    if len(run) < _STANZA or sum(bool(_END.search(text)) for text in texts) > len(run) / 2:
        return [[verse] for verse in run]
    firsts = [blocks[verse[0]][1].row for verse in run]
    gaps = [row.gap if row is not None else 0.0 for row in firsts]
    wide = median(gaps[1:]) + _BETWEEN
    parted = sum(gap > wide for gap in gaps[1:]) > 1  # one may stand apart for another reason
    out: list[list[list[int]]] = [[]]
    verses, last = 0, ""
    for verse, text, gap in zip(run, texts, gaps, strict=True):
        told = parted and gap > 0
        if verses and gap > wide if told else verses > 1 and _STOP.search(last):
            out.append([])
            verses = 0
        out[-1].append(verse)
        row = blocks[verse[-1]][1].row
        verses, last = verses + int(row is not None and row.short), text  # one that had no room goes on
    return out
