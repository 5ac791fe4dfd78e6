"""A table of small numbers that keeps no keys: 2.5 bytes for each of them, and nothing to unpack.

A key has three places in the table, and its number is what stands there, xored. Ten bits of that have to agree with a
fingerprint of the key, so that one key in 1,024 which was never put in seems to be there.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Mapping

LEVELS = 64
"""Numbers are below this: six bits of sixteen. By definition."""
_MASK = (1 << 64) - 1
"""The lower 64 bits. By definition."""
_ONE = 0x9E3779B97F4A7C15
"""An odd number without a pattern in its bits, which mixes hashes: 2^64 by the golden ratio."""
_TWO = 0xD6E8FEB86659FD93
"""Another one, as good as any. Chosen."""
_MARK = 0xC2B2AE3D27D4EB4F
"""Another one, as good as any. Chosen."""
_SLICE = (1 << 21) - 1
"""The lower 21 bits, of which three make up a hash. By definition."""
_ROOM = 1.25
"""Places for each key. With 1.23 and more the keys can nearly always be put in."""


class Table:
    """The table; read only."""

    __slots__ = ("_thirds",)

    def __init__(self, raw: bytes) -> None:
        places = array("H", raw)
        if sys.byteorder == "big":
            places.byteswap()
        third = len(places) // 3
        self._thirds = third, places[:third], places[third : 2 * third], places[2 * third :]

    def get(self, key: int) -> int:
        """The number of a key, or -1."""
        h = key * _ONE & _MASK
        h = (h ^ h >> 31) * _TWO & _MASK
        h ^= h >> 29
        third, one, two, three = self._thirds
        x = (
            one[(h & _SLICE) * third >> 21]
            ^ two[(h >> 21 & _SLICE) * third >> 21]
            ^ three[(h >> 42 & _SLICE) * third >> 21]
        )
        return x & 63 if x >> 6 == (h * _MARK & _MASK) >> 54 else -1


def pack(numbers: Mapping[int, int]) -> bytes:
    """The bytes of a table with these numbers for these keys; takes a minute for a million.

    >>> table = Table(pack({key: key % 64 for key in range(1000)}))
    >>> all(table.get(key) == key % 64 for key in range(1000))
    True
    """
    third = int(len(numbers) * _ROOM / 3) + 8
    spots = {key: _spots(key, third) for key in numbers}
    counts, keys = [0] * (3 * third), [0] * (3 * third)
    for key, own in spots.items():
        for spot in own[:3]:
            counts[spot] += 1
            keys[spot] ^= key
    order: list[tuple[int, int]] = []
    alone = [spot for spot, count in enumerate(counts) if count == 1]
    while alone:
        spot = alone.pop()
        if counts[spot] != 1:
            continue
        key = keys[spot]
        order.append((key, spot))
        for other in spots[key][:3]:
            counts[other] -= 1
            keys[other] ^= key
            if counts[other] == 1:
                alone.append(other)
    if len(order) < len(numbers):
        raise ValueError("these keys do not fit: change ROOM")
    return _filled(order, numbers, spots, third)


def _filled(
    order: Iterable[tuple[int, int]], numbers: Mapping[int, int], spots: Mapping[int, tuple[int, ...]], third: int
) -> bytes:
    places = array("H", bytes(6 * third))
    for key, spot in reversed(list(order)):
        one, two, three, mark = spots[key]
        places[spot] = 0
        places[spot] = (mark << 6 | numbers[key]) ^ places[one] ^ places[two] ^ places[three]
    if sys.byteorder == "big":
        places.byteswap()
    return places.tobytes()


def _spots(key: int, third: int) -> tuple[int, int, int, int]:
    """The three places of a key, and its fingerprint."""
    h = key * _ONE & _MASK
    h = (h ^ h >> 31) * _TWO & _MASK
    h ^= h >> 29
    return (
        (h & _SLICE) * third >> 21,
        third + ((h >> 21 & _SLICE) * third >> 21),
        2 * third + ((h >> 42 & _SLICE) * third >> 21),
        (h * _MARK & _MASK) >> 54,
    )
