"""Makes src/cntextfix/chinese/data/reduplicated.txt from jieba's dictionary: words that double (高高兴兴, 爸爸).

pip download --no-binary :all: jieba==0.42.1, unpack, and: python tests/generators/make_reduplicated.py jieba/dict.txt
"""

import re
import sys
from pathlib import Path

import opencc

KIN = "爷奶爸妈爹娘公婆姥叔伯姑舅婶嫂哥弟姐妹娃宝"
"""Kin, all in jieba's dictionary doubled. Other doubled nouns (人人, 层层) are left out: there the single character is
frequent, too."""
NOTICE = "# Characters that double by nature, simplified and traditional: two for a word such as 高高兴兴, one for kin (爸爸); from the dictionary of jieba 0.42.1 (MIT, (c) 2013 Sun Junyi), put into traditional characters with OpenCC; made by tests/generators/make_reduplicated.py"  # noqa: E501


def main(dictionary: str, out: str) -> None:
    found: set[str] = set()
    for line in Path(dictionary).read_text(encoding="utf-8").splitlines():
        if re.fullmatch(rf"(?:(\w)\1(?!\1)(\w)\2|([{KIN}])\3)", word := line.split()[0]):
            found.add(word)
    converters = [opencc.OpenCC(name) for name in ("t2s", "s2t", "s2tw")]
    forms = {"".join(converter.convert(word)[::2]) for word in found for converter in converters}
    Path(out).write_text("\n".join([NOTICE, *sorted(forms), ""]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], str(Path(__file__).parents[2] / "src" / "cntextfix" / "chinese" / "data" / "reduplicated.txt"))
