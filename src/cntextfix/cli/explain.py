"""``cntextfix explain``: what is done and why, to be read by people."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cntextfix.changes.report import Cleaned
from cntextfix.changes.verbs import Change, Join
from cntextfix.cli.console import OK, Ansi, Console, visible
from cntextfix.cli.inputs import Input
from cntextfix.cli.notices import urgent, urgent_first
from cntextfix.cli.options import Options
from cntextfix.cli.outputs import OUT, Output
from cntextfix.cli.recipes import known_rules
from cntextfix.cli.work import Where, cleaned_inputs, where
from cntextfix.cli.wrap import first_line, shorten, terminal_columns, wrap
from cntextfix.rules.known_words import reason, rule_summary
from cntextfix.sinks.places import Places
from cntextfix.wording.words import Lang, held, made, skipped_reason

_PLACE = 9
"""Columns of the margin in which places stand. Chosen."""
_JOINS = frozenset({"wrap", "placed-wrap", "paragraph-over-page", "one-paragraph-a-line"})
"""Codes of changes that put lines together: hundreds on a page, all alike, and so they are counted."""
_NARROWEST = 40
"""Columns of a terminal that are used at least. Chosen."""
_WIDEST = 120
"""… and at most: longer lines are hard to read. Chosen."""


def explain(options: Options, console: Console) -> int:
    """Print the account of each input."""
    with Output(OUT) as out:
        for n, (one, cleaned) in enumerate(cleaned_inputs(options, console)):
            out.write("\n" if n else "")
            for line in _account(one, cleaned, options, console):
                out.write(line + "\n")
        out.commit()
    return OK


def _account(one: Input, cleaned: Cleaned, options: Options, console: Console) -> Iterator[str]:
    report = cleaned.report
    name = console.paint(visible(one.name), Ansi.TITLE)
    if not report.applied and not report.held and not report.noticed:
        yield f"{name}  {console.text('nothing')}"
        return
    yield name
    yield from (f"  {line}" for line in _summary(one, cleaned, console))
    writer = _Writer(one, Places(cleaned.source), console, options.only)
    notices = urgent_first(report)
    yield from writer.urgent(notices)
    yield from writer.by_rule(report.applied, Ansi.NEW)
    if report.held:
        yield ""
        yield console.paint(console.text("held-title"), Ansi.TITLE)
        yield from writer.by_rule(report.held, Ansi.HELD)
    yield from writer.noticed(notices)
    yield from _skipped(cleaned, console)


def _summary(one: Input, cleaned: Cleaned, console: Console) -> Iterator[str]:
    """What there is and what became of it, in four lines."""
    report, pages = cleaned.report, len(one.document.pages)
    lines = sum(1 for line in one.document.lines() if line.text.strip())
    key = "sum-pages" if one.is_placed else "sum-lines"
    what = console.text(key, pages=pages, lines=lines)
    yield console.text("sum-size", what=what, before=_ink(one.document.text), after=_ink(cleaned.text))
    comma = "、" if console.lang is Lang.ZH else ", "
    rules = comma.join(f"{rule} {count}" for rule, count in report.counts())
    made = console.text("n-applied", count=len(report.applied))
    yield made + (console.text("sum-rules", rules=rules) if rules else "")
    yield console.text("sum-joined", count=sum(map(_joins, report.applied)))
    others = console.text("n-held", count=len(report.held)), console.text("n-noticed", count=len(report.noticed))
    yield " · ".join(others)


def _ink(text: str) -> str:
    """How many characters a text has, without white space."""
    return f"{sum(map(len, text.split())):,}"


def _joins(change: Change) -> int:
    """How many line ends a change takes away."""
    return sum(isinstance(op, Join) for op in change.ops)


def _skipped(cleaned: Cleaned, console: Console) -> Iterator[str]:
    found = sorted({(s.rule, s.code) for s in cleaned.report.skipped})
    if found:
        yield ""
        yield console.paint(console.text("skipped-title"), Ansi.TITLE)
    for code, group in groupby(sorted(found, key=lambda one: one[1]), key=lambda one: one[1]):
        comma, colon = ("、", "：") if console.lang is Lang.ZH else (", ", ": ")
        names = comma.join(rule for rule, _ in group)
        yield f"  {console.paint(names, Ansi.RULE)}{colon}{skipped_reason(code, console.lang)}"


class _Writer:
    """Puts changes of one document into lines as wide as the terminal."""

    def __init__(self, one: Input, places: Places, console: Console, only: Sequence[str]) -> None:
        self._one, self._places, self._console, self._only = one, places, console, only
        self._columns = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((100, 24)).columns)) - 1

    def urgent(self, notices: Iterable[Change]) -> Iterator[str]:
        """Pages that need OCR: whoever reads nothing else has to read this."""
        found = [notice for notice in notices if urgent(notice)]
        if found:
            yield ""
        for notice in found:
            words = reason(notice.code, notice.numbers, self._console.lang)
            line = self._console.text("page-trouble", pages=notice.page, message=words)
            yield from (self._console.paint(part, Ansi.BAD) for part in wrap(line, self._columns))

    def noticed(self, notices: Iterable[Change]) -> Iterator[str]:
        """What cannot be mended: where it begins, and how much of it there is."""
        found = [notice for notice in notices if not urgent(notice)]
        if found:
            yield ""
            yield self._console.paint(self._console.text("noticed-title"), Ansi.TITLE)
        for notice in found:
            place = _place(where(self._one, self._places, notice), self._one)
            pad = " " * max(0, _PLACE - terminal_columns(place))
            start = f"{pad}{self._console.paint(place, Ansi.DIM)}  "
            room = self._columns - _PLACE - 2
            if notice.before:
                yield start + self._console.paint(shorten(visible(notice.before), room), Ansi.OLD)
                start = " " * (_PLACE + 2)
            for line in wrap(reason(notice.code, notice.numbers, self._console.lang), room):
                yield start + self._console.paint(line, Ansi.DIM)
                start = " " * (_PLACE + 2)

    def by_rule(self, changes: Iterable[Change], style: Ansi) -> Iterator[str]:
        groups: dict[str, list[Change]] = {}
        for change in changes:
            groups.setdefault(change.rule, []).append(change)
        for name, group in groups.items():
            docstring = next((rule.__doc__ or "" for rule in known_rules() if rule.name == name), "")
            summary = rule_summary(name, docstring, self._console.lang)
            yield ""
            head = f"{name}  {len(group)}  "
            rest = first_line(summary, self._columns - terminal_columns(head))
            yield f"{self._console.paint(name, Ansi.RULE)}  {len(group)}  {self._console.paint(rest, Ansi.DIM)}"
            listed = [change for change in group if self._asked_for(name) or change.code not in _JOINS]
            if len(listed) < len(group):
                count = sum(_joins(change) for change in group if change.code in _JOINS)
                yield " " * (_PLACE + 2) + self._console.text("joined", count=count, rule=name)
            for change in sorted(listed, key=lambda change: change.start):
                yield from self._change(change, style)

    def _asked_for(self, name: str) -> bool:
        """Whether the user chose this rule or its family, and wants to see each of its changes."""
        return any(rule.name == name and {rule.name, rule.family} & {*self._only} for rule in known_rules())

    def _change(self, change: Change, style: Ansi) -> Iterator[str]:
        console = self._console
        room = self._columns - _PLACE - 2
        place = _place(where(self._one, self._places, change), self._one)
        before = shorten(visible(change.before), room)
        after = shorten(visible(change.after), room) or console.text("gone")
        pad = " " * max(0, _PLACE - terminal_columns(place))
        start = f"{pad}{console.paint(place, Ansi.DIM)}  "
        if change.before or change.after:
            yield f"{start}{console.paint(before, Ansi.OLD)}"
            start = " " * (_PLACE + 2)
        if change.after != change.before:
            yield f"{' ' * (_PLACE - 2)}→   {console.paint(after, style)}"
        for line in wrap(self._why(change), room):
            yield start + console.paint(line, Ansi.DIM)
            start = " " * (_PLACE + 2)

    def _why(self, change: Change) -> str:
        lang = self._console.lang
        parts = [made(change, lang)]
        if change.held_for:
            parts.append(held(change, lang))
        else:
            parts.append(self._console.text("confidence", value=_percent(change.confidence)))
        return " · ".join(parts)


def _place(at: Where, one: Input) -> str:
    """Line and column, or page; the file too where there are several."""
    return at.full if len(one.parts) > 1 else at.short


def _percent(confidence: float) -> str:
    """Never 100 %: nothing here is certain.

    >>> _percent(0.9999999), _percent(0.875)
    ('> 99.9 %', '87.5 %')
    """
    return "> 99.9 %" if confidence > 0.999 else f"{100 * confidence:.1f} %"
