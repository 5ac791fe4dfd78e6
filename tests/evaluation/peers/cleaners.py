"""Programs that clean text, whatever is installed of them: what they do to the same material."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True, slots=True)
class Cleaner:
    """A program by the name it has in figures, the module it needs, and what it makes of a text."""

    name: str
    needs: str
    clean: Callable[[str], str]

    @property
    def installed(self) -> bool:
        """Whether it can run here."""
        return not self.needs or find_spec(self.needs) is not None


def installed_cleaners() -> list[Cleaner]:
    """Those that can run here."""
    return [one for one in CLEANERS if one.installed]


def _nothing(text: str) -> str:
    return text


def _ftfy(text: str) -> str:
    import ftfy

    return str(ftfy.fix_text(text))


def _autocorrect(text: str) -> str:
    import autocorrect_py

    return str(autocorrect_py.format(text))


CLEANERS = (
    Cleaner("nothing", "", _nothing),
    Cleaner("ftfy", "ftfy", _ftfy),
    Cleaner("autocorrect", "autocorrect_py", _autocorrect),
)
"""``nothing`` shows what is right without any program."""
