"""Makes src/cntextfix/chinese/data/pairs.txt from jieba's dictionary: which two Han characters are neighbours in words.

pip download --no-binary :all: jieba==0.42.1, unpack, and: python tests/generators/make_pairs.py jieba/dict.txt
"""

import re
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

FREQUENT = 100
"""Words counted so often or oftener in jieba's corpus: 32,998 pairs. Of neighbouring Han characters in edited news 50 %
are among them, of characters put together at random 6 %. (At 30: 55 and 9 %, at 300: 44 and 4 %.)"""
NOTICE = "# Pairs of neighbouring characters in words, one first character a line, from the dictionary of jieba 0.42.1 (MIT, (c) 2013 Sun Junyi), words of frequency 100 and more; made by tests/generators/make_pairs.py"  # noqa: E501


def main(dictionary: str, out: str) -> None:
    after: dict[str, set[str]] = defaultdict(set)
    for line in Path(dictionary).read_text(encoding="utf-8").splitlines():
        word, frequency, *_ = line.split()
        if int(frequency) >= FREQUENT and re.fullmatch(r"[\u4e00-\u9fff]{2,}", word):
            for one, other in pairwise(word):
                after[one].add(other)
    rows = [one + "".join(sorted(others)) for one, others in sorted(after.items())]
    Path(out).write_text("\n".join([NOTICE, *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], str(Path(__file__).parents[2] / "src" / "cntextfix" / "chinese" / "data" / "pairs.txt"))
