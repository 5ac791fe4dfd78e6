"""``python -m evaluation``: measures, prints one table, and compares with stored figures."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.figures import Difference, Figure, compare, read_baseline, shown, table, write_baseline
from evaluation.gold.places import public_pdfs
from evaluation.registry import PARTS, Part
from evaluation.settings import MissingError, Setting


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    made = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    names = [part.name for part in PARTS]
    made.add_argument("--part", action="append", choices=names, help="this part only (may be given again)")
    made.add_argument("--list", action="store_true", help="what each part measures")
    made.add_argument("--against", type=Path, metavar="BASELINE.json", help="tell what got better and worse")
    made.add_argument("--write", type=Path, metavar="BASELINE.json", help="store the figures of the parts that ran")
    made.add_argument("--corpora", type=Path, metavar="DIR", help="clean text (*.txt), one paragraph a line")
    made.add_argument("--characters", type=int, metavar="N", help="the first N characters of each corpus only")
    made.add_argument("--wrapped", type=Path, metavar="FILE", help="wrapped text with its paragraphs, as JSON")
    made.add_argument(
        "--pdfs", type=Path, metavar="DIR", help="real PDFs; those of --places are measured by their gold"
    )
    made.add_argument("--places", action="store_true", help="where the PDFs with a gold can be had, and their names")
    made.add_argument("--peers", action="store_true", help="measure other programs, too: whatever is installed")
    made.add_argument("--ocr", action="store_true", help="recognise made pages with tesseract, if it is installed")
    made.add_argument("--show", type=int, default=0, metavar="N", help="show N mistakes of each part")
    return made


def chosen(names: Sequence[str] | None, setting: Setting) -> list[Part]:
    """The parts to run: those named, or all whose material is there."""
    if names:
        return [part for part in PARTS if part.name in names]
    return [part for part in PARTS if setting.has(part.needs)]


def told(difference: Difference) -> str:
    """One difference as a line."""
    before = "" if difference.before is None else f"{shown(difference.before)} -> "
    return f"{difference.verdict:6} {difference.name}: {before}{shown(difference.after)}\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 1 if a figure got worse, 2 if something is missing."""
    options = parser().parse_args(argv)
    if options.list:
        sys.stdout.write("".join(f"{part.name:16} {part.summary}\n" for part in PARTS))
        return 0
    if options.places:
        sys.stdout.write("".join(f"{pdf.id}.pdf  {pdf.address}\n" for pdf in public_pdfs()))
        return 0
    setting = Setting(options.corpora, options.wrapped, options.characters, options.pdfs, options.peers, options.ocr)
    figures: list[Figure] = []
    parts = chosen(options.part, setting)
    for part in parts:
        try:
            outcome = part.measure(setting)
        except MissingError as problem:
            sys.stderr.write(f"{part.name}: {problem}\n")
            return 2
        figures += outcome.figures
        sys.stderr.write("".join(f"{part.name} {mistake}\n" for mistake in outcome.mistakes[: options.show]))
    sys.stdout.write(table(figures))
    if options.write:
        write_baseline(options.write, figures, [part.name for part in parts])
    differences = compare(figures, read_baseline(options.against)) if options.against else []
    sys.stdout.write("".join(map(told, differences)))
    return int(any(difference.verdict == "worse" for difference in differences))


if __name__ == "__main__":
    sys.exit(main())
