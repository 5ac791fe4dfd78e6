"""``cntextfix learn``: what the pages of one title have in common, into a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cntextfix.batch.documents.learn import Sample, Sampling, evidence_json
from cntextfix.batch.job import Job, Outcome, Reason, Style
from cntextfix.batch.workers.local import reason_of
from cntextfix.batch.workers.pool import Death, Pool
from cntextfix.cli.batch import check_archive, limits, planned, workers
from cntextfix.cli.console import Console, visible
from cntextfix.cli.inputs import password_of
from cntextfix.cli.options import BatchOptions
from cntextfix.cli.outputs import OUT, Output
from cntextfix.cli.progress import reason_text
from cntextfix.errors import CntextfixError


def learn(options: BatchOptions, console: Console) -> int:
    """Write the evidence of an archive. 3 if some of it could not be read."""
    check_archive(options)
    _, jobs = planned(options, _style(options))
    total = Sample()
    with (
        Output(options.output or OUT) as out,
        Pool[Job, Sample | Outcome](Sampling(), options.jobs or workers(), limits(options)) as pool,
    ):
        for job, found in pool.results(_told(jobs, console)):
            if isinstance(found, Sample):
                total = total + found
            else:
                _tell(job.name, found, console)
        evidence = total.evidence()
        out.write(evidence_json(evidence, len(total.pages)))
        out.commit()
    measures = ", ".join(f"{measure / 2:g}" for measure in evidence.measures) or console.text("no-measure")
    console.note("learnt", pages=len(total.pages), lines=len(evidence.recurring), measures=measures)
    return console.failed()


def _style(options: BatchOptions) -> Style:
    return Style(
        encoding=options.encoding,
        text_field=options.text_field,
        errors=options.errors,
        pdf_engine=options.pdf_engine,
        password=password_of(options),
    )


def _told(plan: Iterable[Job | Outcome], console: Console) -> Iterator[Job]:
    """The jobs; what could not become one is told."""
    for one in plan:
        if isinstance(one, Job):
            yield one
        else:
            _tell(one.name, one, console)


def _tell(name: str, end: Outcome | Death, console: Console) -> None:
    reason = end.reason if isinstance(end, Outcome) else reason_of(end)
    console.fail(visible(name), CntextfixError(reason_text(reason or Reason.BUG, visible(end.detail), console)))
