"""What the overprint found in a document tells about weaker overprint in it.

Strong zones stand up alone. Weak ones, none of which would, may do so together: a document in which one line in three
leads over to the next by a repeated run is no accident. A few of them in thousands of lines are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import log2

from cntextfix.overprint import decode, shuffles
from cntextfix.overprint.border_costs import MOST_SAID
from cntextfix.overprint.zone_costs import INLINE, STEPS, STYLES, WHOLE, Prior

_STRONG = 20.0
"""Bits from which a zone stands up alone and strengthens weaker ones elsewhere in the document. Chosen."""
_STYLE = 0.03
"""The share of the evidence from which on a style is one of the document's. Chosen."""
_HOPE = 8.0
"""Bits by which entering a zone is made cheaper to see which weak zones there may be. Only those count in which a
repeated run both ends a longer line and begins one (titles and lists have whole lines that the next one begins with) or
stops before it is done, lines that stand three times and more, and words that stand four times and more within a line.
Chosen."""
_OVERPRINTED = 10.0
"""Bits that the weak zones of a document have to have together before it counts as overprinted. Chosen."""
PER_HELP = 8.0
"""Bits of strong zones that make entering others one bit cheaper. Chosen."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The ``bits`` of overprint in a document, how many ``copies`` most zones have (0: there are none), and the
    ``styles`` in which they stand."""

    bits: float = 0.0
    copies: int = 0
    styles: tuple[int, ...] = ()


@dataclass(slots=True)
class Zones:
    """The zones of a document, page by page: strong ones, and weak ones for which there is hope."""

    strong: Counter[tuple[int, int]] = field(default_factory=Counter)
    weak: list[tuple[float, int, int]] = field(default_factory=list)
    lines: int = 0

    def add(self, lines: Sequence[str], parted: Sequence[bool] = ()) -> None:
        """Look at the lines of a page; ``parted`` as for ``lines_and_columns``."""
        self.lines += sum(1 for line in lines if line.strip())
        marked = decode.mark(lines, parted)
        if not any(marked.flags):
            return
        orders = shuffles.arranged(lines, marked, Prior())
        if orders:
            marked = decode.mark(shuffles.in_order(lines, orders))
        own = Prior(moved=bool(orders))
        strong = [zone for zone in decode.decode(marked, own) if zone.evidence >= _STRONG]
        for zone in strong:
            for style in STYLES:
                self.strong[zone.copies, style] += round(zone.evidence * zone.count(style) / len(zone.units))
        if sum(zone.evidence for zone in strong) < PER_HELP * _HOPE:
            hopeful = decode.decode(marked, replace(own, help=_HOPE))
            self.weak += [(zone.evidence, zone.copies, zone.style) for zone in hopeful if _counts(zone)]

    def outlook(self) -> Outlook:
        """What they tell together."""
        strong, weak = self._of_strong(), self._of_weak()
        if not strong.copies:
            return weak
        if strong.copies == weak.copies and strong.bits < weak.bits:
            return Outlook(weak.bits, weak.copies, tuple(sorted({*strong.styles, *weak.styles})))
        return strong

    def _of_strong(self) -> Outlook:
        """Strong zones alone."""
        copies, styles = Counter[int](), Counter[int]()
        for (times, style), bits in self.strong.items():
            copies[times] += bits
            styles[style] += bits
        if not copies:
            return Outlook()
        most = max(copies, key=lambda n: (copies[n], -n))
        kept = {style for style, bits in styles.items() if bits >= _STYLE * styles.total()}
        return Outlook(float(copies.total()), most, _with_whole(kept))

    def _of_weak(self) -> Outlook:
        """Weak zones with the most usual number of copies. Each costs the bits that tell on which line it begins."""
        times = Counter(copies for _, copies, _ in self.weak)
        if not times:
            return Outlook()
        most = max(times, key=lambda n: (times[n], -n))
        found = [(bits, style) for bits, copies, style in self.weak if copies == most]
        enter = max(2.0, log2(max(1.0, self.lines / len(found))) + 1.0)
        help_bits = min(_HOPE, Prior().enter[0] - enter)
        total = sum(max(0.0, bits - _HOPE + help_bits) for bits, _ in found) - _OVERPRINTED
        if total < _OVERPRINTED or len(found) < 2:
            return Outlook()
        return Outlook(max(PER_HELP * help_bits, total), most, _with_whole({style for _, style in found}))


def _counts(zone: decode.Zone) -> bool:
    """Whether a weak zone may be one of those that speak for each other."""
    words = zone.style == INLINE and zone.copies > MOST_SAID and max(unit.size for unit in zone.units) > 1
    return words or zone.links + zone.broken_off > 0 or (zone.style == WHOLE and zone.copies > 2)


def _with_whole(styles: set[int]) -> tuple[int, ...]:
    """Where copies begin and end lines, a line of one run is a line printed again."""
    return tuple(sorted(styles | {WHOLE} if STEPS in styles else styles))
