"""What the recipe changes in text that is right: ``python tests/benchmarks/false_positives.py FILE …``.

Each FILE is clean text, one paragraph or verse line a line. It is cleaned as a whole, and once more in pages of
``--page`` lines wrapped at ``--measure`` characters without any overprinting. Every change is an error to be looked
at, or a repair to be proud of: they are counted by rule and code, and ``--show`` of each are printed with what held.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cntextfix
from cntextfix import Change, Recipe


def wrapped(lines: list[str], measure: int) -> Iterator[str]:
    for line in lines:
        yield from (line[n : n + measure] for n in range(0, len(line), measure))


def tell(name: str, texts: list[str], recipe: Recipe, show: int) -> None:
    applied: list[Change] = []
    held = 0
    for text in texts:
        report = cntextfix.explain(text, recipe).report
        applied += report.applied
        held += len(report.held)
    size = sum(map(len, texts))
    sys.stdout.write(f"{name}: {len(applied)} applied, {held} held in {size} characters, {len(texts)} documents\n")
    shown: Counter[tuple[str, str]] = Counter()
    for change in applied:
        kind = (change.rule, change.code)
        shown[kind] += 1
        if shown[kind] <= show:
            sys.stdout.write(f"    {change.rule} {change.evidence:.1f} bits: {change.before!r} -> {change.after!r}\n")
    for (rule, code), times in shown.most_common():
        sys.stdout.write(f"  {times} {rule} ({code})\n")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--only", nargs="*", default=[], metavar="RULE", help="rules or families to measure")
    parser.add_argument("--page", type=int, default=40, help="printed lines a page (default: %(default)s)")
    parser.add_argument("--measure", type=int, default=20, help="characters a printed line (default: %(default)s)")
    parser.add_argument("--show", type=int, default=5, help="changes to show of each kind (default: %(default)s)")
    chosen = parser.parse_args(argv)
    recipe = Recipe.default().only(*chosen.only) if chosen.only else Recipe.default()
    for path in chosen.files:
        text = path.read_text(encoding="utf-8-sig")
        tell(f"{path}, whole", [text], recipe, chosen.show)
        lines = list(wrapped([line for line in text.splitlines() if line.strip()], chosen.measure))
        pages = ["\n".join(lines[n : n + chosen.page]) + "\n" for n in range(0, len(lines), chosen.page)]
        tell(f"{path}, wrapped pages", pages, recipe, chosen.show)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
