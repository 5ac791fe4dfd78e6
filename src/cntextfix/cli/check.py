"""``cntextfix check``: what would change and where, a line per finding; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from cntextfix.changes import Change, Label
from cntextfix.cli.console import CHANGED, OK, Console, visible
from cntextfix.cli.inputs import Input
from cntextfix.cli.outputs import OUT, Output
from cntextfix.cli.parser import Options
from cntextfix.cli.work import Where, cleaned_inputs, where
from cntextfix.model import DROPPED
from cntextfix.report import Cleaned
from cntextfix.sinks.json import dumps
from cntextfix.sinks.places import Places
from cntextfix.sinks.words import reason


def check(options: Options, console: Console) -> int:
    """Print the findings. 1 if anything would change; files that cannot be read are findings of their own."""
    clean = dirty = findings = 0
    as_json = options.format == "json"
    with Output(OUT) as out:
        if as_json:
            console.on_failure(lambda name, error: out.write(dumps({"file": name, "error": error}) + "\n"))
        for one, cleaned in cleaned_inputs(options, console):
            if cleaned.text == cleaned.source.text:
                clean += 1
                continue
            dirty += 1
            for change, place in _findings(one, cleaned):
                findings += 1
                out.write(_json(change, place, console) if as_json else _line(change, place, console))
        out.commit()
    console.note(
        "check-summary", files=clean + dirty + console.failures, dirty=dirty, findings=findings, clean=clean,
        failed=console.failures,
    )  # fmt: skip
    return CHANGED if dirty else OK


def _findings(one: Input, cleaned: Cleaned) -> Iterator[tuple[Change, Where]]:
    """The changes that alter what is printed, by place; a label that only says what a line is does not."""
    places = Places(cleaned.source)
    for change in sorted(filter(_alters, cleaned.report.applied), key=lambda change: change.start):
        yield change, where(one, places, change)


def _alters(change: Change) -> bool:
    return any(not isinstance(op, Label) or op.role in DROPPED for op in change.ops)


def _line(change: Change, at: Where, console: Console) -> str:
    words = reason(change.code, change.numbers, console.lang)
    return f"{visible(at.name)}:{at.line}:{at.column} {change.rule} {words}\n"


def _json(change: Change, at: Where, console: Console) -> str:
    return (
        dumps(
            {
                "file": at.name,
                "line": at.line,
                "column": at.column,
                "page": at.page,
                "rule": change.rule,
                "code": change.code,
                "reason": reason(change.code, change.numbers, console.lang),
                "confidence": change.confidence,
                "before": change.before,
                "after": change.after,
                "spans": [list(span) for span in change.spans],
            }
        )
        + "\n"
    )
