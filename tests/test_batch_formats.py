"""What goes into a batch and what comes out: archives, records, ALTO, hOCR."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from batches import CLEAN, GARBLED, ONLY, run, status_of, tree
from cntextfix import Recipe
from cntextfix.batch.inputs.plan import Plan, listed
from cntextfix.batch.job import Status, Style
from cntextfix.batch.workers.local import Local
from cntextfix.errors import SourceError
from cntextfix.sources.ocr import alto, hocr

PAGE, DONE = GARBLED.format(n=""), CLEAN.format(n="")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def test_zip_with_names_in_gbk_and_names_that_lead_out(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive / "a.zip", "w") as made:
        made.writestr("甲/一版.txt", PAGE)
        made.writestr("../../逃.txt", "好。")
        made.writestr("图.jpg", b"\xff\xd8")
        made.writestr("old", "x")
    data = (archive / "a.zip").read_bytes()
    old = "旧版".encode("gbk") + b".txt"
    with zipfile.ZipFile(archive / "b.zip", "w") as made:
        made.writestr("x" * len(old), "好。")
    (archive / "b.zip").write_bytes((archive / "b.zip").read_bytes().replace(b"x" * len(old), old))
    (archive / "c.zip").write_bytes(data[: len(data) // 2])
    watch = run(archive, tmp_path / "out")
    assert tree(tmp_path / "out") == {
        "a.zip/甲/一版.txt": DONE.encode(),
        "a.zip/逃.txt": "好。".encode(),
        "b.zip/旧版.txt": "好。".encode(),
    }
    assert status_of(watch, "c.zip") == (Status.FAILED, "unreadable")
    assert run(archive, tmp_path / "out").outcomes.keys() <= {"c.zip"}


@pytest.mark.parametrize("suffix", ["tar", "tar.gz", "tar.xz"])
def test_tar(archive: Path, tmp_path: Path, suffix: str) -> None:
    with tarfile.open(archive / "a.tar", "w") as made:
        for name, text in (("甲/一.txt", PAGE), ("二.txt", "好。"), ("二.txt", "又。")):
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            made.addfile(info, io.BytesIO(text.encode()))
    data = (archive / "a.tar").read_bytes()
    packed = {"tar": data, "tar.gz": gzip.compress(data), "tar.xz": lzma.compress(data)}[suffix]
    (archive / "a.tar").unlink()
    (archive / f"a.{suffix}").write_bytes(packed)
    run(archive, tmp_path / "out")
    assert tree(tmp_path / "out") == {
        f"a.{suffix}/甲/一.txt": DONE.encode(),
        f"a.{suffix}/二.txt": "好。".encode(),
        f"a.{suffix}/二~2.txt": "又。".encode(),
    }


def test_json_lines_keep_their_number_order_and_other_fields(archive: Path, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": 7, "text": PAGE, "x": {"y": [1.5, None]}}),
        "no json",
        json.dumps({"id": 8, "text": "好。"}, ensure_ascii=False),
        json.dumps({"id": 9}),
        json.dumps({"id": 10, "text": None}),
        json.dumps({"id": 11, "text": 3}),
        '{"text": "\\ud800"}',
    ]
    (archive / "a.jsonl.gz").write_bytes(gzip.compress("\r\n".join(lines).encode()))
    watch = run(archive, tmp_path / "out")
    assert dict(watch.outcomes["a.jsonl.gz/part-00000"].records) == {
        Status.OK: 1,
        Status.UNCHANGED: 3,
        Status.FAILED: 3,
    }
    written = gzip.decompress((tmp_path / "out/a.jsonl.gz/part-00000.jsonl.gz").read_bytes()).decode().splitlines()
    assert written[1] == "no json"
    first, third, fourth, fifth, sixth, last = (json.loads(written[n]) for n in (0, 2, 3, 4, 5, 6))
    assert (first["text"], first["x"], first["cntextfix_status"]) == (DONE, {"y": [1.5, None]}, "ok")
    assert first["cntextfix_changes"] > 0
    assert (third["text"], third["cntextfix_reason"]) == ("好。", None)
    assert "text" not in fourth
    assert fifth["text"] is None
    assert (sixth["text"], sixth["cntextfix_status"]) == (3, "failed")
    assert last["text"] == "\ud800"


def test_json_lines_in_shards_of_which_only_new_ones_are_done(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cntextfix.batch.inputs.containers._SHARD_LINES", 3)
    path = archive / "a.jsonl"
    path.write_text("".join(json.dumps({"text": f"第{n}条。"}) + "\n" for n in range(7)), encoding="utf-8")
    assert len(run(archive, tmp_path / "out").outcomes) == 3
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"text": "新。"}) + "\n")
    assert set(run(archive, tmp_path / "out").outcomes) == {"a.jsonl/part-00002"}


def test_a_wrong_field_is_told_with_those_there_are(archive: Path, tmp_path: Path) -> None:
    (archive / "a.jsonl").write_text('{"content": "好"}\n', encoding="utf-8")
    outcome = run(archive, tmp_path / "out").outcomes["a.jsonl/part-00000"]
    assert outcome.detail == "no record has a field 'text'; there are 'content'"
    assert run(archive, tmp_path / "out", style=Style(text_field="content")).counts == {"unchanged": 1}


def test_damaged_gzip_is_an_outcome(archive: Path, tmp_path: Path) -> None:
    data = gzip.compress(b'{"text": "x"}\n' * 5000)
    (archive / "a.jsonl.gz").write_bytes(data[:-20])
    assert status_of(run(archive, tmp_path / "out"), "a.jsonl.gz") == (Status.FAILED, "unreadable")


def test_zstandard(archive: Path, tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    (archive / "a.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(json.dumps({"text": PAGE}).encode()))
    run(archive, tmp_path / "out")
    data = (tmp_path / "out/a.jsonl.zst/part-00000.jsonl.zst").read_bytes()
    assert json.loads(zstandard.ZstdDecompressor().decompress(data))["text"] == DONE


def test_parquet_keeps_rows_types_and_other_columns(archive: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = [PAGE, None, "好。", PAGE]
    table = pa.table(
        {
            "id": pa.array([1, 2, 3, 4], pa.int16()),
            "text": pa.array(texts, pa.large_string()),
            "n": [[1], [], None, [2]],
        }
    ).replace_schema_metadata({"who": "me"})
    pq.write_table(table, archive / "a.parquet", row_group_size=2)
    (archive / "b.parquet").write_bytes(b"PAR1 not")
    watch = run(archive, tmp_path / "out")
    assert status_of(watch, "b.parquet") == (Status.FAILED, "unreadable")
    done = pq.read_table(tmp_path / "out/a.parquet/part-00000.parquet")
    assert done.schema.field("text").type == pa.large_string()
    assert done.schema.metadata[b"who"] == b"me"
    assert done.select(["id", "n"]).equals(table.select(["id", "n"]).replace_schema_metadata(done.schema.metadata))
    assert done["text"].to_pylist() == [DONE, None, "好。", DONE]
    assert done["cntextfix_status"].to_pylist() == ["ok", "unchanged", "unchanged", "ok"]
    assert set(run(archive, tmp_path / "out").outcomes) == {"b.parquet"}


def test_parquet_with_one_large_row_group_is_done_in_windows(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow as pa
    import pyarrow.parquet as pq

    monkeypatch.setattr("cntextfix.batch.documents.parquet._SHARD_ROWS", 4)
    texts = [f"第{n}条。" for n in range(10)]
    pq.write_table(pa.table({"text": texts}), archive / "a.parquet")
    assert len(run(archive, tmp_path / "out").outcomes) == 3
    parts = [tmp_path / f"out/a.parquet/part-0000{n}.parquet" for n in range(3)]
    assert [text for part in parts for text in pq.read_table(part)["text"].to_pylist()] == texts
    assert run(archive, tmp_path / "out").outcomes == {}


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_documents_in_shards(archive: Path, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if kind == "parquet":
        pytest.importorskip("pyarrow")
    monkeypatch.setattr("cntextfix.batch.outputs.pack.SHARD_DOCUMENTS", 2)
    for name, text in (("甲.txt", PAGE.encode()), ("乙.txt", "好。\r\n".encode()), ("丙.txt", b"\x00\x01\xff" * 99)):
        (archive / name).write_bytes(text)
    out = tmp_path / "out"
    run(archive, out, pack=kind)
    records = {record["id"]: record for path in sorted(out.glob("documents-*")) for record in records_of(path)}
    assert len(list(out.glob(f"documents-*.{kind}"))) == 2
    assert (records["甲.txt"]["text"], records["甲.txt"]["status"]) == (DONE, "ok")
    assert (records["乙.txt"]["text"], records["乙.txt"]["changes"]) == ("好。\r\n", 0)
    assert (records["丙.txt"]["text"], records["丙.txt"]["status"]) == (None, "failed")
    before = tree(out)
    run(archive, tmp_path / "other", pack=kind, engine=Local(2))
    assert tree(tmp_path / "other") == before
    (archive / "丁.txt").write_text("新。", encoding="utf-8")
    assert set(run(archive, out, pack=kind).outcomes) == {"丁.txt"}
    assert sum(len(records_of(path)) for path in out.glob("documents-*")) == 4
    (out / f"documents-00000.{kind}").write_bytes(b"mine")
    with pytest.raises(SourceError, match="output-edited"):
        run(archive, out, pack=kind)


def records_of(path: Path) -> list[dict[str, object]]:
    """The records of a shard."""
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    import pyarrow.parquet as pq

    records: list[dict[str, object]] = pq.read_table(path).to_pylist()
    return records


def test_text_cannot_come_out_as_alto(archive: Path, tmp_path: Path) -> None:
    (archive / "a.txt").write_text("好。", encoding="utf-8")
    watch = run(archive, tmp_path / "out", style=Style("alto"))
    assert status_of(watch, "a.txt") == (Status.FAILED, "unreadable")


def test_a_list_of_files(archive: Path, tmp_path: Path) -> None:
    (archive / "a/b").mkdir(parents=True)
    (archive / "a/b/p.txt").write_text(PAGE, encoding="utf-8")
    jobs = listed(["a/b/p.txt", "a/none.txt", "/etc/hostname"], str(archive), Plan(())).jobs()
    watch = run(archive, tmp_path / "out", jobs=jobs)
    assert status_of(watch, "a/b/p.txt")[0] is Status.OK
    assert status_of(watch, "a/none.txt") == (Status.FAILED, "cannot-read")
    assert status_of(watch, "/etc/hostname") == (Status.FAILED, "cannot-read")
    assert list(tree(tmp_path / "out")) == ["a/b/p.txt"]


def test_a_list_of_page_files_by_issue(archive: Path, tmp_path: Path) -> None:
    for name in ("1/p2.txt", "2/p1.txt", "1/p10.txt"):
        (archive / name).parent.mkdir(exist_ok=True)
        (archive / name).write_text(f"{name}。\n", encoding="utf-8")
    plan = listed(["1/p10.txt", "2/p1.txt", "1/p2.txt"], str(archive), Plan((), group_by="folder"))
    run(archive, tmp_path / "out", jobs=plan.jobs())
    assert tree(tmp_path / "out") == {"1.txt": "1/p10.txt。\n1/p2.txt。\n".encode(), "2.txt": "2/p1.txt。\n".encode()}


@pytest.mark.parametrize("suffix", ["zip", "tar"])
def test_pages_in_an_archive_by_issue(archive: Path, tmp_path: Path, suffix: str) -> None:
    names = ["20230101/p2.txt", "20230101/p10.txt", "20230102/p1.txt", "读我.md"]
    if suffix == "zip":
        with zipfile.ZipFile(archive / "a.zip", "w") as packed:
            for name in (names[1], names[2], names[3], names[0]):  # they need not stand together
                packed.writestr(name, f"{name}。\n")
    else:
        with tarfile.open(archive / "a.tar", "w") as made:
            for name in names:
                info = tarfile.TarInfo(name)
                info.size = len(f"{name}。\n".encode())
                made.addfile(info, io.BytesIO(f"{name}。\n".encode()))
    run(archive, tmp_path / "out", group_by=r"(\d{8})")
    assert tree(tmp_path / "out") == {
        f"a.{suffix}/20230101.txt": "20230101/p2.txt。\n20230101/p10.txt。\n".encode(),
        f"a.{suffix}/20230102.txt": "20230102/p1.txt。\n".encode(),
    }


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_records_are_called_by_their_id_in_reports(archive: Path, tmp_path: Path, kind: str) -> None:
    rows = [{"key": "甲7", "text": PAGE}, {"key": None, "text": PAGE}]
    if kind == "jsonl":
        (archive / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        pq.write_table(pa.Table.from_pylist(rows), archive / "a.parquet")
    run(archive, tmp_path / "out", style=Style(id_field="key"), report=tmp_path / "reports")
    (made,) = (tmp_path / "reports").rglob("*.report.jsonl")
    called = {json.loads(line)["document"] for line in made.read_text(encoding="utf-8").splitlines()}
    assert called == {f"a.{kind}/part-00000:甲7", f"a.{kind}/part-00000:2"}
    outcome = run(archive, tmp_path / "other", style=Style(id_field="nummer")).outcomes[f"a.{kind}/part-00000"]
    assert outcome.detail.endswith("'nummer'; there are 'key', 'text'")


def test_what_is_left_out_is_counted(archive: Path, tmp_path: Path) -> None:
    for name in ("a.jpg", "b.JPG", "mets.xml", "c.txt", ".DS_Store"):
        (archive / name).write_text("<mets/>" if name.endswith("xml") else "好", encoding="utf-8")
    plan = Plan((str(archive),))
    watch = run(archive, tmp_path / "out", jobs=plan.jobs())
    assert list(watch.outcomes) == ["c.txt"]
    assert plan.left_out == {".jpg": 2, ".xml": 1, ".DS_Store": 1}


def test_other_encodings(archive: Path, tmp_path: Path) -> None:
    (archive / "gb.txt").write_bytes(PAGE.encode("gb18030"))
    (archive / "u.txt").write_bytes(("\ufeff" + PAGE).encode())
    run(archive, tmp_path / "out")
    assert tree(tmp_path / "out") == {"gb.txt": DONE.encode(), "u.txt": ("\ufeff" + DONE).encode()}


ALTO = """<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Description/><Layout><Page ID="P1" WIDTH="10" HEIGHT="10">
<PrintSpace><TextBlock ID="B1">{lines}</TextBlock></PrintSpace></Page></Layout></alto>
"""


def alto_of(lines: Sequence[str]) -> str:
    """An ALTO file with two String elements and an SP a line where there is a space in it."""
    made = []
    for n, line in enumerate(lines):
        words = "<SP/>".join(
            f'<String ID="S{n}_{m}" HPOS="{m}" CC="{"9" * len(word)}" CONTENT="{word}"/>'
            for m, word in enumerate(line.split(" "))
        )
        made.append(f'<TextLine ID="L{n}">{words}</TextLine>')
    return ALTO.format(lines="\n".join(made))


def test_alto_in_and_text_out(archive: Path, tmp_path: Path) -> None:
    (archive / "p.xml").write_text(alto_of(PAGE.splitlines()), encoding="utf-8")
    run(archive, tmp_path / "out")
    assert tree(tmp_path / "out") == {"p.xml.txt": (DONE + "\n").encode()}


def test_alto_in_and_alto_out_keeps_all_but_the_words(archive: Path, tmp_path: Path) -> None:
    lines = ["完善 &amp;工作", *PAGE.splitlines()[1:], "好 的"]
    (archive / "p.xml").write_text(alto_of(lines), encoding="utf-8")
    run(archive, tmp_path / "out", style=Style("alto"))
    old = ElementTree.fromstring((archive / "p.xml").read_bytes())
    new = ElementTree.fromstring((tmp_path / "out/p.xml").read_bytes())
    assert [e.get("ID") for e in new.iter()] == [e.get("ID") for e in old.iter()]
    words = [e.get("CONTENT") for e in new.iter() if e.tag.endswith("String")]
    assert words == ["完善", "&工作", *DONE.splitlines()[1:], "好", "的"]
    kept = [e.get("CC") for e in new.iter() if e.tag.endswith("String")]
    assert [cc is not None for cc in kept] == [True, True, False, False, True, True, True]
    (archive / "p.xml").write_text(alto_of(["没有 问题。"]), encoding="utf-8")
    run(archive, tmp_path / "out", style=Style("alto"))
    assert (tmp_path / "out/p.xml").read_bytes() == (archive / "p.xml").read_bytes()


def test_alto_out_puts_mended_characters_where_they_were(archive: Path, tmp_path: Path) -> None:
    (archive / "p.xml").write_text(alto_of(["⼈⺠ ⽇报", "一行"]), encoding="utf-8")
    run(archive, tmp_path / "out", style=Style("alto"), recipe=Recipe.default())
    new = ElementTree.fromstring((tmp_path / "out/p.xml").read_bytes())
    assert [e.get("CONTENT") for e in new.iter() if e.tag.endswith("String")] == ["人民", "日报", "一行"]


def test_what_is_not_alto_or_hocr_is_refused() -> None:
    with pytest.raises(SourceError, match="root is <mets>"):
        alto.read(b"<mets/>", "x")
    with pytest.raises(SourceError, match="well-formed"):
        alto.read(b"<alto><Layout>", "x")
    with pytest.raises(SourceError, match="no element of class ocr_page"):
        hocr.read(b"<html><p>x</p></html>", "x")


HOCR = """<html><head><title>x</title></head><body><div class='ocr_page' title='bbox 0 0 9 9'>
<div class='ocr_carea'><p class='ocr_par'><span class='ocr_line' title='bbox 0 0 9 1'>
 <span class='ocrx_word'>完善</span> <span class='ocrx_word'>工作</span> <span class='ocrx_word'>Wi</span>
 <span class='ocrx_word'><strong>Fi</strong></span></span><br>
