"""``cntextfix clean``: the cleaned text of each input, to stdout, a file, or back to where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

from cntextfix.changes.report import Cleaned
from cntextfix.cli.console import CHANGED, OK, Ansi, Console
from cntextfix.cli.decoding import shown
from cntextfix.cli.inputs import STDIN, UTF_8, Input
from cntextfix.cli.notices import tell
from cntextfix.cli.options import Options
from cntextfix.cli.outputs import OUT, Output, back_up
from cntextfix.cli.problems import Problem, UsageProblem
from cntextfix.cli.work import cleaned_inputs
from cntextfix.sinks.diff import to_diff
from cntextfix.sinks.json import escape_surrogates, to_json
from cntextfix.sinks.jumps import followed
from cntextfix.sinks.markdown import to_markdown
from cntextfix.sinks.text import reflowed_pages, to_text
from cntextfix.wording.words import Lang

_BOM = "\ufeff"
_SUFFIX = ".bak"


def clean(options: Options, console: Console) -> int:
    """Write what was asked for. 1 if a diff was asked for and there is one."""
    _check_usage(options)
    code = OK
    with Output(options.report) if options.report else nullcontext() as report:
        with nullcontext() if options.in_place else Output(options.output or OUT) as out:
            count = 0
            for one, cleaned in cleaned_inputs(options, console):
                tell(one.name, cleaned, console)
                if options.follow_jumps:
                    cleaned = followed(cleaned)
                if out is None:
                    _write_back(one, cleaned, options, console)
                else:
                    for text in _results(one, cleaned, options, console, first=not count):
                        out.write(text)
                        code = CHANGED if options.diff else OK
                count += 1
                if report is not None:
                    for line in cleaned.report.json_lines("zh" if console.lang is Lang.ZH else "en"):
                        report.write(escape_surrogates(line) + "\n")
            if out is not None and (count or not console.failures):
                out.commit()
        if report is not None and (count or not console.failures):
            report.commit()
    return code


def _check_usage(options: Options) -> None:
    if options.backup is not None and not options.in_place:
        raise UsageProblem("backup-alone")
    if options.backup is not None and set(options.backup) & {"/", "\\", "\0"}:
        raise UsageProblem("bad-suffix")
    others = {
        "-o": options.output,
        "--diff": options.diff,
        "--as-one": options.as_one,
        f"--format {options.format}": options.format != "text",
    }
    if options.in_place:
        if not options.files or STDIN in options.files:
            raise UsageProblem("in-place-stdin")
        for other in (name for name, given in others.items() if given):
            raise UsageProblem("in-place-with", other=other)
        if options.backup == "" and options.errors == "report":
            raise UsageProblem("in-place-lossy")
    if options.diff and options.format != "text":
        raise UsageProblem("diff-with", other=f"--format {options.format}")


def _results(one: Input, cleaned: Cleaned, options: Options, console: Console, *, first: bool) -> Iterator[str]:
    """What to print for one input."""
    if options.diff:
        for line in _diff(cleaned, options):
            yield _coloured(line, console) if not options.output else line
    elif options.format == "json":
        yield to_json(cleaned, "zh" if console.lang is Lang.ZH else "en") + "\n"
    elif options.format == "markdown":
        text = to_markdown(cleaned.document, options.include)
        yield text if first or not text else "\n" + text
    else:
        # One mark at the very beginning is what a byte order mark can be; further on it would be a character.
        yield (_BOM if one.bom and first else "") + text_of(cleaned, options)


def text_of(cleaned: Cleaned, options: Options) -> str:
    """The cleaned text as the options want it printed."""
    pages = reflowed_pages(cleaned.report) if options.blank_lines else frozenset()
    return to_text(cleaned.document, options.include, pages) if pages or options.include else cleaned.text


def _diff(cleaned: Cleaned, options: Options) -> Iterator[str]:
    pages = reflowed_pages(cleaned.report) if options.blank_lines else frozenset()
    return to_diff(cleaned.source, cleaned.document, options.include, pages)


def _coloured(line: str, console: Console) -> str:
    if not console.colour:
        return line
    style = {"+": Ansi.NEW, "-": Ansi.OLD, "@": Ansi.HUNK}.get(line[0])
    if line.startswith(("--- ", "+++ ")):
        style = Ansi.TITLE
    return console.paint(line.removesuffix("\n"), style) + "\n" if style else line


def _write_back(one: Input, cleaned: Cleaned, options: Options, console: Console) -> None:
    """Put the cleaned text where its file is, the original beside it. A file that is clean is not touched."""
    if one.is_placed:
        console.fail(one.name, Problem("placed-in-place"))
        return
    text = text_of(cleaned, options)
    if text == cleaned.source.text:
        console.note("in-place-same", one.name)
        return
    suffix = _SUFFIX if options.backup is None else options.backup
    count = len(cleaned.report.applied)
    try:
        with Output(one.name) as out:
            out.write((_BOM if one.bom else "") + text)
            backup = back_up(one.name, suffix) if suffix else ""
            out.commit()
    except Problem as problem:
        console.fail(one.name, problem)
        return
    if one.encoding != UTF_8:
        console.note("now-utf8", one.name, encoding=shown(one.encoding))
    if backup:
        console.note("in-place-done", one.name, count=count, backup=backup)
    else:
        console.note("in-place-bare", one.name, count=count)
