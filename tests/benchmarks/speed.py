"""How fast cleaning is, on text you name: ``python tests/benchmarks/speed.py FILE … [--only RULE …] [--repeat N]``.

Prints characters and megabytes a second of CPU time, in one process, best of N: reading alone, each rule alone, the
whole recipe; then the whole recipe at a quarter, a half and the whole of the text, which shows whether cost is linear.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cntextfix
from cntextfix import Recipe


def seconds(work: Callable[[], object], repeat: int) -> float:
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return max(best, 1e-9)


def row(name: str, text: str, spent: float) -> str:
    return f"{name:<28}{len(text) / spent / 1e6:9.2f} M char/s{len(text.encode()) / spent / 1e6:9.2f} MB/s\n"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--only", nargs="*", default=[], metavar="RULE", help="rules or families to measure")
    parser.add_argument("--repeat", type=int, default=3)
    chosen = parser.parse_args(argv)
    recipe = Recipe.default().only(*chosen.only) if chosen.only else Recipe.default()
    for path in chosen.files:
        text = path.read_text(encoding="utf-8-sig")
        sys.stdout.write(f"{path} ({len(text)} characters)\n")
        sys.stdout.write(row("reading", text, seconds(partial(cntextfix.read_text, text), chosen.repeat)))
        for rule in recipe.rules:
            alone = recipe.only(rule.name)
            spent = seconds(partial(cntextfix.clean, text, alone), chosen.repeat)
            sys.stdout.write(row(rule.name, text, spent))
        for part, name in ((4, "a quarter, whole recipe"), (2, "a half, whole recipe"), (1, "all, whole recipe")):
            piece = text[: len(text) // part]
            spent = seconds(partial(cntextfix.clean, piece, recipe), chosen.repeat)
            sys.stdout.write(row(name, piece, spent))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
