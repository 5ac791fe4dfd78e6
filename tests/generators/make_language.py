"""Makes src/cntextfix/data/language.bin: how likely characters are after others, counted in Chinese text.

    python tests/generators/make_language.py --counts ngrams.tsv.xz --words jieba/dict.txt
    python tests/generators/make_language.py FOLDER ...

From a file of counts (an n-gram of one to three characters, a tab, how often; ``^`` and ``$`` for the beginning and
the end of a paragraph), from folders of text with a paragraph a line, or from both; and from a dictionary of words
with how often each was counted, as jieba has it (pip download --no-binary :all: jieba==0.42.1). NOTICE says which
texts the counts in the package are from.
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log2
from pathlib import Path

import opencc

from cntextfix.language.model import BITS, EDGE, NONE, STEP, kind_of
from cntextfix.language.table import LEVELS, pack

LEAST = (0, 3, 2, 3)
"""N-grams of one, two and three characters of text are counted if they stand there so often."""
OF_WORDS, ONCE = 0.1, 1.0
"""A word of the dictionary counts a tenth of what it was counted there, and once more. On text of five kinds that was
not counted, two lines of which one goes on are told apart with AUC .829 to .906 with it and .822 to .897 without (more
weight: less)."""
DISCOUNT = (0.0, 0.0, 1.0, 1.5)
"""Taken from each count for what was not seen; least of all depends on it (.75 and .75: the same to .002)."""
SPARED = 0.75
"""Three characters that were expected within so many bits without their own count are left to that."""
LEAST_BACK = 0.001
"""What backing off has at the least of a context's probability."""

Counts = list[dict[str, float]]


def main() -> None:
    """Reads, counts, packs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--counts", type=Path)
    parser.add_argument("--words", type=Path)
    parser.add_argument("-o", "--out", type=Path)
    asked = parser.parse_args()
    counts: Counts = [{}, {}, {}, {}]
    if asked.counts:
        add(counts, counted(asked.counts))
    if asked.folders:
        add(counts, count(asked.folders))
    if asked.words:
        add(counts, words(asked.words))
    out = asked.out or Path(__file__).parents[2] / "src" / "cntextfix" / "data" / "language.bin"
    out.write_bytes(made(counts))


def kinds(text: str) -> str:
    """The text as it is counted: simplified, with one figure for all."""
    return "".join(EDGE if char in "^$" else kind_of(char) for char in text)


def counted(path: Path) -> Iterator[tuple[str, float]]:
    """The n-grams of a file of counts."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for row in file:
            gram, number = row.rstrip("\n").rsplit("\t", 1)
            yield kinds(gram), int(number)


def count(folders: Sequence[Path]) -> Iterator[tuple[str, float]]:
    """The n-grams in all files of these folders."""
    simple = opencc.OpenCC("t2s")
    found: Counter[str] = Counter()
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in (".txt", ".md")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            text = "".join(simple.convert(line).split())
            whole = EDGE + kinds(text.replace("^", "").replace("$", "")) + EDGE
            if text:
                found.update(whole[at : at + size] for size in (1, 2, 3) for at in range(len(whole) - size + 1))
    return ((gram, float(n)) for gram, n in found.items() if n >= LEAST[len(gram)])


def words(path: Path) -> Iterator[tuple[str, float]]:
    """The n-grams inside the words of a dictionary."""
    rows = opencc.OpenCC("t2s").convert(path.read_text(encoding="utf-8"))
    for row in rows.splitlines():
        word, often, *_ = row.split()
        if len(word) > 1:
            number = int(often) * OF_WORDS + ONCE
            for size in (1, 2, 3):
                for at in range(len(word) - size + 1):
                    yield kinds(word[at : at + size]), number


def add(counts: Counts, more: Iterator[tuple[str, float]]) -> None:
    """Counts some more."""
    for gram, number in more:
        own = counts[len(gram)]
        own[gram] = own.get(gram, 0) + number


def made(counts: Counts) -> bytes:
    """The bytes of the model."""
    singles = counts[1]
    pairs, triples = ({gram: n for gram, n in own.items() if set(gram) <= singles.keys()} for own in counts[2:])
    chars = [NONE, EDGE, *sorted(char for char in singles if char != EDGE)]
    number = {char: n for n, char in enumerate(chars)}
    assert len(chars) < 1 << BITS
    total = sum(singles.values())
    one = {char: -log2(singles[char] / total) for char in chars[1:]}
    one[NONE] = max(one.values())
    left = {char: left_over(singles[char], own, DISCOUNT[2]) for char, own in following(pairs).items()}
    back = {char: -log2(left.get(char, 1.0)) for char in chars}
    numbers: dict[int, int] = {}
    two: dict[str, float] = {}
    for pair, often in pairs.items():
        a, b = pair[0], pair[1]
        share = max(often - DISCOUNT[2], 0.0) / max(singles[a], often)
        two[pair] = -log2(share + left[a] * 2.0 ** -one[b])
        numbers[number[a] << BITS | number[b]] = level(two[pair])
    for before, own in following(triples).items():
        if before in two:
            key = (number[before[0]] << BITS | number[before[1]]) << BITS
            rest = left_over(pairs[before], own, DISCOUNT[3])
            numbers[key] = max(1, level(-log2(rest)))
            for char, often in own.items():
                less = two.get(before[1] + char, back[before[1]] + one[char])
                share = max(often - DISCOUNT[3], 0.0) / max(pairs[before], often) + rest * 2.0**-less
                if abs(-log2(share) - less + log2(rest)) > SPARED:
                    numbers[key | number[char]] = level(-log2(share))
    bytes_of = (bytes(min(255, round(bits[char] * 2 * STEP)) for char in chars) for bits in (one, back))
    text = "\n".join(groups(chars)).encode("utf-8")
    return len(text).to_bytes(4, "little") + text + b"".join(bytes_of) + pack(numbers)


def following(grams: dict[str, float]) -> dict[str, dict[str, float]]:
    """What follows each context, and how often."""
    out: dict[str, dict[str, float]] = defaultdict(dict)
    for gram, often in grams.items():
        out[gram[:-1]][gram[-1]] = often
    return out


def left_over(often: float, own: dict[str, float], discount: float) -> float:
    """The share of a context's probability that is for what was not counted after it."""
    taken = sum(max(0.0, number - discount) for number in own.values())
    whole = max(often, sum(own.values()))
    return min(1.0, max(LEAST_BACK, 1.0 - taken / whole))


def level(bits: float) -> int:
    """A number for the table."""
    return min(LEVELS - 1, max(0, round(bits * STEP)))


def groups(chars: Sequence[str]) -> Iterator[str]:
    """For each character, itself with the traditional ones that it stands for."""
    simple = opencc.OpenCC("t2s")
    known = set(chars)
    others: dict[str, str] = defaultdict(str)
    for code in (*range(0x3400, 0xA000), *range(0xF900, 0xFAFF)):
        char = chr(code)
        plain = simple.convert(char)
        if plain != char and plain in known and char not in known:
            others[plain] += char
    for char in chars:
        yield "" if char == EDGE else char + others[char]


if __name__ == "__main__":
    main()
