"""PDFs that cost far more than they weigh, or lie about themselves: each builder makes one, of a size that is given, so
that tests can take small ones. Two pages are around the bad one where that is possible, and have to come out whole.

As a script it reads all of them at full size, each in a process of its own: ``python tests/pdf/bombs.py [ENGINE]``
prints a table of what came of it, seconds and megabytes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from pdf.draw import raw_pdf, stream

SOUND = b"BT /F1 12 Tf 50 100 Td (sound text) Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def packed(data: bytes) -> bytes:
    """A compressed stream."""
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode")


def repeated(part: bytes, count: int, head: bytes = b"", tail: bytes = b"") -> bytes:
    """A compressed stream of a part that comes again and again; made piece by piece, as it may be huge unpacked."""
    packer = zlib.compressobj(9)
    block = part * 4096
    out = [packer.compress(head)]
    out += [packer.compress(block) for _ in range(count // 4096)]
    out += [packer.compress(part * (count % 4096)), packer.compress(tail), packer.flush()]
    return stream(b"".join(out), b"/Filter/FlateDecode")


def between(bad: bytes = b"", page: bytes = b"", others: Iterable[bytes] = (), resources: bytes = b"") -> bytes:
    """Three pages, the second of which has the content object ``bad`` and the entries ``page`` and ``resources``.
    ``others`` are objects from number 10 on; ``/F1`` is Helvetica."""
    fonts = b"/Resources<</Font<</F1 9 0 R%s>>%s>>"
    own = resources if b"/Font" not in resources else b""
    more = resources.split(b"/Font<<")[1].split(b">>")[0] if b"/Font<<" in resources else b""
    plain, special = fonts % (b"", b""), fonts % (more, own)
    head = b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R%s>>"
    box = b"/MediaBox[0 0 300 200]"
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>",
            head % (box, 6, plain), head % (b"" if b"/MediaBox" in page else box, 7, special + page),
            head % (box, 8, plain), stream(SOUND), bad or stream(SOUND), stream(SOUND), FONT, *others,
        ]
    )  # fmt: skip


def endless_rotate(size: int = 2) -> bytes:
    """``/Rotate`` leads from one reference to the next, and back."""
    ring = [b"%d 0 R" % (10 + (n + 1) % size) for n in range(size)]
    return between(page=b"/Rotate 10 0 R", others=ring)


def long_way(size: int = 5_000) -> bytes:
    """A reference to a reference, and so on, to a number in the end."""
    return between(page=b"/Rotate 10 0 R", others=[b"%d 0 R" % (11 + n) for n in range(size)] + [b"0"])


def tree_of_forms(size: int = 30) -> bytes:
    """Each form draws the next one twice: a tree of 2^size."""
    forms = [
        stream(
            b"/N Do /N Do" if n < size - 1 else SOUND,
            b"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</XObject<</N %d 0 R>>/Font<</F1 9 0 R>>>>"
            % (11 + n if n < size - 1 else 10 + n),
        )
        for n in range(size)
    ]
    return between(stream(b"/N Do " + SOUND), others=forms, resources=b"/XObject<</N 10 0 R>>")


def form_of_itself(size: int = 1) -> bytes:
    """A form that draws itself, twice, through ``size`` others."""
    forms = [
        stream(
            b"/N Do /N Do " + SOUND,
            b"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</XObject<</N %d 0 R>>/Font<</F1 9 0 R>>>>"
            % (10 + (n + 1) % size),
        )
        for n in range(size)
    ]
    return between(stream(b"/N Do " + SOUND), others=forms, resources=b"/XObject<</N 10 0 R>>")


def _composite(widths: bytes = b"", unicode: bytes = b"", file: bytes = b"") -> list[bytes]:
    """Objects from number 10 on: a font of two-byte codes with these widths, ToUnicode and font file."""
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[11 0 R]%s>>"
        % (b"/ToUnicode 13 0 R" if unicode else b""),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor 12 0 R%s>>" % widths,
        b"<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 880/Descent -120"
        b"/CapHeight 700/StemV 80%s>>" % (b"/FontFile2 14 0 R" if file else b""),
        unicode or b"null",
        file or b"null",
    ]


HAN = SOUND + b" BT /F2 12 Tf 50 60 Td <4E2D6587> Tj ET"
_USED = b"/Font<</F2 10 0 R>>"


def wide_range(size: int = 2_000_000_000) -> bytes:
    """``/W`` gives a width to two thousand million characters at once."""
    return between(stream(HAN), others=_composite(b"/W[0 %d 500]" % size), resources=_USED)


def many_ranges_of_widths(size: int = 3_000) -> bytes:
    """``/W`` gives a width to all characters, again and again."""
    return between(stream(HAN), others=_composite(b"/W[%s]" % (b"0 65535 500 " * size)), resources=_USED)


def huge_unicode(size: int = 1 << 30) -> bytes:
    """A ToUnicode of a gigabyte in a megabyte."""
    table = repeated(b"<4E2D> <4E2D>\n", size // 14, b"1 beginbfchar\n", b"endbfchar\n")
    return between(stream(HAN), others=_composite(unicode=table), resources=_USED)


def wide_unicode(size: int = 200) -> bytes:
    """A ToUnicode of ranges of 65,536 codes each."""
    ranges = b"".join(b"<%08X> <%08X> <4E00>\n" % (n << 16, (n << 16) + 0xFFFF) for n in range(size))
    table = packed(b"%d beginbfrange\n%sendbfrange\n" % (size, ranges))
    return between(stream(HAN), others=_composite(unicode=table), resources=_USED)


def open_unicode(size: int = 0x7FFFFFFF) -> bytes:
    """A ToUnicode whose section is not closed, with one range of all codes."""
    table = packed(b"1 beginbfrange\n<00000000> <%08X> <4E00>\n" % size)
    return between(stream(HAN), others=_composite(unicode=table), resources=_USED)


def huge_font(size: int = 1 << 30) -> bytes:
    """A font file of a gigabyte in a megabyte."""
    return between(stream(HAN), others=_composite(file=repeated(b"\0", size)), resources=_USED)


def many_saves(size: int = 50_000_000) -> bytes:
    """A content that saves its state again and again."""
    return between(repeated(b"q ", size, SOUND + b" "))


def many_rectangles(size: int = 2_000_000) -> bytes:
    """A content with one path of many rectangles."""
    return between(repeated(b"9 9 5 5 re ", size, SOUND + b" ", b"f"))


def many_figures(size: int = 1_000_000) -> bytes:
    """A content with many rectangles, each filled."""
    return between(repeated(b"9 9 50 1 re f ", size, SOUND + b" "))


def scattered_rules(size: int = 30_000) -> bytes:
    """Rules of all lengths all over the page: what a map has."""
    rules = b"".join(b"%d %d m %d %d l S " % (n * 7 % 250, n * 13 % 200, n * 7 % 250 + 20 + n % 31, n * 13 % 200)
                     for n in range(size))  # fmt: skip
    return between(packed(SOUND + b" " + rules))


def many_glyphs(size: int = 10_000_000) -> bytes:
    """A content with very long strings."""
    text = repeated(b"(" + b"abcdefghijklmnopqrst " * 5 + b") Tj T* ", size // 105, SOUND + b" BT /F1 1 Tf 1 TL ")
    return between(text)


def glyphs_in_a_heap(size: int = 300_000) -> bytes:
    """One character very often in one place."""
    return between(repeated(b"(e) Tj 0 0 Td ", size, SOUND + b" BT /F1 9 Tf 40 50 Td "))


def many_pages(size: int = 100_000) -> bytes:
    """One ``/Kids`` of very many pages."""
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(size))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 8 0 R/Resources<</Font<</F1 9 0 R>>>>>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, size)]
    return raw_pdf([*objects, *[b"null"] * 5, stream(SOUND), FONT, *[page] * size])


def same_page(size: int = 100_000) -> bytes:
    """One ``/Kids`` that lists one page very often."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * size, size),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(SOUND), FONT,
    ]  # fmt: skip
    return raw_pdf(objects)


