"""Damages PDFs: bytes flipped, stretches cut out, spliced in, blanked. Seeded, so that each can be had again.

Run as a script it tries any number of them: ``python tests/pdf/damage.py 500``.
"""

from __future__ import annotations

import random
import sys
import time

import cntextfix
from pdf.draw import Pen, broken

TEXT = [
    "每天天不亮，护河员邱守田就沿着青螺江的江堤慢慢往下游走，江面雾气沉沉，水声潺潺。",
    "今年3月，县里又投入1212万元，建成日处理能力为3000吨的污水处理站3座。",
]


def whole() -> bytes:
    """A sound PDF of two pages with columns, a picture, rules, a form and overprint."""
    pen = Pen()
    for number in "12":
        pen.line("一江清水慢慢回来了", 40, 40, 24, shifts=((0, 0), (0.4, 0)))
        pen.column(broken(TEXT, 14), 40, 90)
        pen.column(broken(TEXT[::-1], 14), 220, 90)
        pen.picture(40, 300, 150, 90)
        pen.line("青螺江畔的白鹭。", 40, 395, 8.5)
        pen.rule(40, 420, 380, 420)
        pen.canvas.beginForm("foot" + number)
        pen.line("新闻热线：0571-88888", 40, 560, 8)
        pen.canvas.endForm()
        pen.canvas.doForm("foot" + number)
        pen.turn_page()
    return pen.done()


def damaged(data: bytes, seed: int) -> bytes:
    """``data`` with one to twenty injuries of one kind."""
    rng = random.Random(seed)
    out = bytearray(data)
    kind = seed % 5
    for _ in range(rng.randint(1, 20)):
        at = rng.randrange(len(out))
        stop = min(len(out), at + rng.randint(1, 200))
        if kind == 0:
            out[at] ^= 1 << rng.randrange(8)
        elif kind == 1 and len(out) > 400:
            del out[at:stop]
        elif kind == 2:
            other = rng.randrange(len(out))
            out[at:at] = out[other : other + rng.randint(1, 200)]
        elif kind == 3:
            out[at:stop] = bytes(rng.randrange(256) for _ in range(stop - at))
        else:
            digits = [n for n, byte in enumerate(out) if 48 <= byte <= 57]
            out[rng.choice(digits)] = 48 + rng.randrange(10)
    if kind == 1 and rng.random() < 0.5:
        del out[rng.randrange(len(out) // 4, len(out)) :]
    return bytes(out)


def outcome(data: bytes, engine: str = "pdfminer") -> str:
    """``refused``, ``trouble``, or ``read``; raises AssertionError if a page is empty without a word."""
    try:
        document = cntextfix.read_pdf(data, engine=engine)  # type: ignore[arg-type]
    except cntextfix.SourceError:
        return "refused"
    cntextfix.clean_document(document)
    silent = [p.number for p in document.pages if not (p.trouble or (p.glyphs and p.glyphs.text.strip()))]
    assert not silent, f"pages {silent} are empty without a word"
    return "trouble" if any(page.trouble for page in document.pages) else "read"


def main() -> None:
    data, counts, slowest = whole(), dict.fromkeys(("refused", "trouble", "read"), 0), 0.0
    for seed in range(int(sys.argv[1])):
        start = time.perf_counter()
        counts[outcome(damaged(data, seed), *sys.argv[2:3])] += 1
        slowest = max(slowest, time.perf_counter() - start)
    sys.stdout.write(f"{counts}, slowest {slowest:.2f} s\n")


if __name__ == "__main__":
    main()
