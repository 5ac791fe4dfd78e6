"""A rule that does to its process what documents can do to one: for tests of batches."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.batch.job import Reason, Status
from cntextfix.changes.verbs import Proposal
from cntextfix.document.model import Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import RuleWords

KILL, HANG, EAT, RAISE, SLOW = "【自尽】", "【不休】", "【吞吃】", "【出错】", "【慢慢】"


def bad_files() -> dict[str, tuple[bytes, Status, Reason | None]]:
    """One file of each kind that can hurt a batch, with what has to become of it (under limits of a few seconds and
    512 MB, with ``Poison`` in the recipe)."""
    return {
        "杀.txt": (KILL.encode(), Status.FAILED, Reason.CRASHED),
        "挂.txt": (HANG.encode(), Status.FAILED, Reason.TIMEOUT),
        "吃.txt": (EAT.encode(), Status.FAILED, Reason.MEMORY),
        "错.txt": (RAISE.encode(), Status.FAILED, Reason.BUG),
        "零.txt": (b"\x00\x01\x02\xff" * 500, Status.FAILED, Reason.UNREADABLE),
        "空.txt": ("文字里有\x00空字符。\n".encode(), Status.OK, None),
        "码.txt": ("这是别的编码的文字，读得出来。\n".encode("gb18030"), Status.UNCHANGED, None),
        "损.pdf": (b"%PDF-1.4\n1 0 obj\n<</Type", Status.FAILED, Reason.UNREADABLE),
        "断.xml": (b"<alto><Layout><Page>", Status.FAILED, Reason.UNREADABLE),
        "断.jsonl.gz": (b"\x1f\x8b\x08\x00", Status.FAILED, Reason.UNREADABLE),
    }


@dataclass(frozen=True, slots=True)
class Poison:
    """Does what the text says, where it says one of the words above; ``once`` is a file that, while it is there,
    makes ``KILL`` work only for the first one to remove it."""

    name: ClassVar[str] = "poison"
    family: ClassVar[str] = "poison"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords()

    apply_at: float = 1.0
    show_at: float = 1.0

    def fires(self, text: str) -> bool:
        return "【" in text

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        text = page.text
        if KILL in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if HANG in text:
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
            while True:
                pass
        if EAT in text:
            held = [bytearray(64 << 20) for _ in range(64)]
            raise AssertionError(f"no limit: {len(held)}")
        if RAISE in text:
            raise ZeroDivisionError("中毒")
        if SLOW in text:
            time.sleep(0.2)
        yield from ()
