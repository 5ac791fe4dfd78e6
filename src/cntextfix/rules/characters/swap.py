"""What the rules that go by a table share."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.document.model import Line


def swapped(line: Line, found: re.Pattern[str], table: Mapping[int, str], code: str, bits: float) -> Proposal | None:
    """One separable proposal that puts the table's characters for those found in a line; None if none is there."""
    ops = tuple(
        Replace(line.id, match.start(), match.end(), match.group().translate(table))
        for match in found.finditer(line.text)
    )
    return Proposal(ops, code, (sum(op.stop - op.start for op in ops),), bits, separable=True) if ops else None
