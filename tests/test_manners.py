"""What a developer meets in the first hour: hints that resolve, errors that say what to do, objects that show
themselves on one screen."""

from __future__ import annotations

import inspect
import pickle
import pydoc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_type_hints

import pytest

import cntextfix
import user_script
from cntextfix import Cleaned, CntextfixError, Document, InputTypeError, Page, Recipe, RecipeError, SourceError
from cntextfix.batch.documents import learn
from cntextfix.document.geometry import Layout
from helpers import ROOT

CALLABLE = [name for name in cntextfix.__all__ if callable(getattr(cntextfix, name))]
SCREEN = 1920
"""Characters on a terminal of 80 columns and 24 lines."""


@pytest.mark.parametrize("name", CALLABLE)
def test_hints_resolve(name: str) -> None:
    value = getattr(cntextfix, name)
    get_type_hints(value)
    if inspect.isclass(value):
        for method in (one for one in vars(value).values() if inspect.isfunction(one)):
            get_type_hints(method)


def test_hints_resolve_before_anything_else_was_used() -> None:
    source = str(Path(cntextfix.__file__).parent.parent)
    code = (
        f"import sys; sys.path.insert(0, {source!r}); import typing, cntextfix; "
        "print(typing.get_type_hints(cntextfix.clean)['return'])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "<class 'str'>\n"


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        (None, "na_action='ignore'"),
        (float("nan"), "na_action='ignore'"),
        (b"", "decode"),
        (["一"], "for text in texts"),
        (cntextfix.Document("d"), "clean_document"),
    ],
)
def test_no_text(value: str, advice: str) -> None:
    with pytest.raises(InputTypeError, match="want a string") as caught:
        cntextfix.clean(value)
    assert advice in str(caught.value)
    assert isinstance(caught.value, TypeError)
    assert isinstance(caught.value, CntextfixError)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


