"""All bad input by one command: ``python tests/robustness/run.py [COUNT] [KIND …]``; a table of what became of so many
damaged files of each kind, the slowest, and the memory that the process took at most. 1 if anything is not right."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from robustness.inputs import KINDS, damaged
from robustness.judge import judged

SLOW, LARGE = 20.0, 1000
"""Seconds and megabytes that no file of such a size may take."""


def one_kind(name: str, count: int) -> dict[str, object]:
    """What became of so many of a kind, in this process."""
    import resource

    sound, counts, slowest = KINDS[name](), Counter[str](), 0.0
    wrong: list[str] = []
    for seed in range(count):
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                counts[judged(Path(folder) / "x", name, damaged(sound, seed))] += 1
            except Exception:
                wrong.append(f"{name}, seed {seed}: {traceback.format_exc(limit=-1).splitlines()[-1]}")
        slowest = max(slowest, time.monotonic() - begun)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return {"counts": counts, "slowest": round(slowest, 2), "peak": peak, "wrong": wrong}


def main(words: list[str]) -> int:
    if words[:1] == ["--one"]:
        sys.stdout.write(json.dumps(one_kind(words[1], int(words[2]))))
        return 0
    count = int(words[0]) if words else 300
    bad: list[str] = []
    sys.stdout.write(
        f"{'kind':<14}{'count':>6}{'read':>6}{'in part':>9}{'refused':>9}{'wrong':>7}{'slowest':>9}{'MB':>6}\n"
    )
    for name in words[1:] or KINDS:
        call = [sys.executable, __file__, "--one", name, str(count)]
        found = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
        numbers = [found["counts"].get(key, 0) for key in ("read", "in part", "refused")]
        sys.stdout.write(
            f"{name:<14}{count:>6}{numbers[0]:>6}{numbers[1]:>9}{numbers[2]:>9}{len(found['wrong']):>7}"
            f"{found['slowest']:>8} s{found['peak']:>6}\n"
        )
        sys.stdout.flush()
        bad += found["wrong"]
        bad += [f"{name}: too slow"] * (found["slowest"] > SLOW) + [f"{name}: too large"] * (found["peak"] > LARGE)
    sys.stdout.write("".join(f"{line}\n" for line in bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
