"""Which rules run, with which options: a value that can be compared, hashed, printed and read from TOML."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from cntextfix import rules as book
from cntextfix.errors import MissingRecipeError, RecipeError, wrong_type
from cntextfix.recipe.selection import Selection
from cntextfix.rules.rule import Rule  # noqa: F401  # the hints of what is inherited are looked up here

_LONGEST = 1 << 20
"""Bytes of a recipe file; one with every rule and every option has 8,000. ``/dev/zero`` has no end."""


@dataclass(frozen=True, slots=True, repr=False)
class Recipe(Selection):
    """Rules in the order in which they run, and ``keep``: patterns of text that no rule may touch.

    JSON, tables, markup and program code come back as they are; ``as_text`` has them cleaned as if they were prose.
    """

    @classmethod
    def default(cls) -> Recipe:
        """What is right for every reader; changing punctuation style or script is not in it."""
        return cls(tuple(book.RULES))

    @classmethod
    def from_toml(cls, path: str | PathLike[str]) -> Recipe:
        """The recipe a TOML file describes, starting from the default one.

        Keys: ``only``, ``without`` and ``keep`` (lists of strings) and ``as_text`` at the top, and a table
        ``[rules.NAME]`` with ``enabled``, ``hold`` and the rule's own options. Raises RecipeError naming line and key;
        where there is no such file, one that is a FileNotFoundError too.
        """
        from cntextfix.recipe.toml import read

        if not isinstance(path, str | PathLike):
            raise wrong_type("the path of a TOML file", path)
        try:
            with Path(path).open("rb") as file:
                data = file.read(_LONGEST + 1)
            if len(data) > _LONGEST:
                raise RecipeError(f"{path}: larger than {_LONGEST} bytes: this is no recipe")
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except FileNotFoundError as error:
            raise MissingRecipeError(f"{path}: no such file; check the name") from error
        except (OSError, ValueError) as error:
            if not isinstance(error, UnicodeDecodeError):  # ValueError: a NUL in the name
                raise RecipeError(f"{path}: cannot be read: {getattr(error, 'strerror', '') or error}") from error
            raise RecipeError(f"{path}: not valid TOML: it is not in UTF-8 (byte {error.start})") from error
        return read(text, str(path), cls.default())

    def to_toml(self) -> str:
        """The whole recipe as TOML, every rule with every option; ``from_toml`` makes an equal one of it."""
        from cntextfix.recipe.toml import write

        return write(self)

    @staticmethod
    def json_schema() -> dict[str, object]:
        """A JSON schema of recipe files, for editors."""
        from cntextfix.recipe.schema import schema

        return schema()
