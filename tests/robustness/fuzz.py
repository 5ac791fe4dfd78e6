"""Fuzzing guided by coverage: ``python tests/robustness/fuzz.py TARGET [SECONDS] [FOLDER]``, with atheris installed
besides (``pip install atheris``; it has no wheels for macOS and Windows). Inputs that lead into new code are kept in
FOLDER, so that the next run goes on from there; ``finding-*`` are those that went wrong. 1 if there are any."""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

SLOW = 20.0
"""Seconds that no input may take. Inputs are at most 20,000 bytes long."""
MEGABYTES = 1000
"""Memory that the process may take, with what atheris needs itself."""
LONGEST = 20_000
SECONDS = 15 * 60

_TEXT = b"BT /F1 12 Tf 1 0 0 1 40 150 Tm (text) Tj /F2 10 Tf 0 -20 Td [<00010002> -300 <0003>] TJ T* <0002> ' ET"
_PAINT = b" q 1 0 0 1 9 9 cm /X1 Do Q 0.5 g 20 20 90 40 re f 1 1 1 rg 10 10 m 200 10 l S /G1 gs BI /W 1 ID x EI"
_TABLE = (
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <4E2D> endbfchar "
    b"2 beginbfrange <0002> <0003> <6587> <0004> <0005> [<5B57> <D842DFB7>] endbfrange "
    b"1 begincidrange <0001> <00FF> 1 endcidrange 1 begincidchar <0100> 7 endcidchar"
)


def text(data: bytes) -> None:
    """``clean`` on any text: what holds for every text."""
    from helpers import assert_sound

    assert_sound(data.decode("utf-8", "replace"))


def content(data: bytes) -> None:
    """The content interpreter, and the layout behind it."""
    from pdf.draw import one_page, stream

    form = stream(_TEXT, b"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Matrix[1 0 0 1 5 5]")
    _sound(one_page(data, *_fonts(_TABLE, b"/Identity-H"), form, resources=_RESOURCES))


def cmap(data: bytes) -> None:
    """ToUnicode tables and encodings of a font's own: the same bytes as both."""
    from pdf.draw import one_page, stream

    _sound(one_page(_TEXT + _PAINT, *_fonts(data, b"10 0 R"), stream(b""), stream(data), resources=_RESOURCES))


_RESOURCES = b"<</Font<</F1 5 0 R/F2 6 0 R>>/XObject<</X1 9 0 R>>/ExtGState<</G1<</Font[6 0 R 9]>>>>>>"


def _fonts(table: bytes, encoding: bytes) -> Iterable[bytes]:
    """Objects from number 5 on: Helvetica, and a font of two-byte codes with this ToUnicode and this encoding."""
    from pdf.draw import stream

    return (
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding %s/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>" % encoding,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/Song/Flags 4/Ascent 880/Descent -120"
        b"/FontBBox[0 -120 1000 880]>>>>",
        stream(table),
    )


def _sound(pdf: bytes) -> None:
    import cntextfix
    from pdf.sound import assert_sound_document

    assert_sound_document(cntextfix.read_pdf(pdf))


def boxes(data: bytes) -> None:
    """ALTO and hOCR: every word of ALTO comes out, or the file is refused."""
    import cntextfix
    from cntextfix.sources.ocr import alto, hocr
    from helpers import assert_ink
    from pdf.sound import assert_sound_document

    for read in (alto.read, hocr.read):
        try:
            document = read(data, "a.xml")
        except cntextfix.SourceError:
            continue
        if all(page.glyphs for page in document.pages):  # its places are those of glyphs
            assert_sound_document(document)
        else:
            assert_ink(cntextfix.clean_document(document))
        if read is alto.read:
            from robustness.judge import words_lost

            lost = words_lost(data, document.text)
            assert not lost, f"lost: {lost!r}"


def recipe(data: bytes) -> None:
    """Recipe files: read, or refused with a sentence; what was read is written and read again as the same."""
    import cntextfix
    from cntextfix.recipe.toml import read, write

    default = cntextfix.Recipe.default()
    try:
        found = read(data.decode("utf-8", "replace"), "recipe.toml", default)
    except cntextfix.RecipeError:
        return
    again = read(write(found), "recipe.toml", default)
    assert again.fingerprint() == found.fingerprint(), "written, and read as another"
    try:
        cntextfix.clean("人人民民日日报报1212万元\n" * 3, found)
    except cntextfix.RecipeError:
        return


def _seeds(name: str) -> list[bytes]:
    """Sound inputs to start from."""
    from helpers import CASES, PAGES
    from robustness.inputs import KINDS

    if name == "text":
        return [path.read_bytes()[:2000] for path in (*PAGES.glob("*.txt"), *CASES.glob("*.json"))]
    if name == "content":
        return [_TEXT, _TEXT + _PAINT, _PAINT]
    if name == "cmap":
        return [_TABLE]
    if name == "boxes":
        return [KINDS[kind]()[:3000] for kind in ("alto.xml", "a.hocr")] + [_small(KINDS["alto.xml"]())]
    return [KINDS["recipe.toml"](), b'only = ["dedouble"]\nkeep = ["a+"]\n[rules.echo]\nhold = true\n']


def _small(alto: bytes) -> bytes:
    """An ALTO file of its first line."""
    end = alto.index(b"</TextBlock>") + len(b"</TextBlock>")
    return alto[:end] + alto[alto.rindex(b"</PrintSpace>") :]


TARGETS: dict[str, Callable[[bytes], None]] = {one.__name__: one for one in (text, content, cmap, boxes, recipe)}


def watched(target: Callable[[bytes], None], folder: Path) -> Callable[[bytes], None]:
    """The target, which keeps in ``folder`` what goes wrong, once for each place in the code, and goes on."""
    seen: set[str] = set()

    def run(data: bytes) -> None:
        begun = time.monotonic()
        try:
            target(data)
            wrong = "slow" if time.monotonic() - begun > SLOW else ""
        except Exception:
            wrong = traceback.format_exc(limit=-3)
        place = " ".join(line.strip() for line in wrong.splitlines() if line.startswith("  File")) or wrong
        if wrong and place not in seen:
            seen.add(place)
            found = folder / f"finding-{hashlib.sha256(place.encode()).hexdigest()[:12]}"
            found.write_bytes(data)
            sys.stderr.write(f"{found}: {wrong}\n")

    return run


def main(words: list[str]) -> int:
    if not words or words[0] not in TARGETS:
        sys.stderr.write(f"{__doc__}\nTargets: {', '.join(TARGETS)}\n")
        return 2
    import atheris

    name, seconds = words[0], int(words[1]) if len(words) > 1 else SECONDS
    folder = Path(words[2]) if len(words) > 2 else Path(tempfile.mkdtemp(prefix="fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    limits = (f"-max_total_time={seconds}", f"-timeout={SLOW:.0f}", f"-rss_limit_mb={MEGABYTES}")
    options = (f"-max_len={LONGEST}", f"-artifact_prefix={folder}/finding-", str(folder))
    with atheris.instrument_imports(include=["cntextfix", "pdfminer", "tomllib"]):
        for data in _seeds(name):  # this imports a part of the package, too
            (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
        atheris.Setup([sys.argv[0], *limits, *options], watched(TARGETS[name], folder))
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
