"""``cntextfix learn``: what the pages of one title have in common, into a file."""

from __future__ import annotations

from cntextfix.batch.engine import Limits
from cntextfix.batch.job import Job, Style
from cntextfix.batch.learn import Sample, Sampling, to_json
from cntextfix.batch.pool import Pool
from cntextfix.cli.batch import check_archive, planned, workers
from cntextfix.cli.batch_options import BatchOptions
from cntextfix.cli.console import Console
from cntextfix.cli.outputs import OUT, Output


def learn(options: BatchOptions, console: Console) -> int:
    """Write the evidence of an archive. 3 if some of it could not be read."""
    check_archive(options)
    _, jobs = planned(options, Style(encoding=options.encoding, text_field=options.text_field))
    limits = Limits(options.timeout, options.memory)
    total = Sample()
    with (
        Output(options.output or OUT) as out,
        Pool[Job, Sample](Sampling(), options.jobs or workers(), limits) as pool,
    ):
        for job, sample in pool.results(job for job in jobs if isinstance(job, Job)):
            if isinstance(sample, Sample):
                total = total + sample
            else:
                console.note("crashed", job.name, detail=sample.detail)
        evidence = total.evidence()
        out.write(to_json(evidence, len(total.pages)))
        out.commit()
    console.note("learnt", pages=len(total.pages), lines=len(evidence.recurring))
    return console.failed()