def many_claimed(size: int = 2_000_000_000) -> bytes:
    """Three pages that say they are very many."""
    return between().replace(b"/Count 3", b"/Count %d" % size)


def no_box(size: int = 0) -> bytes:
    """A page box of no numbers."""
    return between(page=b"/MediaBox[nan inf 0 0]")


def huge_box(size: int = 300) -> bytes:
    """A page box that reaches beyond all numbers."""
    return between(page=b"/MediaBox[-1%s 0 1%s 200]" % (b"0" * size, b"0" * size))


def huge_unit(size: int = 300) -> bytes:
    """A user unit beyond all numbers, written as no number of PDF is."""
    return between(page=b"/UserUnit 1e%d" % size)


def long_unit(size: int = 300) -> bytes:
    """The same, written out."""
    return between(page=b"/UserUnit 1%s" % (b"0" * size))


def many_contents(size: int = 50_000) -> bytes:
    """A page whose content is one stream very often."""
    return between(page=b"").replace(b"/Contents 7 0 R", b"/Contents[%s]" % (b"7 0 R " * size))


def huge_contents(size: int = 40) -> bytes:
    """A page whose content is a stream of 100 MB very often."""
    return between(repeated(b"     ", 20_000_000, SOUND)).replace(
        b"/Contents 7 0 R", b"/Contents[%s]" % (b"7 0 R " * size)
    )


