"""All rules: one file a rule, one folder a family, and ``registry`` with the order in which they run.

They are loaded when they are first asked for; two thirds of the package's import time would be theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cntextfix.rules.registry import FAMILIES as FAMILIES
    from cntextfix.rules.registry import KNOWN as KNOWN
    from cntextfix.rules.registry import OPTIONAL as OPTIONAL
    from cntextfix.rules.registry import RULES as RULES


def __getattr__(name: str) -> object:
    if name not in ("FAMILIES", "KNOWN", "OPTIONAL", "RULES"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from cntextfix.rules import registry

    return getattr(registry, name)
