"""Whether tests see it when a guard is taken away: ``python tests/robustness/guards.py [WORD]``. Each change is made in
a copy of the project, and the tests named with it are run there; one that still passes is a hole. 1 if there is any."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent


class Change(NamedTuple):
    """A guard taken away: in which file, what stands there, what instead, and which tests are to fail."""

    path: str
    old: str
    new: str
    tests: str


ARCHIVES, RECORDS = "tests/test_hostile_archives.py", "tests/test_hostile_records.py"
CHANGES = (
    Change("batch/storage/files.py", "            os.fsync(file.fileno())", "            pass", f"{RECORDS} -k synced"),
    Change("batch/storage/files.py", "        _sync(path.parent)", "        pass", f"{RECORDS} -k synced"),
    Change("batch/storage/files.py", "    _sync(folder.parent)", "    pass", f"{RECORDS} -k synced"),
    Change(
        "batch/storage/codecs.py",
        "Sound(reader.vouched,",
        "Sound(reader.size,",
        f"{ARCHIVES} -k 'flipped or one_after'",
    ),
    Change("batch/storage/codecs.py", 'self._fail("it is cut off")', 'return b""', f"{ARCHIVES} -k cut"),
    Change(
        "batch/storage/codecs.py", "not _has_its_end(file, how, reader.size)", "True", f"{ARCHIVES} -k seems_to_be_cut"
    ),
    Change("batch/storage/codecs.py", "reader.size > BOMB_SIZE", "False", f"{ARCHIVES} -k much_more"),
    Change("batch/inputs/containers.py", "    if info.file_size > most:", "    if False:", f"{ARCHIVES} -k bombs"),
    Change(
        "batch/inputs/containers.py", "elif info.header_offset in overlapping:", "elif False:", f"{ARCHIVES} -k overlap"
    ),
    Change("batch/inputs/zips.py", "told != len(found)", "False", f"{ARCHIVES} -k list_of"),
    Change("batch/inputs/zips.py", "_hidden(file, found, archive.start_dir)", "False", f"{ARCHIVES} -k list_of"),
    Change(
        "batch/inputs/tars.py",
        "self._holes += not hole\n                hole, names",
        "hole, names",
        f"{ARCHIVES} -k whole",
    ),
    Change("batch/inputs/tars.py", "elif not self._ended:", "elif False:", f"{ARCHIVES} -k whole"),
    Change("batch/inputs/tars.py", "            self._cut = True", "            pass", f"{ARCHIVES} -k whole"),
    Change("batch/inputs/lines.py", "            if size <= most:\n", "            if True:\n", f"{ARCHIVES} -k bombs"),
    Change("batch/inputs/lines.py", "name, mark = _encoding(part)", 'name, mark = "", 0', f"{RECORDS} -k unicode"),
    Change("batch/inputs/names.py", "    return unicodedata", "    return place  # ", f"{ARCHIVES} -k meet"),
    Change("batch/inputs/plan.py", "(what := what_is(entry.path))", '(what := "")', f"{ARCHIVES} -k regular"),
    Change("batch/storage/spool.py", "    return part.data is not None", "    return False", f"{ARCHIVES} -k aside"),
    Change(
        "batch/documents/document.py",
        "    except Exception:",
        "    except ZeroDivisionError:",
        f"{RECORDS} -k 'cost_its'",
    ),
    Change(
        "batch/documents/jsonlines.py",
        "    except RecursionError:",
        "    except ZeroDivisionError:",
        f"{RECORDS} -k counted",
    ),
    Change("batch/outputs/ledger.py", "        if version > _VERSION:", "        if False:", f"{RECORDS} -k newer"),
    Change("recipe/recipe.py", "if len(data) > _LONGEST:", "if False:", f"{RECORDS} -k do_harm"),
    Change("recipe/toml.py", "    except RecursionError:", "    except ZeroDivisionError:", f"{RECORDS} -k do_harm"),
    Change(
        "changes/patterns.py",
        "finditer(text, timeout=_limit(text))",
        "finditer(text[:9], timeout=9)",
        f"{RECORDS} -k named",
    ),
    Change("cli/inputs.py", "if len(data) > _MOST_PIPED:", "if False:", f"{RECORDS} -k without_end"),
    Change("sources/ocr/alto.py", "if reader.outside:", "if False:", "tests/test_hostile_ocr.py -k reported"),
    Change(
        "sources/ocr/spacing.py", "if not _by_character(rows):", "if True:", "tests/test_hostile_ocr.py -k character"
    ),
)


def seen(change: Change) -> bool:
    """Whether the tests fail once the guard is gone."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", "__pycache__", ".*_cache", ".hypothesis"))
        path = copy / "src/cntextfix" / change.path
        text = path.read_text(encoding="utf-8")
        if change.old not in text:
            raise SystemExit(f"{change.path}: there is no {change.old!r} any more; mend the table of this script")
        path.write_text(text.replace(change.old, change.new, 1), encoding="utf-8")
        words = f"{sys.executable} -m pytest -x -q -p no:cacheprovider {change.tests}"
        environment = {"PYTHONPATH": str(copy / "src"), "PATH": "/usr/bin:/bin"}
        done = subprocess.run(words, shell=True, cwd=copy, env=environment, capture_output=True, check=False)
        return done.returncode == 1


def main(words: list[str]) -> int:
    holes = 0
    for change in CHANGES:
        if words and not any(word in change.path for word in words):
            continue
        found = seen(change)
        holes += not found
        sys.stdout.write(f"{'seen' if found else 'NOT SEEN':<9} {change.path}: {change.old.strip().splitlines()[0]}\n")
        sys.stdout.flush()
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
