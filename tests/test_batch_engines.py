"""The adapters on the real engines, started on this machine. Run where they are installed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from batches import CLEAN, GARBLED, ONLY, POISONED, WHOLE, mixed, run, tree
from cntextfix.batch.engine import Limits
from cntextfix.batch.workers.local import Local
from poison import HANG, KILL

pytestmark = [pytest.mark.engine, pytest.mark.skipif(sys.platform == "win32", reason="not tried there")]

PAGE, DONE = GARBLED.format(n=""), CLEAN.format(n="")


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    ray = pytest.importorskip("ray")
    pytest.importorskip("ray.data")
    paths = [str(Path(__file__).parent)]
    ray.init(
        num_cpus=2, include_dashboard=False, log_to_driver=False, _node_ip_address="127.0.0.1",
        runtime_env={"env_vars": {"PYTHONPATH": ":".join(paths)}},
    )  # fmt: skip
    yield
    ray.shutdown()


def test_ray_gives_the_same_bytes(cluster: None, tmp_path: Path) -> None:
    from cntextfix.batch.ray import RayEngine

    archive = tmp_path / "in"
    mixed(archive)
    run(archive, tmp_path / "local", engine=Local(2), recipe=WHOLE)
    for n in (1, 2):
        run(archive, tmp_path / f"ray{n}", engine=RayEngine(workers=n), recipe=WHOLE)
        assert tree(tmp_path / f"ray{n}") == tree(tmp_path / "local")
    assert run(archive, tmp_path / "ray1", engine=Local(1), recipe=WHOLE).outcomes == {}


def test_ray_on_any_file_system(cluster: None, tmp_path: Path) -> None:
    """By URI the nodes read and write by themselves; what was done is known from the ledger beside the outputs."""
    from cntextfix.batch.outputs import status
    from cntextfix.batch.ray import RayEngine

    archive, out = tmp_path / "in", tmp_path / "out"
    mixed(archive)
    run(archive, tmp_path / "local", engine=Local(0), recipe=WHOLE)
    first = run(archive.as_uri(), out.as_uri(), engine=RayEngine(workers=2), recipe=WHOLE)
    assert tree(out) == tree(tmp_path / "local")
    (out / "p.pdf.txt").unlink()
    again = run(archive.as_uri(), out.as_uri(), engine=RayEngine(workers=2), recipe=WHOLE)
    assert set(again.outcomes) == {"p.pdf"}
    assert tree(out) == tree(tmp_path / "local")
    assert status.summary(out.as_uri()).jobs.total() == len(first.outcomes)


def test_ray_dataset_keeps_rows_and_poison_fails_alone(cluster: None) -> None:
    import pyarrow as pa
    import ray

    from cntextfix.batch.ray import clean_dataset

    texts = [PAGE, "好。", None, KILL, HANG] + [PAGE] * 20
    table = pa.table({"id": list(range(len(texts))), "text": pa.array(texts, pa.string())})
    dataset = clean_dataset(ray.data.from_arrow(table), POISONED, limits=Limits(2.0), workers=1)
    rows = sorted(dataset.take_all(), key=lambda row: row["id"])
    assert [row["id"] for row in rows] == list(range(len(texts)))
    assert [row["text"] for row in rows] == [DONE, "好。", None, KILL, HANG] + [DONE] * 20
    assert [row["cntextfix_reason"] for row in rows[:5]] == [None, None, None, "crashed", "timeout"]


def test_datatrove(tmp_path: Path) -> None:
    pytest.importorskip("datatrove")
    from datatrove.data import Document
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.writers import JsonlWriter

    from cntextfix.batch.datatrove import CntextfixFormatter

    documents = [Document(text=text, id=str(n)) for n, text in enumerate([PAGE, "好。", KILL, PAGE])]
    steps = [documents, CntextfixFormatter(POISONED), JsonlWriter(str(tmp_path / "out"), compression=None)]
    LocalPipelineExecutor(pipeline=steps, logging_dir=str(tmp_path / "log"), tasks=1).run()
    (written,) = (tmp_path / "out").glob("*.jsonl")
    records = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]
    assert [record["text"] for record in records] == [DONE, "好。", KILL, DONE]
    statuses = [record["metadata"]["cntextfix_status"] for record in records]
    assert statuses == ["ok", "unchanged", "failed", "ok"]
    assert CntextfixFormatter(ONLY).format(PAGE) == DONE
