"""Which row follows which: each row of running text has one successor, or ends its paragraph.

Pairs of rows that could follow each other are found by place and by the order of the file (``pairs``). Witnesses, each
in a module of its own, say what speaks for a pair and what against it (``place``, ``fit``, ``marks``, ``style``,
``order``); ``weights`` says how many bits each of these is worth; ``chains`` takes the best pairs, one after and one
before each row.
"""

from __future__ import annotations

from cntextfix.layout.follow.chains import read
from cntextfix.layout.follow.facts import TextRow, facts_of

__all__ = ["TextRow", "facts_of", "read"]
