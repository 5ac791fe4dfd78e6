"""Files that would take for ever or all memory, and streams that break off: the rest is read, and what is not is told.

``pdf/bombs.py`` makes them at full size.
"""

from __future__ import annotations

import struct
import zlib

import pytest

import cntextfix
from cntextfix.sources.pdf import EngineName
from cntextfix.sources.pdf.cmaps import unicode_table
from cntextfix.sources.pdf.fontspec import MAX_CODES, modest
from cntextfix.sources.pdf.interpreter import Interpreter
from cntextfix.sources.pdf.streams import content, inflated
from pdf.bombs import BOMBS, FONT, SOUND, between, many_pages, small
from pdf.draw import Pen, one_page, raw_pdf, stream
from pdf.sound import assert_sound_document

ENGINES: list[EngineName] = ["pdfminer", "pdfium"]
BOTH = pytest.mark.parametrize("engine", ENGINES)
TOLD = {
    "tree of forms": "too-many-forms", "form of itself": "endless-form", "many saves": "too-deep",
    "many figures": "too-many-figures", "huge font": "", "wide unicode": "long-font", "many ranges of widths": "",
}  # fmt: skip
"""What is told of the bad page by the default engine, if anything is, of the small bombs."""


@pytest.fixture(autouse=True)
def few_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that is reached at once."""
    monkeypatch.setattr("cntextfix.sources.pdf.interpreter.MAX_RUNS", 300)


def told(document: cntextfix.Document) -> dict[int, list[str]]:
    return {page.number: [trouble.code for trouble in page.trouble] for page in document.pages if page.trouble}


@BOTH
@pytest.mark.parametrize("name", BOMBS)
def test_the_pages_around_come_out(name: str, engine: EngineName) -> None:
    document = cntextfix.read_pdf(small(name), engine=engine)
    cleaned = cntextfix.clean_document(document)
    assert cleaned.text.count("sound text") >= 3
    if engine == "pdfminer" and TOLD.get(name):
        assert TOLD[name] in told(document)[2]
    assert set(told(document)) <= {2}


@BOTH
@pytest.mark.parametrize("name", ["tree of forms", "form of itself"])
def test_forms_without_end_name_the_object(name: str, engine: EngineName) -> None:
    document = cntextfix.read_pdf(BOMBS[name](), engine=engine)
    trouble, *rest = document.pages[1].trouble
    assert trouble.code == TOLD[name]
    assert [other.code for other in rest] == (["other-engine"] if engine == "pdfium" else []), "who read it is told"
    assert 10 <= int(trouble.numbers[0]) < 40


@BOTH
def test_pages_beyond_the_limit_are_told_of(engine: EngineName, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("leaves", "miner", "pdfium"):
        monkeypatch.setattr(f"cntextfix.sources.pdf.{module}.MAX_PAGES", 20)
    document = cntextfix.read_pdf(many_pages(30), engine=engine)
    assert len(document.pages) == 20
    assert told(document) == {20: ["too-many-pages"]}


def test_too_many_operators_and_glyphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cntextfix.sources.pdf.engine.MAX_GLYPHS", 1_000)
    assert told(cntextfix.read_pdf(small("many glyphs"))) == {2: ["too-many-glyphs"]}
    monkeypatch.setattr("cntextfix.sources.pdf.engine.MAX_GLYPHS", 10_000_000)
    right = Interpreter.__init__

    def limited(self: Interpreter, canvas: object) -> None:
        right(self, canvas)  # type: ignore[arg-type]
        self.budget = 1_000

    monkeypatch.setattr(Interpreter, "__init__", limited)
    assert told(cntextfix.read_pdf(small("glyphs in a heap"))) == {2: ["too-long"]}


def test_what_is_too_heavy_for_pdfium_is_read_by_the_other_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    data = between(stream(b"BT /F1 12 Tf 50 100 Td (heavy) Tj ET " + b"q " * 5_000))
    light = cntextfix.read_pdf(data, engine="pdfium")
    assert not told(light)
    monkeypatch.setattr("cntextfix.sources.pdf.watch._MAX_WEIGHT", 8_000)
    monkeypatch.setattr("cntextfix.sources.pdf.watch._TOO_MUCH", 8_001)
    heavy = cntextfix.read_pdf(data, engine="pdfium")
    assert told(heavy) == {2: ["too-deep", "other-engine"]}  # so the other engine says, and that it was that one
    assert [page.text for page in heavy.pages] == [page.text for page in light.pages]


def test_saved_states_that_are_not_kept_are_counted() -> None:
    """Each ``Q`` finds its own ``q``, however deep it is."""
    deep = b"q " * 3_000 + b"Q " * 2_999
    cleaned = cntextfix.clean_document(
        cntextfix.read_pdf(between(stream(b"q 1 0 0 1 0 50 cm " + deep + b"Q Q " + SOUND)))
    )
    assert cleaned.text.count("sound text") == 3


def _lines() -> bytes:
    return b"\n".join(b"BT /F1 9 Tf 20 %d Td (line %d) Tj ET" % (190 - n, n) for n in range(0, 190, 10))


def _cut(data: bytes, share: float = 0.5, extra: bytes = b"") -> bytes:
    whole = zlib.compress(data)
    return stream(whole[: int(len(whole) * share)], b"/Filter/FlateDecode" + extra)


@BOTH
@pytest.mark.parametrize("password", ["", "geheim"])
def test_a_page_whose_content_is_cut(engine: EngineName, password: str) -> None:
    """Encrypted files too: nothing of the stream can be seen from outside."""
    if not password:
        data = between(_cut(_lines()))
    else:
        pen = Pen(password=password)
        pen.line("江水", 40, 40)
        pen.turn_page()
        data = pen.done()
    document = cntextfix.read_pdf(data, password, engine=engine)
    assert told(document) == ({} if password else {2: ["damaged-content"]})
    if not password:
        assert document.pages[1].trouble[0].numbers == (7,)
        assert "line 0" in document.text
        assert "line 180" not in document.text


@BOTH
def test_a_form_that_is_cut(engine: EngineName) -> None:
    form = _cut(_lines(), extra=b"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</Font<</F1 9 0 R>>>>")
    document = cntextfix.read_pdf(
        between(stream(SOUND + b" /N Do"), others=[form], resources=b"/XObject<</N 10 0 R>>"), engine=engine
    )
    assert [(t.code, t.numbers) for t in document.pages[1].trouble] == [("damaged-content", (10,))]
    assert document.text.count("sound text") == 3


@BOTH
def test_a_table_that_is_cut(engine: EngineName) -> None:
    table = b"200 beginbfchar\n" + b"".join(b"<%02X> <%04X>\n" % (n, 0x4E00 + 7 * n) for n in range(200)) + b"endbfchar"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 11 0 R>>"
    data = between(stream(SOUND + b" BT /F2 9 Tf 20 20 Td (ab) Tj ET"), others=[font, _cut(table)],
                   resources=b"/Font<</F2 10 0 R>>")  # fmt: skip
    document = cntextfix.read_pdf(data, engine=engine)
    assert [(t.code, t.numbers) for t in document.pages[1].trouble] == [("damaged-object", (11,))]


@BOTH
def test_a_cut_page_in_an_object_stream(engine: EngineName) -> None:
    """Most files of today keep their pages packed."""
    inner = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>", FONT,
    ]  # fmt: skip
    places = [sum(len(body) + 1 for body in inner[:n]) for n in range(len(inner))]
    index = b" ".join(b"%d %d" % (n, place) for n, place in enumerate(places, 1)) + b"\n"
    text = zlib.compress(index + b"\n".join(inner))
    bodies = {5: _cut(_lines()), 6: stream(text, b"/Type/ObjStm/N 4/First %d/Filter/FlateDecode" % len(index))}
    out = bytearray(b"%PDF-1.5\n")
    rows = {0: (0, 0, 255), **{n: (2, 6, n - 1) for n in range(1, 5)}}
    for number, body in bodies.items():
        rows[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows[7] = (1, len(out), 0)
    table = b"".join(struct.pack(">BHB", *rows[n]) for n in range(8))
    out += b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        stream(table, b"/Type/XRef/Size 8/W[1 2 1]/Root 1 0 R"), rows[7][1],
    )  # fmt: skip
    document = cntextfix.read_pdf(bytes(out), engine=engine)
    assert [(t.code, t.numbers) for t in document.pages[0].trouble] == [("damaged-content", (5,))]
    assert "line 0" in document.text


def test_whole_is_what_ends() -> None:
    whole = zlib.compress(_lines())
    assert inflated(whole) == (_lines(), True)
    assert inflated(whole[:-4]) == (_lines(), True)  # only the checksum is missing
    assert inflated(b"") == (b"", True)
    for stop in range(1, len(whole) - 5):
        data, good = inflated(whole[:stop])
        assert not good
        assert _lines().startswith(data)
    wrong = whole[:-1] + bytes([whole[-1] ^ 1])
    assert inflated(wrong)[1] is False


class _Packed:
    """A stream as pdfminer has it."""

    def __init__(self, raw: bytes, *filters: str) -> None:
        self.rawdata, self._filters = raw, filters

    def get_filters(self) -> list[tuple[str, object]]:
        return [(name, None) for name in self._filters]


def test_layers_are_bounded() -> None:
    runs = bytes([129, 65]) * 1_000 + bytes([128])
    assert content(_Packed(runs, "RunLengthDecode")) == (b"A" * 128_000, True)
    data, whole = content(_Packed(runs, "RunLengthDecode"), 1_000)
    assert (len(data), whole) == (1_000, False)
    data, whole = content(_Packed(zlib.compress(bytes(1 << 20)), "FlateDecode"), 1_000)
    assert (len(data), whole) == (1_000, False)
    twice = _Packed(zlib.compress(zlib.compress(b"x" * 9_000)), "FlateDecode", "FlateDecode")
    assert content(twice) == (b"x" * 9_000, True)
    assert content(_Packed(b"x", "NoSuchDecode"))[1] is False


def test_tables_of_characters_are_bounded() -> None:
    ranges = b"".join(b"<%08X> <%08X> <4E00>\n" % (n << 16, (n << 16) + 0xFFFF) for n in range(50))
    table = unicode_table(b"50 beginbfrange\n" + ranges + b"endbfrange")
    assert MAX_CODES <= len(table) < MAX_CODES + (1 << 16) + 1
    assert unicode_table(b"1 beginbfrange <00000000> <7FFFFFFF> <4E00>")[5] == "\u4e05"


def _truetype(part: bytes, count: int) -> bytes:
    head = struct.pack(">IHHHH", 0x10000, 1, 0, 0, 0) + struct.pack(">4s3I", b"cmap", 0, 28, 0)
    index = struct.pack(">HH", 0, count) + struct.pack(">HHI", 3, 1, 4 + 8 * count) * count
    return head + index + part


@pytest.mark.parametrize(
    ("part", "count", "good"),
    [
        (struct.pack(">HHIIIIIII", 12, 0, 0, 0, 1, 0x20, 0x7E, 1, 0), 1, True),
        (struct.pack(">HHIIIIIII", 12, 0, 0, 0, 1, 0, 0xFFFFFFFF, 1, 0), 1, False),
        (struct.pack(">7H", 4, 0, 0, 2, 0, 0, 0) + struct.pack(">6H", 0xFFFF, 0, 0, 0, 0, 0), 1, True),
        (struct.pack(">7H", 4, 0, 0, 2, 0, 0, 0) + struct.pack(">6H", 0xFFFF, 0, 0, 0, 0, 0), 5_000, False),
        (b"", 1, True),
    ],
    ids=["small", "all of 32 bits", "one table", "the same table again and again", "cut off"],
)
def test_font_files_are_bounded(part: bytes, count: int, good: bool) -> None:
    assert modest(_Packed(_truetype(part, count))) is good


@BOTH
def test_boxes_without_numbers(engine: EngineName) -> None:
    """A page whose box is damage is laid out on a plain sheet."""
    for name in ("no box", "huge box", "huge unit", "long unit"):
        cleaned = assert_sound_document(cntextfix.read_pdf(BOMBS[name](), engine=engine))
        assert cleaned.text.count("sound text") == 3


def test_a_tree_that_leads_round() -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R 6 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(SOUND), FONT, b"6 0 R",
    ]  # fmt: skip
    assert cntextfix.read_pdf(raw_pdf(objects)).text == "sound text\n"


@pytest.mark.parametrize("turn", [b"90", b"-90", b"45", b"1e300", b"/Name", b"null"])
def test_a_page_of_any_angle(turn: bytes) -> None:
    page = one_page(SOUND, FONT, resources=b"<</Font<</F1 5 0 R>>>>", extra=b"/Rotate " + turn)
    assert sorted("".join(cntextfix.read_pdf(page).text.split())) == sorted("soundtext")


@BOTH
@pytest.mark.parametrize("length", [b"/Length 20", b"/Length 0", b"/Size 1", b"/Length 9999", b"/Length 7 0 R"])
def test_a_stream_whose_length_is_wrong(length: bytes, engine: EngineName) -> None:
    """It goes on to the word that ends it."""
    raw = zlib.compress(_lines())
    bad = stream(raw, b"/Filter/FlateDecode").replace(b"/Length %d" % len(raw), length)
    document = cntextfix.read_pdf(between(bad), engine=engine)
    assert not told(document)
    assert "line 180" in document.text
