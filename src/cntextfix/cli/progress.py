"""How a batch goes on, told while it does: a line that is redrawn on a terminal, else one now and then, or JSON."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Mapping

from cntextfix.batch.inputs.plan import Size
from cntextfix.batch.job import Job, Outcome, Reason, Status
from cntextfix.batch.outputs.ledger import LedgerRow
from cntextfix.cli.console import Ansi, Console, is_terminal, paint, visible
from cntextfix.cli.translated import translated
from cntextfix.cli.wrap import shorten

_REDRAWN = 0.2
"""Seconds between two lines on a terminal. Chosen."""
_TOLD = 30.0
"""Seconds between two lines elsewhere. Chosen."""
_SHOWN = 20
"""Failures shown; more are in the ledger. Chosen."""


def reason_text(reason: Reason, detail: str, console: Console) -> str:
    """Why something failed, in words."""
    code = {Reason.CANNOT_WRITE: "cannot-write-output", Reason.BUG: "crash"}.get(reason, str(reason))
    detail = translated(detail, console.lang)
    return console.text(code, detail=detail, message=detail)


def span(seconds: float) -> str:
    """A duration as people write it.

    >>> span(75), span(4000)
    ('1:15', '1:06:40')
    """
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


class Progress:
    """A batch's Watcher. ``size`` is how much there is to do, for the time left."""

    def __init__(self, console: Console, size: Size, *, quiet: bool, as_json: bool) -> None:
        self.jobs: Counter[Status] = Counter()
        self.changes = self.before = self.failed_before = 0
        self.partly = self.lost = self._shown = 0
        self._console, self._quiet, self._json = console, quiet, as_json
        self._total, self._documents = size
        self._begun = self._told = time.monotonic()
        self._bytes = self._skipped_bytes = 0
        self._drawn = False
        self._live = is_terminal(sys.stderr) and not as_json and not quiet
        self._between = _REDRAWN if self._live else _TOLD

    def skipped(self, job: Job, row: LedgerRow) -> None:
        """A job was done in an earlier run."""
        self.before += 1
        self.failed_before += row.reason is not None
        self._skipped_bytes += job.weight

    def done(self, outcome: Outcome, weight: int) -> None:
        """A job has come to its end."""
        self.jobs[outcome.status] += 1
        self.partly += bool(outcome.partly)
        self.lost += outcome.partly
        self.changes += sum(count for _, count in outcome.changes)
        self._bytes += weight
        if self._json:
            self._log(outcome)
        elif outcome.reason and self._shown < _SHOWN:
            self._shown += 1
            self._clear()
            text = reason_text(outcome.reason, visible(outcome.detail), self._console)
            self._write(self._console.told(outcome.name, paint(text, Ansi.BAD, on=self._console.colour)))
        elif outcome.detail and not outcome.reason and not self._quiet:
            self._clear()
            detail = translated(visible(outcome.detail), self._console.lang)
            self._write(self._console.told(outcome.name, detail))
        now = time.monotonic()
        if now - self._told >= self._between:
            self._told = now
            self._tell()

    def close(self) -> None:
        """Leave the terminal as it was."""
        self._clear()

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._begun

    def _tell(self) -> None:
        done, seconds = self.jobs.total(), max(self.seconds, 1e-3)
        left = self._left(seconds)
        if self._json:
            record = {
                "event": "progress",
                "done": done,
                "done_before": self.before,
                "total": self._documents or None,
                "per_second": round(done / seconds, 2),
                "seconds_left": round(left) if left else None,
                "changes": self.changes,
                "failed": self.jobs[Status.FAILED],
            }
            self._write(json.dumps(record) + "\n")
            return
        if self._quiet:
            return
        eta = self._console.text("eta", time=span(left)) if left else ""
        line = self._console.text(
            "progress", done=self._done(), rate=f"{done / seconds:.1f}", eta=eta, changes=self.changes,
            failed=self.jobs[Status.FAILED],
        )  # fmt: skip
        self._clear()
        self._write(shorten(line, 78) if self._live else self._console.told("", line))
        self._drawn = self._live

    def _done(self) -> str:
        """How much is done of all there is: documents, or if nobody knows their number yet, the share of the input."""
        done = self.jobs.total() + self.before
        if self._documents:
            return self._console.text("of-total", done=done, total=max(done, self._documents))
        if self._total:
            share = min(100, round(100 * (self._bytes + self._skipped_bytes) / self._total))
            return self._console.text("of-input", done=done, share=share)
        return self._console.text("done", done=done)

    def _left(self, seconds: float) -> float:
        if not self._total or not self._bytes:
            return 0.0
        return max(0, self._total - self._skipped_bytes - self._bytes) / self._bytes * seconds

    def log_summary(self, left_out: Mapping[str, int]) -> None:
        """The end of a run as JSON; ``left_out`` are the files of other kinds, by suffix."""
        record = {
            "event": "summary",
            **{str(status): self.jobs[status] for status in Status},
            "done_before": self.before,
            "failed_before": self.failed_before,
            "failed_in_part": self.partly,
            "failed_records": self.lost,
            "seconds": round(self.seconds, 1),
            "left_out": {visible(suffix): count for suffix, count in left_out.items()},
        }
        self._write(json.dumps(record, ensure_ascii=False) + "\n")

    def _log(self, outcome: Outcome) -> None:
        record = {
            "event": "done",
            "name": visible(outcome.name),
            "status": outcome.status,
            "reason": outcome.reason,
            "detail": visible(outcome.detail),
            "changes": dict(outcome.changes),
            "failed_records": outcome.partly,
            "seconds": outcome.seconds,
        }
        self._write(json.dumps(record, ensure_ascii=False) + "\n")

    def _clear(self) -> None:
        if self._drawn:
            self._write("\r\x1b[2K")
            self._drawn = False

    @staticmethod
    def _write(text: str) -> None:
        if sys.stderr is not None:
            sys.stderr.write(text)
            sys.stderr.flush()
