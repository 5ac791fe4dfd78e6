"""``python -m evaluation.follow PDFS GOLD``: fits the weights of ``layout/follow``, and tells how well pages are read
that they were not fitted on.

PDFS is a folder of files ID.pdf, GOLD one of files ID.json (pages of blocks: ``role``, ``text``). --together names the
files of one publisher, --made folders of made pages (page-NNN.pdf with page-NNN.json). Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import cntextfix.layout.follow.weights as weights_module
from cntextfix.sources.pdf import EngineName
from evaluation.follow.fitting import KNOWN, fitted, wrong
from evaluation.follow.known import Case, cases_of, read_gold, surveyed
from evaluation.follow.typeset import typeset
from evaluation.making.articles import read_articles

ENGINES: tuple[EngineName, ...] = ("pdfminer", "pdfium")
"""Real pages are read with both: one has the spaces behind rows that the other drops."""
MADE, SET = 5.0, 0.4
"""How much made pages and rows that are set here weigh, all together, against all real pairs. Real ones are few: less
weight for the others reads a few more of them well, and made pages worse."""
STRICT = 0.3
"""How hard weights are drawn to nothing: of 0.1 to 3, held out files were read best with 0.3 and 0.8."""
STAY = 1e4
"""As hard with --stay, to the weights that are there, so that new signs find their place among them and nothing else
moves. With 30 many moved a little, and in a dozen of 348 real PDFs rows were put together that belong apart."""
SLIGHT = 0.5
"""Bits below which a new sign is left out with --stay. Chosen."""
THERE = {
    True: {**KNOWN[True], **weights_module.DOWN},
    False: {**KNOWN[False], **weights_module.ELSEWHERE},
}
PAGES = 200
"""So many pages are set here."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, tell, and write the table if that is asked for."""
    asked = _parser().parse_args(arguments)
    groups: dict[str, list[Case]] = defaultdict(list)
    names = {name: together.split(",")[0] for together in asked.together for name in together.split(",")}
    for gold in sorted(asked.gold.glob("*.json")):
        pages = [page["number"] for page in json.loads(gold.read_text(encoding="utf8"))["pages"]]
        home = names.get(gold.stem, gold.stem.split("-")[0])
        groups[home] += _cases(asked.pdfs / f"{gold.stem}.pdf", gold, pages)
    made = [case for folder in asked.made for gold in sorted(folder.glob("page-*.json"))
            for case in _cases(gold.with_suffix(".pdf"), gold, None, ENGINES[:1])]  # fmt: skip
    texts = [text for article in read_articles() for section in article.sections for text in section.paragraphs]
    rows = list(typeset([text for text in texts if "\n" not in text], PAGES))
    _tell(groups, made, rows)
    if asked.write:
        weighed = _weighed(groups, made, rows)
        found = _staying(weighed) if asked.stay else fitted(weighed, STRICT)
        _write(found)


def _staying(weighed: Sequence[tuple[Case, float]]) -> dict[bool, dict[str, float]]:
    """The weights that are there, and those of new signs that are worth something; tells the new ones."""
    found = fitted(weighed, STRICT, THERE, STAY)
    for down, there in THERE.items():
        new = {name: bits for name, bits in found[down].items() if name not in there}
        for name, bits in new.items():
            if abs(bits) < SLIGHT:
                del found[down][name]
        sys.stdout.write(f"{'below' if down else 'elsewhere'}: {new}\n")
    return found


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m evaluation.follow", description=__doc__)
    made.add_argument("pdfs", type=Path)
    made.add_argument("gold", type=Path)
    made.add_argument("--made", type=Path, action="append", default=[])
    made.add_argument("--together", action="append", default=[], metavar="ID,ID", help="files of one publisher")
    made.add_argument("--stay", action="store_true", help="draw the weights to those that are there")
    made.add_argument("--write", action="store_true", help="write layout/follow/weights.py")
    return made


def _cases(pdf: Path, gold: Path, pages: Sequence[int] | None, engines: Sequence[EngineName] = ENGINES) -> list[Case]:
    blocks = read_gold(gold)
    return [
        case for engine in engines for facts in surveyed(pdf, pages, engine) for case in cases_of(facts, blocks)
    ]  # fmt: skip


def _weighed(
    groups: Mapping[str, Sequence[Case]], made: Sequence[Case], rows: Sequence[Case], without: str = ""
) -> list[tuple[Case, float]]:
    real = sum(map(len, groups.values()))
    return [
        *((case, 1.0) for name, cases in groups.items() if name != without for case in cases),
        *((case, MADE * real / len(made)) for case in made),
        *((case, SET * real / len(rows)) for case in rows),
    ]


def _tell(groups: Mapping[str, Sequence[Case]], made: Sequence[Case], rows: Sequence[Case]) -> None:
    """What each publisher's pages lose with weights that were fitted without them."""
    for name, cases in groups.items():
        weights = fitted(_weighed(groups, made, rows, name), STRICT)
        sys.stdout.write(f"{name}: {wrong(weights, cases)} of {len(cases)} pairs wrong, held out\n")
    weights = fitted(_weighed(groups, made, rows), STRICT)
    here = f"set here: {wrong(weights, rows)} of {len(rows)}"
    sys.stdout.write(f"made: {wrong(weights, made)} of {len(made)}; {here}\n")


def _write(weights: Mapping[bool, Mapping[str, float]]) -> None:
    """Put the tables into the module, between the words that are there."""
    path = Path(str(weights_module.__file__))
    text = path.read_text(encoding="utf8")
    for name, down in (("DOWN", True), ("ELSEWHERE", False)):
        head, rest = text.split(f"{name}: dict[str, float] = {{\n", 1)
        tail = rest.split("}\n", 1)[1]
        table = "".join(f'    "{sign}": {bits},\n' for sign, bits in weights[down].items() if bits or sign == "always")
        text = f"{head}{name}: dict[str, float] = {{\n{table}}}\n{tail}"
    path.write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