WRONG: dict[str, Callable[[object], object]] = {
    "clean recipe": lambda wrong: cntextfix.clean("一", wrong),  # type: ignore[arg-type]
    "explain recipe": lambda wrong: cntextfix.explain("一", wrong),  # type: ignore[arg-type]
    "document": lambda wrong: cntextfix.clean_document(wrong),  # type: ignore[arg-type]
    "evidence": lambda wrong: cntextfix.clean_document(Document("d"), None, wrong),  # type: ignore[arg-type]
    "pages": lambda wrong: list(cntextfix.clean_pages(wrong)),  # type: ignore[arg-type]
    "survey": lambda wrong: cntextfix.survey(wrong),  # type: ignore[arg-type]
    "replay": lambda wrong: cntextfix.replay(wrong, ()),  # type: ignore[arg-type]
    "replay changes": lambda wrong: cntextfix.replay(Document("d"), wrong),  # type: ignore[arg-type]
    "jumps": lambda wrong: cntextfix.follow_jumps(wrong),  # type: ignore[arg-type]
    "pdf": lambda wrong: cntextfix.read_pdf(wrong),  # type: ignore[arg-type]
    "only": lambda wrong: Recipe.default().only(wrong),  # type: ignore[arg-type]
    "without": lambda wrong: Recipe.default().without(wrong),  # type: ignore[arg-type]
    "with_rule": lambda wrong: Recipe.default().with_rule(wrong),  # type: ignore[arg-type]
    "keep": lambda wrong: Recipe((), wrong),  # type: ignore[arg-type]
    "toml": lambda wrong: Recipe.from_toml(wrong),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("call", WRONG)
@pytest.mark.parametrize("wrong", [3, ["一"], Page], ids=["number", "list", "class"])
def test_a_wrong_type_is_a_type_error(call: str, wrong: object) -> None:
    if (call, wrong) == ("keep", ["一"]):
        pytest.skip("a list of patterns is none")
    with pytest.raises(InputTypeError, match=r"^want "):
        WRONG[call](wrong)


def test_text_in_place_of_a_recipe_or_patterns() -> None:
    for call in ("clean recipe", "keep", "with_rule", "evidence", "document", "survey"):
        with pytest.raises(InputTypeError, match=r"^want .*: "):
            WRONG[call]("simp")


def test_what_is_missing_is_both(tmp_path: Path) -> None:
    for read, kind in ((cntextfix.read_pdf, SourceError), (Recipe.from_toml, RecipeError), (learn.load, SourceError)):
        with pytest.raises(FileNotFoundError, match=r"none: no such file; check the name$") as caught:
            read(str(tmp_path / "none"))
        assert isinstance(caught.value, kind)
        with pytest.raises(kind, match="cannot be read"):
            read(str(tmp_path))


def test_a_place_outside_is_both() -> None:
    with pytest.raises(IndexError, match="no character 9: the text has 1") as caught:
        cntextfix.explain("一").origin(9)
    assert isinstance(caught.value, CntextfixError)


def test_pdf_arguments(tmp_path: Path) -> None:
    sample = next((ROOT / "samples").glob("*.pdf"))
    with pytest.raises(InputTypeError, match=r"range\(1, 4\)"):
        cntextfix.read_pdf(sample, pages="1-3")  # type: ignore[arg-type]
    with pytest.raises(InputTypeError, match="password"):
        cntextfix.read_pdf(sample, None)  # type: ignore[arg-type]
    (tmp_path / "a.pdf").write_text("text")
    with (tmp_path / "a.pdf").open() as file, pytest.raises(InputTypeError, match="'rb'"):
        cntextfix.read_pdf(file)  # type: ignore[arg-type]


def test_dir_and_help_are_the_public_face() -> None:
    assert dir(cntextfix) == sorted(cntextfix.__all__)
    shown = pydoc.plain(pydoc.render_doc(cntextfix))
    assert all(name in shown for name in cntextfix.__all__ if name != "__version__")
    assert "clean(text: str, recipe: Recipe | None = None) -> str" in shown.replace("'", "")


def _objects() -> list[object]:
    text = "重重点点项项目目、、人人居居环环境境<b>\n" * 900
    cleaned: Cleaned = cntextfix.explain(text)
    sample = next((ROOT / "samples").glob("*.pdf"))
    document = cntextfix.read_pdf(sample)
    page = document.pages[0]
    layout = page.layout
    assert isinstance(layout, Layout)
    evidence = cntextfix.Evidence(recurring=tuple(f"云川日报{n}" for n in range(999)))
    recipe = Recipe.default().with_rule(Recipe.default().rules[1])
    many = Recipe(recipe.rules, tuple(f"第{n}版" for n in range(999)))
    return [
        *(cleaned, cleaned.source, cleaned.document, cleaned.report, cleaned.source.pages[0]),
        *(cleaned.report.applied[0], cleaned.source.pages[0].lines[0], document, page, page.glyphs, layout),
        *(evidence, recipe, many, cntextfix.Line(0, "一" * 5000, ())),
    ]


def test_objects_show_themselves_on_one_screen() -> None:
    for one in _objects():
        assert 10 < len(repr(one)) < SCREEN, type(one)
        assert "\n" not in repr(one)
        html = one._repr_html_()  # type: ignore[attr-defined]
        assert len(html) < 2 * SCREEN, type(one)
        assert html.startswith("<div><code>")
        assert "<b>" not in html
    assert repr(cntextfix.read_text("一\n二", "a.txt")) == "<Document 'a.txt' of 1 page, 2 lines: '一\\n二'>"


def test_a_recipe_shows_what_was_set() -> None:
    from cntextfix.rules.dedouble.tandem_repeat import TandemRepeat

    recipe = Recipe.default().only("dedouble").with_rule(TandemRepeat(apply_at=8.0))
    assert repr(recipe) == "<Recipe of 4 rules (overprint, tandem-repeat(apply_at=8.0), stray-copy, echo)>"


def test_a_script_with_every_public_name(capsys: pytest.CaptureFixture[str]) -> None:
    source = Path(user_script.__file__).read_text(encoding="utf-8")
    assert all(name in source for name in cntextfix.__all__)
    user_script.main(ROOT / "samples" / "river-page.pdf")
    assert "资金进出" not in capsys.readouterr().out
