"""How full the lines of a page are against the measures of one reading, and what follows from that alone."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from itertools import pairwise

from cntextfix.paragraphs import costs
from cntextfix.paragraphs.features import Feature
from cntextfix.paragraphs.limits import MOST_LACK, MOST_OVER, Room
from cntextfix.paragraphs.measure import Measure


class Fit:
    """Lines against the measures ``near`` them, where first lines have ``lost`` so many columns to an indent that is
    not in the text. All readings by these measures share it.

    For each line: ``missing`` is how many columns it lacks to be full as it stands, ``lacks`` the same where some count
    its indent in the measure and some do not, ``firsts`` as the first line of a paragraph. For each line but the last:
    ``rooms`` and ``first_rooms``, the room that its limit has if the paragraph goes on in the next line; ``reach`` and
    ``first_reach``, the place among ``LimitCosts.reached`` if it does not. ``set_to`` is
    what it costs each line to be set to its measure, ``last`` what its width costs it as the last one of a paragraph;
    ``changes`` counts the places where the measure changes.
    """

    __slots__ = (
        *("changes", "first_reach", "first_rooms", "firsts", "found", "lacks", "last", "lost"),
        *("missing", "near", "reach", "rooms", "set_to"),
    )

    def __init__(self, found: Sequence[Feature], near: Sequence[Measure], lost: int) -> None:
        self.found, self.near, self.lost = found, near, lost
        self.missing = self._missing(0)
        self.lacks, self.reach = self._lacks(self.missing)
        self.rooms = self._rooms(self.lacks)
        self._as_firsts()
        highs = [left if left > right else right for left, right, _, _ in near]
        step = bool(near) and near[0].step
        dear = {high: (costs.step_measure if step else costs.odd_measure)(high) for high in set(highs)}
        self.set_to = [dear[high] for high in highs]
        narrower = {high: costs.last_width(high) for high in dear}
        self.last = [
            narrower[high] if one.width - one.hang <= high + costs.LAST_OVER else costs.LAST_WIDER
            for one, high in zip(found, highs, strict=True)
        ]
        self.changes = sum(abs(one[0] - other[0]) > 1 for one, other in pairwise(near))

    def losing(self, lost: int) -> Fit:
        """The same measures, where first lines have lost so many columns."""
        other = copy(self)
        other.lost = lost
        other._as_firsts()
        return other

    def _as_firsts(self) -> None:
        """How full lines are as first ones."""
        self.firsts, self.first_rooms, self.first_reach = self.lacks, self.rooms, self.reach
        if self.lost:
            self.firsts, self.first_reach = self._lacks(self._missing(self.lost))
            self.first_rooms = self._rooms(self.firsts)

    def _missing(self, lost: int) -> list[int]:
        return [to.missing(one.width + lost) for one, to in zip(self.found, self.near, strict=True)]

    def _lacks(self, missing: Sequence[int]) -> tuple[list[int], list[int]]:
        """How many columns lines lack to be full, and how far they come if they end their paragraph: some count an
        indent in the measure, some do not; marks that may not begin a line hang over."""
        lacks, reach = list(missing), []
        for n, one in enumerate(self.found):
            if one.indent:
                lacks[n] = min(lacks[n], self.near[n].missing(one.width + one.indent), key=abs)
            reach.append(min(max(lacks[n] + one.hang, -MOST_OVER), MOST_LACK) + MOST_OVER)
        return lacks, reach

    def _rooms(self, lacks: Sequence[int]) -> list[Room]:
        """The least and the most columns that the limit lacks of a line that goes on in the next one: with more room
        the beginning of that would have fitted; marks that may not begin a line hang over."""
        rooms = []
        for (one, other), missing in zip(pairwise(self.found), lacks, strict=False):
            least, most = missing - other.head + 1, missing + one.hang
            if most < least:
                most = least
            if least < -MOST_OVER or most > MOST_LACK:
                least, most = (min(max(-MOST_OVER, side), MOST_LACK) for side in (least, most))
            rooms.append((least, most))
        return rooms
