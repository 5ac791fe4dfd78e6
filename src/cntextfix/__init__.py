"""Clean, ordered, readable text from garbled Chinese PDF text.

>>> import cntextfix
>>> cntextfix.clean("人人民民日日报报评评论论员员")
'人民日报评论员'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cntextfix.changes.apply import replay
    from cntextfix.changes.report import Cleaned, Report
    from cntextfix.changes.verbs import Change
    from cntextfix.document.model import Document, Line, Page, Role
    from cntextfix.errors import CntextfixError, InkLost, InputTypeError, RecipeError, ReplayError, SourceError
    from cntextfix.face import clean, clean_document, clean_pages, explain
    from cntextfix.recipe.recipe import Recipe
    from cntextfix.rules.evidence import Evidence, survey
    from cntextfix.rules.rule import Rule as Rule
    from cntextfix.sinks.jumps import follow_jumps
    from cntextfix.sources.pdf import pdf_pages, read_pdf
    from cntextfix.sources.text import read_text

__version__ = "0.1.0"

__all__ = [
    "Change",
    "Cleaned",
    "CntextfixError",
    "Document",
    "Evidence",
    "InkLost",
    "InputTypeError",
    "Line",
    "Page",
    "Recipe",
    "RecipeError",
    "ReplayError",
    "Report",
    "Role",
    "SourceError",
    "__version__",
    "clean",
    "clean_document",
    "clean_pages",
    "explain",
    "follow_jumps",
    "pdf_pages",
    "read_pdf",
    "read_text",
    "replay",
    "survey",
]

_HOMES = {
    "changes.apply": ("replay",),
    "changes.report": ("Cleaned", "Report"),
    "changes.verbs": ("Change",),
    "document.model": ("Document", "Line", "Page", "Role"),
    "errors": ("CntextfixError", "InkLost", "InputTypeError", "RecipeError", "ReplayError", "SourceError"),
    "face": ("clean", "clean_document", "clean_pages", "explain"),
    "recipe.recipe": ("Recipe",),
    "rules.evidence": ("Evidence", "survey"),
    "rules.rule": ("Rule",),
    "sinks.jumps": ("follow_jumps",),
    "sources.pdf": ("pdf_pages", "read_pdf"),
    "sources.text": ("read_text",),
}
"""Where each name lives. Programs that import the package and then have nothing to clean pay nothing for the rules and
their patterns: a module is loaded when a name of it is first asked for."""


if not TYPE_CHECKING:  # type checkers know all names from above, and so can tell a wrong one

    def __getattr__(name: str) -> object:
        for home, names in _HOMES.items():
            if name in names:
                value = getattr(import_module(f"{__name__}.{home}"), name)
                globals()[name] = value  # so that the next look-up is a plain one
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted(__all__)
