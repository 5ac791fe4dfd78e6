"""A rule that does to its process what documents can do to one: for tests of batches."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes import Proposal
from cntextfix.evidence import Evidence
from cntextfix.model import Page

KILL, HANG, EAT, RAISE, SLOW = "【自尽】", "【不休】", "【吞吃】", "【出错】", "【慢慢】"


@dataclass(frozen=True, slots=True)
class Poison:
    """Does what the text says, where it says one of the words above; ``once`` is a file that, while it is there,
    makes ``KILL`` work only for the first one to remove it."""

    name: ClassVar[str] = "poison"
    family: ClassVar[str] = "poison"
    needs_geometry: ClassVar[bool] = False
    codes: ClassVar[tuple[str, ...]] = ()

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