BOMBS: dict[str, Callable[..., bytes]] = {
    make.__name__.replace("_", " "): make
    for make in (
        endless_rotate, long_way, tree_of_forms, form_of_itself, wide_range, many_ranges_of_widths, huge_unicode,
        wide_unicode, open_unicode, huge_font, many_saves, many_rectangles, many_figures, scattered_rules, many_glyphs,
        glyphs_in_a_heap, many_pages, same_page, many_claimed, no_box, huge_box, huge_unit, long_unit, many_contents,
        huge_contents,
    )
}  # fmt: skip
SMALL = {
    "huge unicode": 1 << 20, "huge font": 1 << 20, "many saves": 20_000, "many rectangles": 20_000,
    "many figures": 30_000, "scattered rules": 3_000, "many glyphs": 20_000, "glyphs in a heap": 5_000,
    "many pages": 60, "same page": 60, "many contents": 500, "huge contents": 1, "many ranges of widths": 30,
    "wide unicode": 8,
}  # fmt: skip
"""Sizes for a test that takes no time."""


def small(name: str) -> bytes:
    """A bomb of little force."""
    return BOMBS[name](SMALL[name]) if name in SMALL else BOMBS[name]()


_READ = """
import sys, resource, time
import cntextfix
start = time.process_time()
try:
    document = cntextfix.read_pdf(sys.argv[1], engine=sys.argv[2])
    cleaned = cntextfix.clean_document(document)
    told = sorted({t.code + str(list(t.numbers)) for page in document.pages for t in page.trouble})
    result = f"{cleaned.text.count('sound text')} of {len(document.pages)} pages; " + " ".join(told)[:110]
except cntextfix.SourceError as error:
    result = f"refused: {error}"[:120]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"{time.process_time() - start:7.1f} s {peak:6} MB  {result}")
"""


def main() -> None:
    engines = sys.argv[1:2] or ["pdfminer", "pdfium"]
    place = Path(sys.argv[3] if len(sys.argv) > 3 else "/tmp") / "bomb.pdf"
    for name in sys.argv[2:3] if len(sys.argv) > 2 and sys.argv[2] else BOMBS:
        place.write_bytes(BOMBS[name]())
        for engine in engines:
            start = time.perf_counter()
            try:
                done = subprocess.run(
                    [sys.executable, "-c", _READ, str(place), engine], capture_output=True, text=True, timeout=120,
                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30)), check=False,
                )  # fmt: skip
                said = done.stdout.strip("\n") or f"rc {done.returncode}: {done.stderr.strip()[-90:]!r}"
            except subprocess.TimeoutExpired:
                said = f"{time.perf_counter() - start:7.1f} s  still at it"
            sys.stdout.write(f"{name:22} {engine:9} {place.stat().st_size:9} B {said}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
