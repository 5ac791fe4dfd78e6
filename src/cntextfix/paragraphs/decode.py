"""Where line ends are wraps: a page read as the cheapest path over its lines.

What a reading (``reading``) makes of a line's width, of how it stops and of how the next one begins has its cost in
bits (``costs``, ``habits``). A page is read in several ways (``ways``), the best of them again with what the first look
taught about the page; the cheapest is taken, and the lengths of paragraphs are weighed (``lengths``). Linear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf

from cntextfix.chinese.lexicon import cuts_words
from cntextfix.paragraphs import costs
from cntextfix.paragraphs.features import Feature, features
from cntextfix.paragraphs.fit import Fit
from cntextfix.paragraphs.gutters import gutter_ends
from cntextfix.paragraphs.habits import MOST_INDENTED, first_habits
from cntextfix.paragraphs.items import own_ends
from cntextfix.paragraphs.lines import Lines, free, lines
from cntextfix.paragraphs.measure import SAME_MEASURE, STEPPED, Measure, of_measure, share_measure
from cntextfix.paragraphs.reading import Boundary, PageKind, Reading
from cntextfix.paragraphs.rows import INDENT
from cntextfix.paragraphs.steps import borne_out, has_steps, of_a_paper
from cntextfix.paragraphs.ways import AGAIN, HOPELESS, UNSET, best, cost, first_looks, look


@dataclass(frozen=True, slots=True)
class Flow:
    """How lines run on: a Boundary for each line but the last one, the ``bits`` that the whole reading costs, and the
    ``kind`` of it; None where nothing is set to a measure."""

    boundaries: list[Boundary]
    bits: float
    kind: PageKind | None = None


_NO_WRAP = Boundary(bits=-inf, missing=0, measure=0, set=False)
"""A line end where nothing is set to a measure."""


def boundaries(
    texts: Sequence[str],
    blanks: Sequence[bool],
    real: Sequence[bool] = (),
    known: tuple[int, ...] = (),
    *,
    language: bool = False,
    printed: bool = False,
) -> list[Boundary]:
    """The boundaries of ``read``; quick where the lines share no measure."""
    if not share_measure(texts, known):
        return [_NO_WRAP] * max(0, len(texts) - 1)
    return read(texts, blanks, real, known, language=language, printed=printed).boundaries


def read(
    texts: Sequence[str],
    blanks: Sequence[bool],
    real: Sequence[bool] = (),
    known: tuple[int, ...] = (),
    *,
    language: bool = False,
    printed: bool = False,
) -> Flow:
    """How these lines run on. ``blanks`` says after which of them a blank one stands, ``real`` which line ends are
    known to be no wraps, ``known`` the measures that are usual in the document's title, in half-width columns.
    ``language``: the measure may change from stretch to stretch, where what reads on in what bears it out. ``printed``:
    it does for sure, for this is the page of a paper."""
    if len(texts) > LONG_PAGE:
        return _read(texts, blanks, real, ())  # so many lines tell their own measure; no printed page has them
    asked = tuple(texts), tuple(blanks), tuple(real)
    flow = _remembered(*asked, known)
    return _read_in_steps(_page(*asked), flow, printed=printed) if language and flow.kind is not None else flow


def _read_in_steps(page: Lines, flow: Flow, *, printed: bool) -> Flow:
    """How these lines run on if the measure changes; ``flow``, if that costs less. What is ``printed`` in columns need
    not be borne out."""
    found = page.found
    if not has_steps(found, flow.boundaries, sure=printed):
        return flow
    page = page.by_language(printed=printed)
    readings = [look(page, PageKind(STEPPED, lost)).again() for lost in (0, INDENT)]
    most = min(map(cost, readings)) + HOPELESS
    readings = [reading.again() for reading in readings if reading.total <= most]
    least = min(readings, key=cost)
    if least.total >= flow.bits:
        return flow
    told = of_a_paper if printed else borne_out
    return replace(flow, boundaries=told(found, flow.boundaries, _flow(least).boundaries))


def _lines(texts: Sequence[str], blanks: Sequence[bool], real: Sequence[bool]) -> Lines:
    """The lines, with which of their ends are no wraps, as is known or seen."""
    found = features(texts, blanks)
    own = [a or b for a, b in zip(own_ends([one.text for one in found]), gutter_ends(texts), strict=True)]
    off = [_set_off(one, text) for one, text in zip(found, texts[1:], strict=False)]
    if sum(off) > MOST_INDENTED * len(off):  # so many indents say nothing of paragraphs, but these were typed
        own = [a or b for a, b in zip(own, off, strict=True)]
    ends = [a or b for a, b in zip(real, own, strict=True)] if real else own
    return lines(found, cuts_words([one.text for one in found]), ends)


@lru_cache(maxsize=4)
def _page(texts: tuple[str, ...], blanks: tuple[bool, ...], real: tuple[bool, ...]) -> Lines:
    """``_lines``; a page is read in steps as well."""
    return _lines(texts, blanks, real)


def _set_off(one: Feature, after: str) -> bool:
    """Whether a blank line and an indent of two characters, as one types it, stand after a line."""
    return one.blank and after.startswith("\u3000\u3000")


def _flow(reading: Reading) -> Flow:
    """What a reading makes of the page. None of its line ends is surer than that it is set to a measure at all."""
    most = reading.free - reading.total
    if most <= -UNSET:  # nothing is set: no line end is weighed
        lacks = zip(reading.page.found[:-1], reading.fit.missing, strict=False)
        unset = [Boundary(most, missing, one.width + missing, set=False) for one, missing in lacks]
        return Flow(unset, reading.free, reading.kind)
    weighed = zip(*reading.weighed(), strict=True)
    ends = [Boundary(min(bits, most), missing, wide, is_set) for (_, missing, wide, is_set), bits in weighed]
    return Flow(ends, min(reading.total, reading.free), reading.kind)


def read_like(texts: Sequence[str], blanks: Sequence[bool], kind: PageKind) -> Flow:
    """How these lines run on, read in one kind: far quicker; lengths of paragraphs are not weighed."""
    found = features(texts, blanks)
    page = lines(found, cuts_words([feature.text for feature in found]), ())
    reading = look(page, kind)
    for _ in range(AGAIN):
        reading = reading.again()
    return Flow(reading.boundaries(), min(reading.total, reading.free), kind)


@lru_cache(maxsize=4)
def _remembered(
    texts: tuple[str, ...], blanks: tuple[bool, ...], real: tuple[bool, ...], known: tuple[int, ...]
) -> Flow:
    """``_read``; several rules ask the same of one page."""
    return _read(texts, blanks, real, known)


def _read(texts: Sequence[str], blanks: Sequence[bool], real: Sequence[bool], known: tuple[int, ...]) -> Flow:
    shared = share_measure(texts)
    long = len(texts) > LONG_PAGE
    page = (_lines if long else _page)(tuple(texts), tuple(blanks), tuple(real)) if shared or known else None
    usual = list(_usual_looks(page, known)) if page else []
    if page is None or not (shared or usual):
        return Flow([_NO_WRAP] * max(0, len(texts) - 1), free(features(texts, blanks)))
    if not long:
        reading = best([*first_looks(page), *usual] if shared else usual)
    else:  # the kind of reading is found on its beginning and its middle
        found = page.found
        middle = len(found) // 2
        half = LONG_PAGE // 2
        part = lines([*found[:half], *found[middle : middle + half]], [None] * (LONG_PAGE - 1), ())
        reading = look(page, best(first_looks(part)).kind).again()
    return _flow(reading)


LONG_PAGE = 400
"""How many lines tell what kind of reading is best for a page. Chosen."""


def _usual_looks(page: Lines, known: tuple[int, ...]) -> Iterator[Reading]:
    """Readings by the measures of the title: those that a line of the page fills, and none is wider than."""
    widths = {feature.full for feature in page.found if feature.full}
    widest = max((feature.width - feature.hang for feature in page.found), default=0)
    for measure in known:
        if widest <= measure + SAME_MEASURE and any(of_measure(width, (measure,)) for width in widths):
            fit = Fit(page.found, [Measure(measure, measure)] * len(page.found), 0)
            for one in (fit, fit.losing(INDENT)):
                yield Reading(page, one, first_habits(one, ragged=False), 0, costs.SET_AS_USUAL)
