"""What style says: size, font, colour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cntextfix.layout.follow.facts import Facts, same_size
from cntextfix.layout.follow.pairs import Pair

_HAN = re.compile("[\u3400-\u9fff]")
_SLIGHT = 0.02
"""Sizes that differ by more than this share are set so on purpose. Chosen."""


def hear(facts: Facts, pair: Pair) -> Iterator[tuple[str, float]]:
    """What style says of a pair."""
    one, two = pair.one, pair.two
    yield "size", float(not same_size(one, two))
    yield "size, a little", float(abs(one.size - two.size) > _SLIGHT * max(one.size, two.size))
    if _HAN.search(one.text) and _HAN.search(two.text):  # Latin has fonts of its own
        seam = one.looks[1][0] == two.looks[0][0]
        yield "font", float(one.font != two.font and not seam)
        yield "font, but not where they meet", float(one.font != two.font and seam)
    yield "colour", float(one.looks[1][1] != two.looks[0][1] and one.looks[0][1] != two.looks[1][1])
