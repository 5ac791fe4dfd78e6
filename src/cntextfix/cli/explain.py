"""``cntextfix explain``: what is done and why, to be read by people."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from itertools import groupby

from cntextfix.changes import Change, Replace
from cntextfix.cli.console import OK, Console, Style, visible
from cntextfix.cli.inputs import Input
from cntextfix.cli.notices import urgent, urgent_first
from cntextfix.cli.options import Options
from cntextfix.cli.outputs import OUT, Output
from cntextfix.cli.recipes import known_rules
from cntextfix.cli.work import Where, cleaned_inputs, where
from cntextfix.cli.wrap import first_line, shorten, width, wrap
from cntextfix.report import Cleaned
from cntextfix.sinks.places import Places
from cntextfix.sinks.words import held_reason, reason, rule_summary, skipped_reason

_PLACE = 9  # columns of the margin in which places stand
_LEAD = 12  # characters of the source shown before an edit
_NARROWEST, _WIDEST = 40, 120


def explain(options: Options, console: Console) -> int:
    """Print the account of each input."""
    with Output(OUT) as out:
        for n, (one, cleaned) in enumerate(cleaned_inputs(options, console)):
            out.write("\n" if n else "")
            for line in _account(one, cleaned, console):
                out.write(line + "\n")
        out.commit()
    return OK


def _account(one: Input, cleaned: Cleaned, console: Console) -> Iterator[str]:
    report = cleaned.report
    counts = [console.text("n-applied", count=len(report.applied))] if report.applied else [console.text("nothing")]
    counts += [console.text("n-held", count=len(report.held))] if report.held else []
    counts += [console.text("n-noticed", count=len(report.noticed))] if report.noticed else []
    yield f"{console.paint(visible(one.name), Style.TITLE)}  {' · '.join(counts)}"
    if not report.applied and not report.held and not report.noticed:
        return
    writer = _Writer(one, Places(cleaned.source), console)
    notices = urgent_first(report)
    yield from writer.urgent(notices)
    yield from writer.by_rule(report.applied, Style.NEW)
    if report.held:
        yield ""
        yield console.paint(console.text("held-title"), Style.TITLE)
        yield from writer.by_rule(report.held, Style.HELD)
    yield from writer.noticed(notices)
    yield from _skipped(cleaned, console)


def _skipped(cleaned: Cleaned, console: Console) -> Iterator[str]:
    found = sorted({(s.rule, s.code) for s in cleaned.report.skipped})
    if found:
        yield ""
        yield console.paint(console.text("skipped-title"), Style.TITLE)
    for code, group in groupby(sorted(found, key=lambda one: one[1]), key=lambda one: one[1]):
        names = ", ".join(rule for rule, _ in group)
        yield f"  {console.paint(names, Style.RULE)}: {skipped_reason(code, console.lang)}"


class _Writer:
    """Puts changes of one document into lines as wide as the terminal."""

    def __init__(self, one: Input, places: Places, console: Console) -> None:
        self._one, self._places, self._console = one, places, console
        self._text = one.document.text
        self._columns = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((100, 24)).columns)) - 1

    def urgent(self, notices: Iterable[Change]) -> Iterator[str]:
        """Pages that need OCR: whoever reads nothing else has to read this."""
        found = [notice for notice in notices if urgent(notice)]
        if found:
            yield ""
        for notice in found:
            words = reason(notice.code, notice.numbers, self._console.lang)
            line = self._console.text("page-trouble", pages=notice.page, message=words)
            yield from (self._console.paint(part, Style.BAD) for part in wrap(line, self._columns))

    def noticed(self, notices: Iterable[Change]) -> Iterator[str]:
        """What cannot be mended: where it begins, and how much of it there is."""
        found = [notice for notice in notices if not urgent(notice)]
        if found:
            yield ""
            yield self._console.paint(self._console.text("noticed-title"), Style.TITLE)
        for notice in found:
            place = _place(where(self._one, self._places, notice), self._one)
            pad = " " * max(0, _PLACE - width(place))
            start = f"{pad}{self._console.paint(place, Style.DIM)}  "
            room = self._columns - _PLACE - 2
            if notice.before:
                yield start + self._console.paint(shorten(visible(notice.before), room), Style.OLD)
                start = " " * (_PLACE + 2)
            for line in wrap(reason(notice.code, notice.numbers, self._console.lang), room):
                yield start + self._console.paint(line, Style.DIM)
                start = " " * (_PLACE + 2)

    def by_rule(self, changes: Iterable[Change], style: Style) -> Iterator[str]:
        groups: dict[str, list[Change]] = {}
        for change in changes:
            groups.setdefault(change.rule, []).append(change)
        for name, group in groups.items():
            docstring = next((rule.__doc__ or "" for rule in known_rules() if rule.name == name), "")
            summary = rule_summary(name, docstring, self._console.lang)
            yield ""
            head = f"{name}  {len(group)}  "
            rest = first_line(summary, self._columns - width(head))
            yield f"{self._console.paint(name, Style.RULE)}  {len(group)}  {self._console.paint(rest, Style.DIM)}"
            for change in sorted(group, key=lambda change: change.start):
                yield from self._change(change, style)

    def _change(self, change: Change, style: Style) -> Iterator[str]:
        console = self._console
        room = self._columns - _PLACE - 2
        place = _place(where(self._one, self._places, change), self._one)
        lead = self._lead(change)
        room_left = room - width(lead)
        before = shorten(visible(change.before), room_left)
        after = shorten(visible(change.after), room_left) or ("" if lead else console.text("gone"))
        lead = console.paint(lead, Style.DIM)
        pad = " " * max(0, _PLACE - width(place))
        start = f"{pad}{console.paint(place, Style.DIM)}  "
        if change.before or change.after:
            yield f"{start}{lead}{console.paint(before, Style.OLD)}"
            start = " " * (_PLACE + 2)
        if change.after != change.before:
            yield f"{' ' * (_PLACE - 2)}→   {lead}{console.paint(after, style)}"
        for line in wrap(self._why(change), room):
            yield start + console.paint(line, Style.DIM)
            start = " " * (_PLACE + 2)

    def _lead(self, change: Change) -> str:
        """What stands before an edit in its source line: a copy cut out is seen only beside the one that stays."""
        if self._one.is_placed or not all(isinstance(op, Replace) for op in change.ops):
            return ""
        start = change.start
        text = self._text[max(0, start - _LEAD - 1) : start]
        text = text[max(text.rfind("\n"), text.rfind("\r"), text.rfind("\f")) + 1 :]
        return visible("…" + text[1:] if len(text) > _LEAD else text)

    def _why(self, change: Change) -> str:
        console = self._console
        parts = [reason(change.code, change.numbers, console.lang)]
        parts.append(console.text("confidence", value=_percent(change.confidence)))
        if change.held_for:
            parts.append(console.text("because-held", why=held_reason(change.held_for, console.lang)))
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
