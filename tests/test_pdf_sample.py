"""The sample page: what the repository ships is what the script draws, and reads as a reader reads it."""

from __future__ import annotations

import pytest

import cntextfix
from cntextfix.sources.pdf import EngineName
from pdf.sample import EXPECTED, NAME, SAMPLES, page
from pdf.sound import assert_sound_document


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
def test_the_shipped_page(engine: EngineName) -> None:
    cleaned = assert_sound_document(cntextfix.read_pdf(SAMPLES / f"{NAME}.pdf", engine=engine))
    expected = SAMPLES.joinpath(f"{NAME}.expected.txt").read_text(encoding="utf-8")
    assert cleaned.text == expected
    assert expected.splitlines() == EXPECTED


def test_the_script_draws_it() -> None:
    assert cntextfix.clean_document(cntextfix.read_pdf(page())).text.splitlines() == EXPECTED
