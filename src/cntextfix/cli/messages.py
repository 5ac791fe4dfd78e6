"""Messages of the command line in both languages, and which of them to speak."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Sequence

from cntextfix.cli import batch_texts, structured_texts
from cntextfix.cli.problems import Problem
from cntextfix.cli.translated import translated
from cntextfix.wording.words import Lang

_MESSAGES: dict[str, tuple[str, str]] = {
    # Inputs
    "missing": ("no such file; check the name", "没有这个文件；请检查文件名"),
    "directory": (
        "is a directory; name the files in it, e.g. {name}/*.txt",
        "是文件夹；请写出其中的文件，如 {name}/*.txt",
    ),
    "permission": ("no permission to read it; check its mode and owner", "无权读取；请检查文件权限"),
    "system": ("cannot be read: {message}", "无法读取：{message}"),
    "endless": (
        "is no file and gave more than {limit:,} bytes; save it to a file and name that",
        "不是普通文件，且给出的内容超过 {limit:,} 字节；请先存成文件再处理",
    ),
    "binary": (
        "is not text (binary data); if it is, name its encoding: --encoding NAME",
        "不是文本（二进制数据）；如确是文本，请用 --encoding 指明编码",
    ),
    "not-chinese": (
        "is not UTF-8, nor Chinese in any other encoding; if it is text, name its encoding, e.g. --encoding cp1252",
        "不是 UTF-8，也不是其他编码的中文；如确是文本，请指明编码，如 --encoding cp1252",
    ),
    "undecodable": (
        "the byte at offset {offset} ({byte}, line {line}) is not valid in {encoding}: use --errors report to go "
        "on with U+FFFD in its place, or --encoding NAME if it is in another encoding",
        "偏移 {offset} 处的字节 {byte}（第 {line} 行）不合 {encoding}：可用 --errors report 以 U+FFFD 代替并继续；"
        "如是其他编码，用 --encoding 指明",
    ),
    "undecodable-guess": (
        "looks like {encoding}, but the byte at offset {offset} ({byte}, line {line}) is not valid in it: use "
        "--errors report to go on with U+FFFD in its place, or --encoding NAME if it is in another encoding",
        "看来是 {encoding}，但偏移 {offset} 处的字节 {byte}（第 {line} 行）不合：可用 --errors report "
        "以 U+FFFD 代替并继续；如是其他编码，用 --encoding 指明",
    ),
    "read-as": ("read as {encoding}", "按 {encoding} 读取"),
    "lost": (
        "places not valid in {encoding}, with U+FFFD in the text: {count}",
        "有 {count} 处不合 {encoding}，文中代以 U+FFFD",
    ),
    "overprint-left": (
        "overprint was undone, but not all that looks like it; left as it was: {count} (see cntextfix explain)",
        "已还原叠印，另有 {count} 处像是叠印、证据不足，未改动（可用 cntextfix explain 查看）",
    ),
    "pages-of-text": ("is not a PDF: --pages is for PDFs", "不是 PDF：--pages 只用于 PDF"),
    "layout-of-text": (
        "is not a PDF, ALTO or hOCR file: nothing says where its characters stand",
        "不是 PDF、ALTO 或 hOCR 文件：没有字符位置可画",
    ),
    "nothing-drawn": ("there is no text on page {page}", "第 {page} 页上没有文字"),
    "order-of-text": (
        "is not a PDF: its lines have one order only; leave out --order file",
        "不是 PDF：各行只有一种次序；请去掉 --order file",
    ),
    "line-too-long": (
        "has a line of {length} characters, more than --max-line {limit}; raise the limit if that is meant",
        "有一行长 {length} 字，超过 --max-line {limit}；如属正常请调高上限",
    ),
    "placed-as-one": (
        "is a PDF, ALTO or hOCR and cannot be put together with --as-one",
        "是 PDF、ALTO 或 hOCR，不能用 --as-one 合并",
    ),
    "engine-died": (
        "pdfium came to its end while reading it ({how}); read it with --pdf-engine pdfminer",
        "pdfium 读取时中止（{how}）；请用 --pdf-engine pdfminer 读取",
    ),
    "no-text": (
        "no text in it; a scan needs OCR first, e.g. ocrmypdf -l chi_sim scan.pdf text.pdf",
        "里面没有文字；如是扫描件，请先做 OCR，如 ocrmypdf -l chi_sim scan.pdf text.pdf",
    ),
    "nothing-read": (
        "no text could be read from it, for it is damaged; repair it first, for instance with qpdf",
        "文件已损坏，读不出文字；请先修复，如用 qpdf",
    ),
    "pages-cut": (
        "--pages goes past the last page, {count}; read: {pages}",
        "--pages 超出末页（共 {count} 页）；读取第 {pages} 页",
    ),
    "empty": ("empty, nothing to do", "空文件，无事可做"),
    "from-terminal": ("reading text from the terminal; end with {key}", "正从终端读取文本；按 {key} 结束"),
    # Outputs
    "cannot-write": (
        "cannot write {name}: {message}; nothing was changed there",
        "无法写入 {name}：{message}；其中内容未改动",
    ),
    "backup-exists": (
        "not changed: {backup} is there already; move it away, or choose another --backup suffix",
        "未改动：{backup} 已存在；请移走它，或用 --backup 换个后缀",
    ),
    "placed-in-place": (
        "not changed: a PDF, ALTO or hOCR cannot be cleaned in place; use -o FILE.txt (ALTO: batch --format alto)",
        "未改动：PDF、ALTO、hOCR 不能就地清理；请用 -o 文件.txt（ALTO 可用 batch --format alto）",
    ),
    "in-place-done": (
        "cleaned, changes: {count}; the original is {backup}",
        "已清理，{count} 处改动；原文件在 {backup}",
    ),
    "output-is-directory": (
        "{name} is a directory; name a file in it for what is written",
        "{name} 是文件夹；请写出其中的输出文件名",
    ),
    "over-pdf": (
        "{name} is a PDF, and would be lost; name another file for what is written",
        "{name} 是 PDF，写入会把它覆盖；请另给输出文件名",
    ),
    "in-place-bare": ("cleaned, changes: {count}", "已清理，{count} 处改动"),
    "in-place-same": ("nothing to change", "无需改动"),
    "now-utf8": ("was {encoding}, is UTF-8 now", "原为 {encoding}，现为 UTF-8"),
    "bug": (
        "not changed, because the safety check stopped it: {message}. Please report this",
        "未改动：安全检查拦下了结果：{message}。请向我们报告",
    ),
    "crash": (
        "not done, because of a bug in cntextfix: {message}. Please report this",
        "未处理：cntextfix 有错误：{message}。请向我们报告",
    ),
    "interrupted": ("interrupted; nothing is half-written", "已中断；没有写了一半的文件"),
    # Usage
    "in-place-stdin": ("--in-place wants FILEs to write to", "--in-place 需要给出文件名"),
    "in-place-with": ("--in-place cannot be used with {other}", "--in-place 不能与 {other} 同用"),
    "in-place-lossy": (
        "--in-place with --errors report wants a backup of what cannot be decoded; leave out --backup ''",
        "--in-place 与 --errors report 同用时须保留原文件；请去掉 --backup ''",
    ),
    "unknown-encoding": (
        "--encoding: no encoding {name!r}; use auto, utf-8, gb18030, big5, big5-hkscs, utf-16, utf-32 or another name "
        "that Python knows",
        "--encoding：没有编码 {name!r}；可用 auto、utf-8、gb18030、big5、big5-hkscs、utf-16、utf-32 "
        "或 Python 认识的其他名称",
    ),
    "one-of": ("{one} and {other} do not go together", "{one} 与 {other} 不能同用"),
    "diff-with": ("--diff is of plain text; leave out {other}", "--diff 只比较纯文本；请去掉 {other}"),
    "backup-alone": ("--backup goes with --in-place", "--backup 要与 --in-place 同用"),
    "bad-suffix": ("--backup: a suffix has no / in it", "--backup：后缀中不能有 /"),
    "bad-password-file": ("--password-file: {name} cannot be read", "--password-file：无法读取 {name}"),
    "group-stdin": ("--group-by wants FILEs", "--group-by 需要给出文件名"),
    "one-page": ("layout draws a page of one FILE", "layout 一次只画一个文件的一页"),
    "stdin-twice": ("- (stdin) can be read only once", "-（标准输入）只能读一次"),
    "recipe": ("{message}", "{message}"),
    "plain": ("{message}", "{message}"),
    "stdin-bare": (
        "no command; to clean what comes in: … | cntextfix clean",
        "没有命令；要清理传入的文字，请用：… | cntextfix clean",
    ),
    "usage": ("{message}; {command} --help shows how it is used", "{message}；用法见 {command} --help"),
    "no-command": ("no command; give one of {commands}", "没有命令；请给出其中之一：{commands}"),
    "near-command": ("no command {word!r}; did you mean {near}?", "没有命令 {word!r}；是否想用 {near}？"),
    "file-as-command": (
        "{word!r} is a file, not a command; to clean it: cntextfix clean {word}",
        "{word!r} 是文件，不是命令；要清理它请用：cntextfix clean {word}",
    ),
    "unknown-command": ("no command {word!r}; there are {commands}", "没有命令 {word!r}；可用的有 {commands}"),
    "no-rule": (
        "no rule or family {name!r}; cntextfix rules lists them",
        "没有规则或类 {name!r}；用 cntextfix rules 列出全部",
    ),
    "near-rule": ("no rule or family {name!r}; did you mean {near}?", "没有规则或类 {name!r}；是否想用 {near}？"),
    "near-option": (
        "no option {word}; did you mean {near}? ({command} --help shows all)",
        "没有选项 {word}；是否想用 {near}？（全部见 {command} --help）",
    ),
    # check, explain
    "check-summary": (
        "{files} checked: {dirty} would change ({findings} findings), {clean} clean, {failed} failed",
        "检查了 {files} 份：{dirty} 份有改动（{findings} 处），{clean} 份无需改动，{failed} 份失败",
    ),
    "check-notices": (
        "notices of what is left as it is, not counted above: {count}",
        "另有 {count} 条提示，所指之处保持原样（不计入改动）",
    ),
    "only-noticed": ("(only noticed) {message}", "（仅提示）{message}"),
    "needs-ocr": (
        "no text or mostly unreadable, needs OCR: page {pages}",
        "没有文字或大部分无法辨读，需要 OCR：第 {pages} 页",
    ),
    "page-trouble": ("page {pages}: {message}", "第 {pages} 页：{message}"),
    "nothing": ("nothing to change", "无需改动"),
    "n-applied": ("changes: {count}", "改动：{count} 处"),
    "n-held": ("held: {count}", "暂不改动：{count} 处"),
    "n-noticed": ("noticed: {count}", "提示：{count} 条"),
    "noticed-title": ("Noticed: nothing was done", "提示：未作改动"),
    "held-title": ("Held: proposed, not done", "暂不改动"),
    "skipped-title": ("Not run", "未运行"),
    "gone": ("(not printed)", "（不输出）"),
    "confidence": ("confidence {value}", "可信度 {value}"),
    "sum-lines": ("pages: {pages}, lines: {lines}", "共 {pages} 页 {lines} 行"),
    "sum-pages": ("pages: {pages}", "共 {pages} 页"),
    "sum-size": ("{what}, characters: {before}, printed: {after}", "{what}；原文 {before} 字，清理后 {after} 字"),
    "sum-rules": (" ({rules})", "（{rules}）"),
    "sum-joined": ("lines joined: {count}", "接行：{count} 处"),
    "joined": (
        "line ends joined: {count}; --only {rule} lists them",
        "接行 {count} 处，不逐一列出；用 --only {rule} 列出",
    ),
    # rules
    "options-title": ("Its options, as a recipe file (--recipe) has them:", "选项，写在配方文件（--recipe）中："),
    "off": (" (off)", "（已关闭）"),
    "off-by-default": (" (off by default)", "（默认关闭）"),
    "switch-on": (
        "off by default; --only {name}, or enabled = true in a recipe file, switches it on",
        "默认关闭；用 --only {name}，或在配方文件中写 enabled = true 启用",
    ),
    "needs-geometry": ("for PDFs only: it needs the places of the characters", "只用于 PDF：需要字符位置"),
}


def say(code: str, lang: Lang, **fields: str | int) -> str:
    """A message in words."""
    texts = _MESSAGES.get(code) or structured_texts.MESSAGES.get(code) or batch_texts.MESSAGES[code]
    return texts[lang is Lang.ZH].format(**fields)


def problem_text(error: Exception, lang: Lang) -> str:
    """What went wrong, in words; the library's own errors speak for themselves."""
    if not isinstance(error, Problem):
        return translated(str(error), lang)
    words = dict(error.fields)
    if isinstance(words.get("message"), str):
        words["message"] = translated(str(words["message"]), lang)
    return say(error.code, lang, **words)


def language(argv: Sequence[str]) -> Lang:
    """The language asked for with ``--lang``, or the locale's: Chinese for any Chinese one, else English.

    Looked up before the command line is parsed, because ``--help`` has to be in it too.
    """
    found = ""
    for n, word in enumerate(argv):
        if word == "--":
            break
        name, _, value = word.partition("=")
        if name == "--lang":
            found = value or (argv[n + 1] if n + 1 < len(argv) else "")
    if found in (Lang.EN, Lang.ZH):
        return Lang(found)
    return Lang.ZH if _locale_name().lower().startswith(("zh", "chinese")) else Lang.EN


def _locale_name() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return value
    return (locale.getlocale()[0] or "") if sys.platform in ("win32", "darwin") else ""
