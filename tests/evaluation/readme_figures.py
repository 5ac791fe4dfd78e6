"""Figures in the READMEs and in docs: each stands between two comments, and is written from the stored figures.

``<!-- figure: dedouble.exact .2% -->99.73 %<!-- /figure -->``: the name, how it is written, and the number.
``python -m evaluation.readme_figures`` writes all of them anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from evaluation.figures import read_baseline
from evaluation.settings import BASELINE, TESTS

ROOT = TESTS.parent
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
PAGES = (ROOT / "docs" / "figures.md", ROOT / "docs" / "zh" / "figures.md")
_MARKED = re.compile(r"(<!-- figure: ([\w.]+) (\S+) -->)[^<]*(<!-- /figure -->)")


def with_figures(text: str, figures: Mapping[str, float]) -> str:
    """The text with every marked figure as it is stored. Raises KeyError for a figure that is not stored.

    >>> with_figures("<!-- figure: a.b .1% -->?<!-- /figure -->", {"a.b": 0.5})
    '<!-- figure: a.b .1% -->50.0 %<!-- /figure -->'
    """

    def written(found: re.Match[str]) -> str:
        number = format(figures[found[2]], found[3]).replace("%", " %")
        return f"{found[1]}{number}{found[4]}"

    return _MARKED.sub(written, text)


def marked_figures(text: str) -> list[str]:
    """The names of the figures in a text."""
    return [found[2] for found in _MARKED.finditer(text)]


def main() -> int:
    """Write the stored figures into the READMEs and the pages of figures."""
    figures = read_baseline(BASELINE)
    for path in (*READMES, *PAGES):
        text = path.read_text(encoding="utf8")
        Path(path).write_text(with_figures(text, figures), encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