<span class='ocr_line'><span class='ocrx_word'>二&amp;</span></span></p></div></div>
<div class='ocr_page'><span class='ocr_line'>三</span></div></body></html>"""


def test_hocr(archive: Path, tmp_path: Path) -> None:
    document = hocr.read(HOCR.encode(), "x")
    assert [(line.text, line.end) for line in document.lines()] == [
        ("完善工作Wi Fi", "\n"),
        ("二&", "\f"),
        ("三", "\n"),
    ]
    (archive / "p.hocr").write_text(HOCR, encoding="utf-8")
    (archive / "q.html").write_text(HOCR, encoding="utf-8")
    (archive / "r.html").write_text("<html>", encoding="utf-8")
    assert run(archive, tmp_path / "out").counts == {"unchanged": 2}


def pdf_of(lines: Sequence[str]) -> bytes:
    """A PDF of one page."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, (400, 400), invariant=1)
    canvas.setFont("STSong-Light", 10)
    for n, line in enumerate(lines):
        for shift in (0, 0.3):  # overprinted
            canvas.drawString(50 + shift, 300 - 14 * n, line)
    canvas.save()
    return out.getvalue()


def test_pdfs_alone_and_as_pages_of_an_issue(archive: Path, tmp_path: Path) -> None:
    pytest.importorskip("reportlab")
    (archive / "20230101-1.pdf").write_bytes(pdf_of(["第一页写的是完善工作机制的事情。"]))
    (archive / "20230101-2.pdf").write_bytes(pdf_of(["第二页写的是联合督查行动的事情。"]))
    (archive / "20230102-1.pdf").write_bytes(pdf_of([]))
    alone = run(archive, tmp_path / "out", recipe=Recipe.default())
    assert alone.counts == {"ok": 2, "needs-ocr": 1}
    assert "第一页写的是完善工作机制的事情。" in (tmp_path / "out/20230101-1.pdf.txt").read_text(encoding="utf-8")
    together = run(archive, tmp_path / "out2", recipe=Recipe.default(), group_by=r"\d{8}")
    assert {name: outcome.pages for name, outcome in together.outcomes.items()} == {
        "20230101.pdf": 2,
        "20230102.pdf": 1,
    }
    text = (tmp_path / "out2/20230101.pdf.txt").read_text(encoding="utf-8")
    assert text.index("第一页写的是完善工作机制的事情。") < text.index("第二页写的是联合督查行动的事情。")


def test_no_text_at_all_needs_ocr(archive: Path, tmp_path: Path) -> None:
    (archive / "p.xml").write_text(ALTO.format(lines=""), encoding="utf-8")
    watch = run(archive, tmp_path / "out", recipe=ONLY)
    assert status_of(watch, "p.xml") == (Status.NEEDS_OCR, "")
    assert run(archive, tmp_path / "out", recipe=ONLY).outcomes == {}
