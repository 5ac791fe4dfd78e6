"""What is said of files that are no prose, in both languages: what they are, and the command that does it."""

from __future__ import annotations

_BATCH = "cntextfix batch {lines} -o DIR --text-field {field}"

MESSAGES: dict[str, tuple[str, str]] = {
    "structured-jsonl": (
        f"is JSON lines, not prose; to clean the texts in it: {_BATCH} (--as-text takes the whole file for prose)",
        f"是 JSON lines，不是文章；要清理其中的文字请用：{_BATCH}（--as-text 把整个文件当作文章）",
    ),
    "structured-json": (
        f"is JSON, not prose; to clean the texts in it: jq -c '.[]' {{file}} > FILE.jsonl, then {_BATCH} "
        "(--as-text takes the whole file for prose)",
        f"是 JSON，不是文章；要清理其中的文字请先用 jq -c '.[]' {{file}} > 文件.jsonl，再用 {_BATCH}"
        "（--as-text 把整个文件当作文章）",
    ),
    "structured-csv": (
        f"is a table (CSV), not prose; to clean a column, save its rows as JSON lines or Parquet, then: {_BATCH} "
        "(--as-text takes the whole file for prose)",
        f"是表格（CSV），不是文章；要清理其中一列，请先存为 JSON lines 或 Parquet，再用：{_BATCH}"
        "（--as-text 把整个文件当作文章）",
    ),
    "structured-tsv": (
        f"is a table (TSV), not prose; to clean a column, save its rows as JSON lines or Parquet, then: {_BATCH} "
        "(--as-text takes the whole file for prose)",
        f"是表格（TSV），不是文章；要清理其中一列，请先存为 JSON lines 或 Parquet，再用：{_BATCH}"
        "（--as-text 把整个文件当作文章）",
    ),
    "structured-xml": (
        "is XML, not prose; take its text out first, or use --as-text to clean it as it stands",
        "是 XML，不是文章；请先取出其中的文字，或用 --as-text 照原样清理",
    ),
    "structured-html": (
        "is HTML, not prose; take its text out first, e.g. with pandoc -t plain, or use --as-text to clean it as it "
        "stands",
        "是 HTML，不是文章；请先取出其中的文字（如用 pandoc -t plain），或用 --as-text 照原样清理",
    ),
    "structured-alto": (
        "is ALTO; to clean it as a document: cntextfix clean {file}, without --pages",
        "是 ALTO；要作为文档清理请用：cntextfix clean {file}，不加 --pages",
    ),
    "structured-hocr": (
        "is hOCR; to clean it as a document: cntextfix clean {file}, without --pages",
        "是 hOCR；要作为文档清理请用：cntextfix clean {file}，不加 --pages",
    ),
    "structured-subtitles": (
        "is subtitles or lyrics with times, not prose; --as-text cleans it all the same",
        "是带时间的字幕或歌词，不是文章；--as-text 仍照样清理",
    ),
    "structured-settings": (
        "is a file of settings (YAML, INI), not prose; --as-text cleans it all the same",
        "是配置文件（YAML、INI），不是文章；--as-text 仍照样清理",
    ),
    "structured-code": (
        "is program code, not prose; --as-text cleans it all the same",
        "是程序代码，不是文章；--as-text 仍照样清理",
    ),
}
