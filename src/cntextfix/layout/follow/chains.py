"""The best way to read all rows: for each one the row that follows it, or none."""

from __future__ import annotations

from cntextfix.layout.follow import fit, marks, order, place, style, words
from cntextfix.layout.follow.facts import Facts
from cntextfix.layout.follow.pairs import Pair, candidates
from cntextfix.layout.follow.weights import DOWN, ELSEWHERE

_WITNESSES = (place, fit, marks, style, order, words)


def testimony(facts: Facts, pair: Pair) -> dict[str, float]:
    """What all witnesses say of a pair."""
    return {name: value for witness in _WITNESSES for name, value in witness.hear(facts, pair) if value}


def _bits(facts: Facts, pair: Pair) -> float:
    """How many bits speak for a pair against the end of a paragraph."""
    table = DOWN if pair.down else ELSEWHERE
    return table["always"] + sum(table.get(name, 0.0) * value for name, value in testimony(facts, pair).items())


def read(facts: Facts) -> list[list[int]]:
    """The rows of each paragraph, paragraphs in the order of their first rows. The best pair is taken first; a row has
    one before and one after it, and no chain bites its own tail."""
    found = [(_bits(facts, pair), -pair.a, -pair.b) for pair in candidates(facts)]
    after: dict[int, int] = {}
    before: dict[int, int] = {}
    head = list(range(len(facts.rows)))  # of the chain that ends in a row, the first row; and the other way round
    tail = list(range(len(facts.rows)))
    for worth, a, b in sorted(found, reverse=True):
        one, two = -a, -b
        if worth <= 0:
            break
        if one in after or two in before or head[one] == two:
            continue
        after[one], before[two] = two, one
        first, last = head[one], tail[two]
        head[last], tail[first] = first, last
    out: list[list[int]] = []
    for n in sorted(range(len(facts.rows)), key=lambda n: facts.rows[n].place):
        if n not in before:
            chain = [n]
            while chain[-1] in after:
                chain.append(after[chain[-1]])
            out.append(chain)
    return out
