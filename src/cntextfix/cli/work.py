"""What ``clean``, ``check`` and ``explain`` have in common: each input, cleaned, one at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import cntextfix
from cntextfix.changes.report import Cleaned
from cntextfix.changes.verbs import Change
from cntextfix.cli.console import Console, is_terminal, visible
from cntextfix.cli.decoding import check_name
from cntextfix.cli.inputs import STDIN, Input
from cntextfix.cli.notices import tell_damage
from cntextfix.cli.options import Options
from cntextfix.cli.problems import Problem, UsageProblem
from cntextfix.cli.reading import inputs
from cntextfix.cli.recipes import evidence_from, recipe_from
from cntextfix.sinks.places import Places


def cleaned_inputs(options: Options, console: Console) -> Iterator[tuple[Input, Cleaned]]:
    """Each input with what became of it. Those that fail are told to the console and left out."""
    recipe = recipe_from(options.recipe, options.only, options.without, options.to)
    recipe = replace(recipe, as_text=recipe.as_text or options.as_text)
    options = replace(options, as_text=recipe.as_text)
    check_name(options.encoding)
    _check_together(options)
    evidence = evidence_from(options.evidence)
    if options.files.count(STDIN) > 1:
        raise UsageProblem("stdin-twice")
    if STDIN in (options.files or (STDIN,)) and is_terminal(sys.stdin):
        console.note("from-terminal", key="Ctrl-Z Enter" if sys.platform == "win32" else "Ctrl-D")
    for one in inputs(options, console):
        if not one.document.pages:
            console.note("empty", one.name)
        elif _is_scan(one):
            console.fail(one.name, Problem("nothing-read" if tell_damage(one.document, console) else "no-text"))
            continue
        try:
            cleaned = cntextfix.clean_document(one.document, recipe, evidence)
        except cntextfix.CntextfixError as error:
            console.fail(one.name, error)
            continue
        except Exception as error:  # a bug of ours must not cost the user the other files
            console.fail(one.name, Problem("crash", message=f"{type(error).__name__}: {error}"))
            continue
        yield one, cleaned


def _check_together(options: Options) -> None:
    """Raises UsageProblem for what does not go with --group-by."""
    others = {"--as-one": options.as_one, "--pages": options.pages is not None, "--in-place": options.in_place}
    if options.group_by:
        for other in (name for name, given in others.items() if given):
            raise UsageProblem("one-of", one="--group-by", other=other)
        if not options.files or STDIN in options.files:
            raise UsageProblem("group-stdin")


def _is_scan(one: Input) -> bool:
    """Whether it is pages without text: a PDF of pictures, or the form feeds that ``pdftotext`` makes of one."""
    if any(line.text.strip() for line in one.document.lines()):
        return False
    return one.is_placed or any("\f" in line.end for line in one.document.lines())


class Where(NamedTuple):
    """Where a change stands: the file, and its own page, line and column, from 1; line and column are 0 where the
    characters have places on a page, but no lines that anyone could count."""

    name: str
    page: int
    line: int
    column: int

    @property
    def short(self) -> str:
        """Line and column, or the page of a PDF.

        >>> Where("a.txt", 1, 2, 5).short, Where("a.pdf", 3, 0, 0).short
        ('2:5', 'p3')
        """
        return f"{self.line}:{self.column}" if self.line else f"p{self.page}"

    @property
    def full(self) -> str:
        """The same behind the name of the file."""
        return f"{visible(self.name)}:{self.short}"


def where(one: Input, places: Places, change: Change) -> Where:
    """Where a change stands, in the file that it is from."""
    if one.is_placed:
        return Where(one.name, change.page, 0, 0)
    place, part = places.of(change.start), one.part_of(change.start)
    return Where(part.name, place.page, place.line - part.lines_before, place.column)
