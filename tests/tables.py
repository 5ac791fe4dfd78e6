"""How the tables in ``cntextfix.chinese.data`` are derived. The tests compare; run as a script, this file writes them.

python tests/tables.py --unicode EquivalentUnifiedIdeograph.txt --jieba dict.txt
"""

from __future__ import annotations

import argparse
import unicodedata
from collections import Counter
from pathlib import Path

import opencc

DATA = Path(__file__).parent.parent / "src" / "cntextfix" / "data"
HAN = [chr(code) for code in range(0x4E00, 0xA000)]
COMMON = 1000


def radicals(path: Path) -> dict[str, str]:
    """The Radicals Supplement, from Unicode's EquivalentUnifiedIdeograph.txt; NFKC knows the Kangxi block itself."""
    out: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("#")[0].split(";")
        if len(fields) == 2:
            low, _, high = fields[0].strip().partition("..")
            for code in range(int(low, 16), int(high or low, 16) + 1):
                if 0x2E80 <= code <= 0x2EFF:
                    out[chr(code)] = chr(int(fields[1], 16))
    return out


def signs() -> dict[str, str]:
    """Characters that only one script has: those OpenCC converts and the other script's standard lacks."""
    joined = "\n".join(HAN)
    to_simplified = dict(zip(HAN, opencc.OpenCC("t2s").convert(joined).split("\n"), strict=True))
    to_traditional = dict(zip(HAN, opencc.OpenCC("s2t").convert(joined).split("\n"), strict=True))
    return {
        "simplified": "".join(c for c in HAN if to_traditional[c] != c and _has("gb2312", c) and not _has("big5", c)),
        "traditional": "".join(c for c in HAN if to_simplified[c] != c and _has("big5", c) and not _has("gb2312", c)),
    }


def common(path: Path) -> dict[str, str]:
    """The commonest characters by the word counts of jieba's dictionary, and their traditional forms."""
    counts: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        for char in word:
            if "一" <= char <= "鿿":
                counts[char] += int(count)
    simplified = [char for char, _ in counts.most_common(COMMON)]
    traditional = opencc.OpenCC("s2tw").convert("\n".join(simplified)).split("\n")
    return {
        "simplified": "".join(simplified),
        "traditional": "".join(t for s, t in zip(simplified, traditional, strict=True) if t != s),
    }


def presentation() -> dict[str, str]:
    """Vertical, small and CJK compatibility forms, halfwidth ideographic marks and Latin ligatures, to the plain forms
    that Unicode names. Where NFKC gives an ASCII mark, the fullwidth one of Chinese setting stands."""
    out: dict[str, str] = {}
    for code in [*range(0xFB00, 0xFB07), *range(0xFE10, 0xFE1A), *range(0xFE30, 0xFE6C), *range(0xFF61, 0xFF66)]:
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char)
        if plain == char or code in NOT_MAPPED:
            continue
        if code >= 0xFE00 and len(plain) == 1 and 0x21 <= ord(plain) <= 0x7E:
            plain = chr(ord(plain) + 0xFEE0)
        out[char] = OWN.get(char, plain)
    return out


OWN = {"︰": "：", "︙": "…", "︱": "—", "︲": "–", "﹘": "—", "﹒": "．", "･": "·"}
"""Where NFKC takes a form apart (︰ into two dots, ︙ into three) or away from what Chinese pages print."""

NOT_MAPPED = frozenset([*range(0xFE33, 0xFE35), *range(0xFE49, 0xFE50), *range(0xFE5F, 0xFE6C)])
"""Lines drawn beside or under text (book-title marks of Taiwan, also in kaomoji) and small signs: no one's commas."""


def _has(codec: str, char: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _write(name: str, notice: str, pairs: dict[str, str]) -> None:
    lines = [f"# NOTICE: {line}" for line in notice.split("\n")]
    lines += [f"{key}\t{value}" for key, value in pairs.items()]
    (DATA / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unicode", type=Path, required=True, help="Unicode's EquivalentUnifiedIdeograph.txt")
    parser.add_argument("--jieba", type=Path, required=True, help="dict.txt of jieba")
    chosen = parser.parse_args()
    version = chosen.unicode.read_text(encoding="utf-8").split("\n")[0].lstrip("# ")
    _write(
        "radicals",
        f"CJK Radicals Supplement to unified ideographs, from {version}\n"
        "(c) Unicode, Inc., https://www.unicode.org/terms_of_use.html",
        radicals(chosen.unicode),
    )
    _write(
        "signs",
        f"characters of one script only, by OpenCC {opencc.__version__} (Apache-2.0) and the GB 2312 and Big5 codecs",
        signs(),
    )
    _write(
        "common",
        f"the {COMMON} commonest characters, commonest first, by the word counts of jieba 0.42.1 (MIT), dict.txt;\n"
        f"traditional: those of other shape, by OpenCC {opencc.__version__} (Apache-2.0)",
        common(chosen.jieba),
    )
    _write(
        "presentation",
        f"presentation forms to plain ones, by the decompositions of Unicode {unicodedata.unidata_version}",
        presentation(),
    )
