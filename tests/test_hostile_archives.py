"""Archives and folders that are damaged, or made to do harm: each input has an outcome, what was whole comes out, and
what did not is told."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import random
import re
import socket
import subprocess
import sys
import tarfile
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from batches import ONLY, Watch, run, status_of, tree
from cntextfix import Recipe
from cntextfix.batch.documents.clean_file import clean_file
from cntextfix.batch.inputs import containers
from cntextfix.batch.inputs.plan import Plan
from cntextfix.batch.job import Job, Outcome, Reason, Status
from cntextfix.batch.storage import codecs

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="special files")
TEN = tuple((f"第{n}版.txt", f"这是第{n}版的文字。\n" * 40) for n in range(10))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def tar(pages: Sequence[tuple[str, str]] = TEN, form: int = tarfile.USTAR_FORMAT) -> bytes:
    """An archive of pages."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as made:
        for name, text in pages:
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            made.addfile(info, io.BytesIO(text.encode()))
    return out.getvalue()


def header(data: bytes, n: int) -> int:
    """Where the header of the n-th of TEN stands."""
    return data.index(TEN[n][0].encode())


def came(watch: Watch, out: Path, name: str) -> set[int]:
    """Which of TEN came out, each as it was; and the archive is one that failed, if not all of them did."""
    found = {key: data for key, data in tree(out).items() if key.startswith(f"{name}/")}
    texts = {f"{name}/{page}": text.encode() for page, text in TEN}
    assert all(texts[key] == data for key, data in found.items()), "nothing that is not as it was"
    assert found == texts or watch.outcomes[name].status is Status.FAILED
    return {n for n, key in enumerate(texts) if key in found}


