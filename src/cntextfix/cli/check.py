"""``cntextfix check``: what would change and where, a line per finding; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from cntextfix.changes.report import Cleaned
from cntextfix.changes.verbs import Change, Label
from cntextfix.cli.console import CHANGED, OK, Console
from cntextfix.cli.notices import urgent_first
from cntextfix.cli.options import Options
from cntextfix.cli.outputs import OUT, Output
from cntextfix.cli.work import Where, cleaned_inputs, where
from cntextfix.document.model import DROPPED
from cntextfix.sinks.json import dumps
from cntextfix.sinks.places import Places
from cntextfix.wording.words import made


def check(options: Options, console: Console) -> int:
    """Print the findings and notices. 1 if anything would change; files that cannot be read are findings of their own,
    and what is only noticed changes nothing."""
    clean = dirty = findings = notices = 0
    write = _json if options.format == "json" else _line
    with Output(OUT) as out:
        if options.format == "json":
            console.on_failure(lambda name, error: out.write(dumps({"file": name, "error": error}) + "\n"))
        for one, cleaned in cleaned_inputs(options, console):
            places = Places(cleaned.source)
            for notice in urgent_first(cleaned.report):
                notices += 1
                out.write(write(notice, where(one, places, notice), "noticed", console))
            if cleaned.text == cleaned.source.text:
                clean += 1
                continue
            dirty += 1
            for change in _findings(cleaned):
                findings += 1
                out.write(write(change, where(one, places, change), "applied", console))
        out.commit()
    console.note(
        "check-summary", files=clean + dirty + console.failures, dirty=dirty, findings=findings, clean=clean,
        failed=console.failures,
    )  # fmt: skip
    if notices:
        console.note("check-notices", count=notices)
    return CHANGED if dirty else OK


def _findings(cleaned: Cleaned) -> Sequence[Change]:
    """The changes that alter what is printed, by place; a label that only says what a line is does not."""
    return sorted(filter(_alters, cleaned.report.applied), key=lambda change: (change.page, change.start))


def _alters(change: Change) -> bool:
    return any(not isinstance(op, Label) or op.role in DROPPED for op in change.ops)


def _line(change: Change, at: Where, status: str, console: Console) -> str:
    words = made(change, console.lang)
    if status == "noticed":
        words = console.text("only-noticed", message=words)
    return f"{at.full} {change.rule} {words}\n"


def _json(change: Change, at: Where, status: str, console: Console) -> str:
    return (
        dumps(
            {
                "file": at.name,
                "line": at.line or None,
                "column": at.column or None,
                "page": at.page,
                "status": status,
                "rule": change.rule,
                "code": change.code,
                "reason": made(change, console.lang),
                "confidence": change.confidence,
                "before": change.before,
                "after": change.after,
                "spans": [list(span) for span in change.spans],
            }
        )
        + "\n"
    )
