"""Whole archives: unattended, resumable, every input accounted for.

``job`` is the contract with engines; ``plan`` and ``containers`` find what is to be done, ``document`` and ``shard`` do
it, ``local`` (on ``pool`` and ``worker``) and ``ray`` run it, ``ledger`` remembers it (``journal`` where that is no
folder of this machine); ``places`` and ``remote`` know where files are, and ``run`` puts it all together.
"""

from __future__ import annotations

from cntextfix.batch.documents.clean_file import clean_file
from cntextfix.batch.engine import Limits
from cntextfix.batch.job import Job, Kind, Outcome, Part, Reason, Status, Style, Target

__all__ = ["Job", "Kind", "Limits", "Outcome", "Part", "Reason", "Status", "Style", "Target", "clean_file"]