def test_a_member_that_cannot_be_unpacked_fails_alone(archive: Path, tmp_path: Path) -> None:
    for method in (zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        path = archive / f"{method}.zip"
        with zipfile.ZipFile(path, "w", method) as made:
            for name, text in TEN:
                made.writestr(name, text)
        data = bytearray(path.read_bytes())
        with zipfile.ZipFile(path) as made:
            info = made.getinfo(TEN[4][0])
        at = info.header_offset + 30 + len(TEN[4][0].encode()) + info.compress_size // 2
        data[at] ^= 0xFF
        path.write_bytes(data)
    watch = run(archive, tmp_path / "out")
    for method in (zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        assert status_of(watch, f"{method}.zip/{TEN[4][0]}") == (Status.FAILED, "unreadable")
    assert watch.counts == {"unchanged": 36, "failed": 4}


def test_a_zip_of_a_version_nobody_knows_fails_alone(archive: Path, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        with zipfile.ZipFile(archive / name, "w") as made:
            made.writestr("一.txt", "好。")
    data = (archive / "a.zip").read_bytes()
    at = data.index(b"PK\x01\x02")
    (archive / "a.zip").write_bytes(data[: at + 6] + b"\x7f" + data[at + 7 :])
    for _ in range(2):
        watch = run(archive, tmp_path / "out", retry_failed=True)
        assert status_of(watch, "a.zip") == (Status.FAILED, "unreadable")
        assert list(tree(tmp_path / "out")) == ["b.zip/一.txt"]


def test_an_error_nobody_thought_of_is_an_outcome(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.zip", "b.tar"):
        (archive / name).write_bytes(tar() if name == "b.tar" else b"PK")
    (archive / "c.txt").write_text("好。", encoding="utf-8")

    def wrong(*_: object) -> None:
        raise ZeroDivisionError("哎")

    monkeypatch.setattr(containers, "members", wrong)
    watch = run(archive, tmp_path / "out")
    assert {name: one.reason for name, one in watch.outcomes.items()} == {
        "a.zip": Reason.BUG,
        "b.tar": Reason.BUG,
        "c.txt": None,
    }


@POSIX
@pytest.mark.parametrize("group_by", ["", "folder"])
def test_only_regular_files_are_opened(archive: Path, tmp_path: Path, group_by: str) -> None:
    """In a process of its own, as one that waits for a pipe could not be told to stop."""
    (archive / "好.txt").write_text("好。", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    for suffix in ("xml", "html", "txt", "jsonl", "zip", "tar.gz", "parquet", "pdf"):
        (archive / f"断.{suffix}").symlink_to(tmp_path / "nowhere")
        (archive / f"己.{suffix}").symlink_to(archive / f"己.{suffix}")
        (archive / f"夹.{suffix}").symlink_to(tmp_path / "elsewhere")
        os.mkfifo(archive / f"管.{suffix}")
        (archive / f"设.{suffix}").symlink_to("/dev/zero")
    where = Path.cwd()
    os.chdir(archive)  # a socket's path may have a hundred characters
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("座.xml")
    os.chdir(where)
    words = [sys.executable, "-m", "cntextfix", "--lang", "en", "batch", str(archive), "-o", str(tmp_path / "out")]
    words += ["-j", "1", *(["--group-by", group_by] if group_by else [])]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 3, "links that lead nowhere are inputs that cannot be read"
    assert "Traceback" not in done.stderr
    assert list(tree(tmp_path / "out").values()) == ["好。".encode()]
    for suffix in ("xml", "html", "txt", "jsonl", "zip", "tar.gz", "parquet", "pdf"):
        for name in (f"断.{suffix}", f"己.{suffix}"):
            assert re.search(f"{name}: (cannot be read|No such file|Too many levels)", done.stderr), name
    for what in ("link to a folder 8", "pipe 8", "device 8", "socket 1"):
        assert what in done.stderr


@POSIX
def test_what_is_no_file_is_told_of_when_it_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.xml")
    watch = run(tmp_path / "管.xml", tmp_path / "out")
    assert status_of(watch, "管.xml") == (Status.FAILED, "cannot-read")
    assert "pipe" in watch.outcomes["管.xml"].detail


def records(count: int) -> bytes:
    return "".join(json.dumps({"id": n, "text": f"第{n}条 {n * 7919 % 1009}。"}) + "\n" for n in range(count)).encode()


def zstd(data: bytes) -> bytes:
    zstandard = pytest.importorskip("zstandard")
    return bytes(zstandard.ZstdCompressor(write_checksum=True).compress(data))


TAR_PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": lambda data: gzip.compress(data),
    "xz": lambda data: lzma.compress(data),
    "bz2": lambda data: bz2.compress(data),
}
PACKERS: dict[str, Callable[[bytes], bytes]] = {"gz": lambda data: gzip.compress(data, mtime=0), "zst": zstd}


def lines_out(out: Path) -> list[int]:
    """The ids of the records that came out, in order."""
    found = []
    for path in sorted(out.rglob("part-*")):
        with path.open("rb") as file:
            data = codecs.opened(file, codecs.packing(path.name)).read()
        found += [json.loads(line)["id"] for line in data.splitlines()]
    return found


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.999])
def test_records_before_a_cut_come_out(archive: Path, tmp_path: Path, suffix: str, share: float) -> None:
    raw = records(12_500)
    data = PACKERS[suffix](raw)
    data = data[: int(len(data) * share)]
    (archive / f"a.jsonl.{suffix}").write_bytes(data)
    watch = run(archive, tmp_path / "out", recipe=ONLY.only("echo"))
    outcome = watch.outcomes[f"a.jsonl.{suffix}"]
    assert (outcome.status, outcome.reason) == (Status.FAILED, Reason.UNREADABLE)
    assert "cut off" in outcome.detail
    found = lines_out(tmp_path / "out")
    assert found == list(range(len(found)))
    if suffix == "gz":
        import zlib

        whole = zlib.decompressobj(31).decompress(data).count(b"\n")
        assert len(found) == whole


@pytest.mark.parametrize("suffix", PACKERS)
def test_streams_one_after_the_other_are_all_read(archive: Path, tmp_path: Path, suffix: str) -> None:
    noise = random.Random(7)  # a stream has to be longer than what is unpacked at once
    rows = ({"id": n, "text": f"第{n}条。", "x": noise.randbytes(300).hex()} for n in range(3000))
    lines = [json.dumps(row).encode() + b"\n" for row in rows]
    parts = [b"".join(lines[n : n + 1000]) for n in (0, 1000, 2000)]
    packed = [PACKERS[suffix](part) for part in parts]
    (archive / f"a.jsonl.{suffix}").write_bytes(b"".join(packed))
    watch = run(archive, tmp_path / "out", recipe=ONLY.only("echo"))
    assert "failed" not in watch.counts
    assert lines_out(tmp_path / "out") == list(range(3000))
    packed[1] = packed[1][:-6] + bytes(6)  # its checksum
    (archive / f"a.jsonl.{suffix}").write_bytes(b"".join(packed))
    watch = run(archive, tmp_path / "out2", recipe=ONLY.only("echo"))
    assert watch.outcomes[f"a.jsonl.{suffix}"].status is Status.FAILED
    assert lines_out(tmp_path / "out2") == list(range(1000)), "what stands after a wrong checksum may be anything"


def test_a_gzip_padded_with_zeros_is_whole(archive: Path, tmp_path: Path) -> None:
    (archive / "a.jsonl.gz").write_bytes(gzip.compress(records(10)) + bytes(512))
    assert "failed" not in run(archive, tmp_path / "out").counts


@pytest.mark.parametrize(
    ("damage", "left"),
    [
        (lambda data: data[: header(data, 4)] + bytes(512) + data[header(data, 4) + 512 :], {4}),
        (lambda data: data[: header(data, 4)] + b"\xee" * 512 + data[header(data, 4) + 512 :], {4}),
        (lambda data: data[: header(data, 4) + 150] + b"9" + data[header(data, 4) + 151 :], {4}),
        (lambda data: data[: header(data, 0)] + b"\xee" * 512 + data[header(data, 0) + 512 :], {0}),
        (lambda data: data + b"x" * 100, set()),
        (lambda data: data[: header(data, 6)], {6, 7, 8, 9}),
        (lambda data: data[: header(data, 6) + 100], {6, 7, 8, 9}),
        (lambda data: data[: header(data, 6) + 600], {6, 7, 8, 9}),
        (lambda data: data[: header(data, 6) + 512], {6, 7, 8, 9}),
    ],
)
def test_a_damaged_tar_gives_what_is_whole(
    archive: Path, tmp_path: Path, damage: Callable[[bytes], bytes], left: set[int]
) -> None:
    (archive / "a.tar").write_bytes(damage(tar()))
    watch = run(archive, tmp_path / "out")
    assert came(watch, tmp_path / "out", "a.tar") == set(range(10)) - left
    assert f"{10 - len(left)} files" in watch.outcomes["a.tar"].detail


def test_two_tars_one_after_the_other_are_read_to_the_end(archive: Path, tmp_path: Path) -> None:
    (archive / "a.tar").write_bytes(tar(TEN[:5]) + tar(TEN[5:]))
    (archive / "b.tar.gz").write_bytes(gzip.compress(tar(TEN[:5])) + gzip.compress(tar(TEN[5:])))
    assert run(archive, tmp_path / "out").counts == {"unchanged": 20}


@pytest.mark.parametrize("suffix", ["gz", "xz", "bz2"])
def test_a_packed_tar_that_is_cut(archive: Path, tmp_path: Path, suffix: str) -> None:
    name = f"a.tar.{suffix}"
    (archive / name).write_bytes(TAR_PACKERS[suffix](tar())[:-40])
    watch = run(archive, tmp_path / "out")
    found = came(watch, tmp_path / "out", name)
    assert "cut off" in watch.outcomes[name].detail
    if suffix == "gz":
        assert len(found) >= 5


@pytest.mark.parametrize("suffix", ["gz", "xz", "bz2"])
def test_a_flipped_byte_in_a_packed_tar_never_alters_text(archive: Path, tmp_path: Path, suffix: str) -> None:
    data = TAR_PACKERS[suffix](tar())
    for n in range(12, len(data), max(1, len(data) // 40)):
        (archive / f"{n}.tar.{suffix}").write_bytes(data[:n] + bytes([data[n] ^ 0x10]) + data[n + 1 :])
    watch = run(archive, tmp_path / "out")
    for path in archive.iterdir():
        came(watch, tmp_path / "out", path.name)


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_names_in_a_tar(archive: Path, tmp_path: Path, form: int) -> None:
    pages = [(f"{'长' * 60}/{'名' * 40}{n}.txt", f"第{n}版。") for n in range(3)]
    (archive / "a.tar").write_bytes(tar(pages, form))
    assert run(archive, tmp_path / "out").counts == {"unchanged": 3}
    assert tree(tmp_path / "out") == {f"a.tar/{name}": text.encode() for name, text in pages}


def test_an_archive_with_nothing_in_it_has_an_outcome(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive / "a.zip", "w"):
        pass
    (archive / "b.tar").write_bytes(tar(()))
    (archive / "c.jsonl").write_bytes(b"")
    (archive / "d.tar").write_bytes(b"")
    watch = run(archive, tmp_path / "out")
    assert {name: str(one.status) for name, one in watch.outcomes.items()} == {
        "a.zip": "unchanged",
        "b.tar": "unchanged",
        "c.jsonl/part-00000": "unchanged",
        "d.tar": "failed",
    }


def test_names_that_meet_have_an_output_each(archive: Path, tmp_path: Path) -> None:
    names = [
        "ok.txt",
        "ok.txt",
        "ok~2.txt",
        "OK.txt",
        "a/x.txt",
        "A/X.TXT",
        "x.txt",
        "x.txt/y.txt",
        "é.txt",
        "e\u0301.txt",
    ]
    names += ["CON.txt", "a:b.txt", "尾. ", "长" * 120 + ".txt"]
    for name in ("a.tar", "b.zip"):
        if name == "a.tar":
            (archive / name).write_bytes(tar([(one, f"{n}。") for n, one in enumerate(names)], tarfile.PAX_FORMAT))
            continue
        with zipfile.ZipFile(archive / name, "w") as made, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that there are two of one name
            for n, one in enumerate(names):
                made.writestr(one, f"{n}。")
    found: list[dict[str, bytes]] = []
    for out in ("out", "again"):
        plan = Plan((str(archive),), globs=("*",))
        watch = run(archive, tmp_path / out, jobs=plan.jobs())
        assert watch.counts == {"unchanged": 2 * len(names)}
        found.append(tree(tmp_path / out))
        assert len(found[-1]) == 2 * len(names)
        folded = {name.lower() for name in found[-1]}
        assert len(folded) == 2 * len(names), "on a disk that does not tell A from a, too"
        texts = sorted(data for name, data in found[-1].items() if name.startswith("a.tar"))
        assert texts == sorted(f"{n}。".encode() for n in range(len(names)))
        again = run(archive, tmp_path / out, jobs=Plan((str(archive),), globs=("*",)).jobs())
        assert (again.outcomes, len(again.before)) == ({}, 2 * len(names))
    assert found[0] == found[1]


def test_files_whose_outputs_meet(archive: Path, tmp_path: Path) -> None:
    from pdf import sample

    (archive / "a.pdf").write_bytes(sample.page())
    (archive / "a.pdf.txt").write_text("一。\n", encoding="utf-8")
    (archive / "B.txt").write_text("大。\n", encoding="utf-8")
    (archive / "b.txt").write_text("小。\n", encoding="utf-8")
    watch = run(archive, tmp_path / "out", report=tmp_path / "reports")
    assert "failed" not in watch.counts
    assert len(tree(tmp_path / "out")) == len(tree(tmp_path / "reports")) == 4
    (archive / "a.txt").write_text("新。\n", encoding="utf-8")
    assert set(run(archive, tmp_path / "out", report=tmp_path / "reports").outcomes) == {"a.txt"}


def bomb(size: int) -> bytes:
    """So many spaces in a gzip."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as file:
        for _ in range(size >> 20):
            file.write(b" " * (1 << 20))
    return out.getvalue()


PEAK = """
import resource, sys
sys.path.insert(0, {tests!r})
from batches import run
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
watch = run({archive!r}, {out!r}, memory=512 << 20)
for name, one in sorted(watch.outcomes.items()):
    print(name, one.status, one.detail)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the units of ru_maxrss")
def test_bombs_are_refused_and_take_no_memory(archive: Path, tmp_path: Path) -> None:
    size = 250 << 20
    (archive / "a.jsonl.gz").write_bytes(bomb(size))
    with zipfile.ZipFile(archive / "b.zip", "w", zipfile.ZIP_DEFLATED) as made:
        with made.open("大.txt", "w") as file:
            for _ in range(size >> 20):
                file.write(b" " * (1 << 20))
        made.writestr("小.txt", "好。")
    (archive / "c.tar.gz").write_bytes(gzip.compress(tar((("小.txt", "好。"),))[:1024]) + bomb(size))
    code = PEAK.format(tests=str(Path(__file__).parent), archive=str(archive), out=str(tmp_path / "out"))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *told, peak = done.stdout.splitlines()
    assert int(peak) < 150, "megabytes"
    assert [line.split(" ")[:2] for line in told] == [
        ["a.jsonl.gz/line-1", "failed"],
        ["b.zip/大.txt", "failed"],
        ["b.zip/小.txt", "unchanged"],
        ["c.tar.gz", "failed"],
        ["c.tar.gz/小.txt", "unchanged"],
    ]


def test_a_bzip2_member_that_claims_to_be_small(archive: Path, tmp_path: Path) -> None:
    """What it unpacks to is not what it says: a member is never unpacked beyond its size, and fails."""
    with zipfile.ZipFile(archive / "a.zip", "w", zipfile.ZIP_BZIP2) as made:
        made.writestr("大.txt", b" " * (64 << 20))
    data = (archive / "a.zip").read_bytes()
    size = (64 << 20).to_bytes(4, "little")
    (archive / "a.zip").write_bytes(data.replace(size, (100).to_bytes(4, "little")))
    assert status_of(run(archive, tmp_path / "out"), "a.zip/大.txt") == (Status.FAILED, "unreadable")


def test_a_gzip_that_only_seems_to_be_cut_off(archive: Path, tmp_path: Path) -> None:
    """A flipped byte may make of it a stream that never ends, of text that nobody wrote."""
    data = gzip.compress(tar(), mtime=0)
    tried = 0
    for n in range(20, len(data) - 8):
        one = data[:n] + bytes([data[n] ^ 1]) + data[n + 1 :]
        path = tmp_path / "one.gz"
        path.write_bytes(one)
        found = codecs.looked_through(str(path), ".gz")
        if "or damaged" in found.trouble:
            assert found.size == 0
            tried += 1
            (archive / f"{n}.tar.gz").write_bytes(one)
    assert tried, "there is such a byte"
    watch = run(archive, tmp_path / "out")
    assert all(not came(watch, tmp_path / "out", path.name) for path in archive.iterdir())


def test_what_unpacks_to_much_more_than_any_text(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codecs, "BOMB_SIZE", 1 << 20)
    (archive / "a.tar.bz2").write_bytes(bz2.compress(bytes(8 << 20)))
    (archive / "b.jsonl.gz").write_bytes(gzip.compress(b" " * (8 << 20)))
    watch = run(archive, tmp_path / "out")
    assert {status_of(watch, name) for name in ("a.tar.bz2", "b.jsonl.gz")} == {(Status.FAILED, "unreadable")}
    assert all("times as large" in one.detail for one in watch.outcomes.values())


def test_members_that_overlap_fail(archive: Path, tmp_path: Path) -> None:
    """One piece of data that is unpacked many times over is how small bombs are made."""
    with zipfile.ZipFile(archive / "a.zip", "w") as made:
        for name, text in TEN[:3]:
            made.writestr(name, text)
        made.filelist[1].header_offset = made.filelist[0].header_offset
    watch = run(archive, tmp_path / "out")
    assert any("overlaps" in one.detail for one in watch.outcomes.values())
    assert len(tree(tmp_path / "out")) < 3


@pytest.mark.parametrize("damage", ["length", "both", "name"])
def test_a_zip_whose_list_of_files_is_damaged(archive: Path, tmp_path: Path, damage: str) -> None:
    with zipfile.ZipFile(archive / "a.zip", "w") as made:
        for name, text in TEN:
            made.writestr(name, text)
    data = bytearray((archive / "a.zip").read_bytes())
    if damage == "both":  # and the sixth has lost its own mark, too
        at = [n for n in range(len(data)) if data[n : n + 4] == b"PK\x03\x04"][5]
        data[at : at + 4] = bytes(4)
    if damage != "name":  # the fifth entry has a comment that is the sixth
        at = [n for n in range(len(data)) if data[n : n + 4] == b"PK\x01\x02"][4]
        data[at + 32] = 46 + len(TEN[5][0].encode())
    else:  # there are none, says its end
        end = data.rindex(b"PK\x05\x06")
        data[end + 8 : end + 16] = bytes(8)
        data[end + 16 : end + 20] = end.to_bytes(4, "little")
    (archive / "a.zip").write_bytes(data)
    watch = run(archive, tmp_path / "out")
    assert status_of(watch, "a.zip") == (Status.FAILED, "unreadable")
    assert came(watch, tmp_path / "out", "a.zip") == (set() if damage == "name" else set(range(10)) - {5})


def test_large_members_are_laid_aside(archive: Path, tmp_path: Path) -> None:
    """Not in memory, as the one who plans reads ahead; and nothing is left of them."""
    text = "好字。\n" * 200_000
    with zipfile.ZipFile(archive / "a.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for n in range(3):
            made.writestr(f"{n}.txt", text)
    spool, held = tmp_path / "out/.cntextfix/tmp", []

    def watched(jobs: Iterator[Job], recipe: Recipe, evidence: object, limits: object) -> Iterator[tuple[Job, Outcome]]:
        for job in jobs:
            held.append(sum(len(part.data or b"") for part in job.parts))
            assert len(list(spool.iterdir())) == 4 - len(held), "all are planned, and those done are gone"
            yield job, clean_file(job, recipe)

    assert run(archive, tmp_path / "out", engine=watched, recipe=ONLY.only("echo")).counts == {"unchanged": 3}
    assert held == [0, 0, 0]
    assert not list(spool.iterdir())
    assert list(tree(tmp_path / "out").values()) == [text.encode()] * 3
