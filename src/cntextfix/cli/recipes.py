"""The recipe that ``--recipe``, ``--only`` and ``--without`` describe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cntextfix import Recipe, RecipeError
from cntextfix.cli.problems import UsageProblem

if TYPE_CHECKING:
    from cntextfix import Rule


def known_rules() -> tuple[Rule, ...]:
    """All rules there are to choose from, in the order in which they run."""
    return Recipe.default().rules


def recipe_from(path: str | None, only: Sequence[str], without: Sequence[str]) -> Recipe:
    """The file's recipe, or the default one, cut down to ``only`` and then by ``without``. Raises UsageProblem."""
    try:
        recipe = Recipe.from_toml(path) if path else Recipe.default()
        recipe = recipe.only(*only) if only else recipe
        return recipe.without(*without) if without else recipe
    except RecipeError as error:
        raise UsageProblem("recipe", message=str(error)) from error
    except OSError as error:
        raise UsageProblem("bad-recipe-file", name=str(path), message=error.strerror or str(error)) from error
