"""What became of a damaged file in a batch: nothing may be lost silently, altered unnoticed where there is a checksum,
or end the batch."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from batches import run, tree
from cntextfix import Recipe, RecipeError
from cntextfix.batch.inputs.plan import Plan
from cntextfix.batch.job import Status
from cntextfix.batch.storage import codecs
from cntextfix.sources.ocr import alto
from robustness.inputs import COUNT, KINDS, texts

_CHECKED = (".zip", ".tar.gz", ".tar.xz", ".tar.bz2", ".jsonl.gz", ".jsonl.zst")
"""Kinds whose every byte has a checksum. (Parquet has some for its pages, which its reader does not look at.)"""


def judged(folder: Path, name: str, data: bytes) -> str:
    """``read``, ``in part`` or ``refused``. Raises AssertionError for what may not be."""
    (folder / "in").mkdir(parents=True)
    (folder / "in" / name).write_bytes(data)
    if name.endswith(".toml"):
        return _recipe(folder / "in" / name)
    (folder / "in/~.txt").write_text("另一份。\n", encoding="utf-8")
    watch = run(folder / "in", folder / "out")
    found = tree(folder / "out")
    assert found.pop("~.txt", b"") == "另一份。\n".encode(), "the others come out"
    outcomes = [one for one in watch.outcomes.values() if one.name != "~.txt"]
    if not outcomes:
        plan = Plan((str(folder / "in"),))
        assert len(list(plan.jobs())) + plan.left_out.total() == 2, (
            "every input has an outcome, or is counted as left out"
        )
        return "refused"
    bugs = [one.detail for one in outcomes if one.reason == "bug"]
    assert not bugs, bugs
    silent = not any(one.reason for one in outcomes)
    _check(name, data, list(found.values()), silent)
    again = run(folder / "in", folder / "out")
    assert not [one for one in again.outcomes.values() if one.status is not Status.FAILED], "done stays done"
    return "read" if silent else "in part" if found else "refused"


def _check(name: str, data: bytes, found: list[bytes], silent: bool) -> None:
    whole = {text.encode() for text in texts()}
    if name.endswith((".zip", ".tar", ".gz", ".xz", ".bz2")) and ".jsonl" not in name:
        assert not silent or len(found) == COUNT, f"{len(found)} of {COUNT} came out, without a word"
        endless = name.endswith(".tar.gz") and data[-8:] != KINDS[name]()[-8:]
        # A gzip that is damaged and has lost its checksum, too, cannot be told from one that is cut off.
        assert not name.endswith(_CHECKED) or endless or set(found) <= whole, "altered, and a checksum tells"
    elif ".jsonl" in name:
        lines = [line for one in found for line in _unpacked(one, name).split(b"\n") if line]
        if name == "a.jsonl":
            assert len(lines) == len([line for line in data.split(b"\n") if line.strip()]), "a line for each line"
        else:
            assert not silent or len(lines) == COUNT
    elif name == "alto.xml" and found:
        read = alto.read(data, name)  # what cleaning takes out of it is recorded, and weighed by the ink check
        assert not words_lost(data, read.text), "a character is lost"


def words_lost(data: bytes, text: str) -> str:
    """The characters of the words of an ALTO file that a text has fewer of."""
    words = "".join(e.get("CONTENT", "") for e in ElementTree.fromstring(data).iter() if e.tag.endswith("String"))
    return "".join((Counter("".join(words.split())) - Counter(text)).elements())


def _unpacked(data: bytes, name: str) -> bytes:
    import io

    return codecs.opened(io.BytesIO(data), codecs.packing(name)).read()


def _recipe(path: Path) -> str:
    try:
        Recipe.from_toml(path)
    except RecipeError:
        return "refused"
    return "read"
