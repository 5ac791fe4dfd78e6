"""Sound files of every kind that a batch takes, and what damages them: each by a seed, so that it can be had again."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import quoteattr

COUNT = 12
"""Documents or records in a sound file."""


def texts() -> list[str]:
    """The texts of a sound file, in which no rule of dedouble finds anything."""
    return [
        f"第{n}版 要闻\n江上第{n * 7919 % 97}座桥的桥面昨天合龙，{n + 3}名工人在桥头合影。\n" * 9 for n in range(COUNT)
    ]


def _zip(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for n, text in enumerate(texts()):
            made.writestr(zipfile.ZipInfo(f"第{n}版.txt"), text, method)
    return out.getvalue()


def _tar(form: int = tarfile.USTAR_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as made:
        for n, text in enumerate(texts()):
            info = tarfile.TarInfo(f"第{n}版.txt")
            info.size = len(text.encode())
            made.addfile(info, io.BytesIO(text.encode()))
    return out.getvalue()


def _jsonl() -> bytes:
    rows = (json.dumps({"id": n, "text": text, "x": [1.5, None]}, ensure_ascii=False) for n, text in enumerate(texts()))
    return "".join(f"{row}\n" for row in rows).encode()


def _zst() -> bytes:
    import zstandard

    return bytes(zstandard.ZstdCompressor(write_checksum=True).compress(_jsonl()))


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = pa.BufferOutputStream()
    table = pa.table({"id": list(range(COUNT)), "text": texts()})
    pq.write_table(table, out, row_group_size=5, write_page_checksum=True)
    return bytes(out.getvalue().to_pybytes())


def _alto() -> bytes:
    rows = []
    for n, line in enumerate("".join(texts()[:3]).splitlines()):
        words = "<SP/>".join(
            f'<String CONTENT={quoteattr(word)} HPOS="{100 + 300 * m}" VPOS="{50 * n}" WIDTH="290" HEIGHT="40"/>'
            for m, word in enumerate(line.split("，"))
        )
        rows.append(f"<TextBlock><TextLine>{words}</TextLine></TextBlock>")
    head = '<?xml version="1.0" encoding="UTF-8"?><alto><Layout><Page WIDTH="2000" HEIGHT="3000"><PrintSpace>'
    return f"{head}{''.join(rows)}</PrintSpace></Page></Layout></alto>".encode()


def _hocr() -> bytes:
    rows = []
    for n, line in enumerate("".join(texts()[:3]).splitlines()):
        words = " ".join(
            f"<span class='ocrx_word' title='bbox {100 + 300 * m} {50 * n} {390 + 300 * m} {50 * n + 40}'>{word}</span>"
            for m, word in enumerate(line.split("，"))
        )
        rows.append(f"<p class='ocr_par'><span class='ocr_line'>{words}</span></p>")
    return f"<html><body><div class='ocr_page' title='bbox 0 0 2000 3000'>{''.join(rows)}</div></body></html>".encode()


def _recipe() -> bytes:
    from cntextfix import Recipe

    return ("keep = [\"(江上|桥头)+合影\", '\\p{Han}{4}']\n" + Recipe.default().to_toml().partition("\n\n")[2]).encode()


KINDS: dict[str, Callable[[], bytes]] = {
    "stored.zip": lambda: _zip(zipfile.ZIP_STORED),
    "deflated.zip": lambda: _zip(zipfile.ZIP_DEFLATED),
    "bzip2.zip": lambda: _zip(zipfile.ZIP_BZIP2),
    "lzma.zip": lambda: _zip(zipfile.ZIP_LZMA),
    "ustar.tar": _tar,
    "pax.tar": lambda: _tar(tarfile.PAX_FORMAT),
    "gnu.tar": lambda: _tar(tarfile.GNU_FORMAT),
    "a.tar.gz": lambda: gzip.compress(_tar(), mtime=0),
    "a.tar.xz": lambda: lzma.compress(_tar()),
    "a.tar.bz2": lambda: bz2.compress(_tar()),
    "a.jsonl": _jsonl,
    "a.jsonl.gz": lambda: gzip.compress(_jsonl(), mtime=0),
    "a.jsonl.zst": _zst,
    "a.parquet": _parquet,
    "alto.xml": _alto,
    "a.hocr": _hocr,
    "utf8.txt": lambda: "".join(texts()).encode(),
    "gb.txt": lambda: "".join(texts()).encode("gb18030"),
    "utf16.txt": lambda: "".join(texts()).encode("utf-16"),
    "recipe.toml": _recipe,
}
"""What makes a sound file of each kind, by its name."""


def damaged(data: bytes, seed: int) -> bytes:
    """``data`` with one to five injuries of one kind: bits flipped, stretches cut out, put in twice, overwritten with
    noise or with zeros, or the end cut off."""
    chance = random.Random(seed)
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(out))
        stop = min(len(out), at + chance.choice((1, 8, 100, 512, 2000)))
        match seed % 6:
            case 0:
                out[at] ^= 1 << chance.randrange(8)
            case 1 if len(out) - (stop - at) > 50:
                del out[at:stop]
            case 2:
                other = chance.randrange(len(out))
                out[at:at] = out[other : other + stop - at]
            case 3:
                out[at:stop] = chance.randbytes(stop - at)
            case 4:
                out[at:stop] = bytes(stop - at)
            case _:
                del out[max(20, at) :]
    return bytes(out)
