"""Help and messages of ``batch`` and ``learn``, in both languages."""

from __future__ import annotations

_EXAMPLES = (
    "  cntextfix batch {archive} -o {out}\n"
    "  cntextfix batch {archive} -o {out} --glob '*.pdf' --jobs 8 --timeout 60\n"
    "  cntextfix batch {archive} -o {out} --group-by '(\\d{{8}})'    {issue}\n"
    "  cntextfix batch --status {out}\n"
    "  cntextfix batch {archive} -o {out} --retry-failed\n"
)
_LEARN_EXAMPLES = "  cntextfix learn {archive} -o {file}\n  cntextfix batch {archive} -o {out} --evidence {file}\n"

HELP: dict[str, tuple[str, str]] = {
    "batch": (
        "Clean a whole archive into a folder: unattended, resumable, every input accounted for. Run it again and it "
        "goes on where it was; only what is new, or has another recipe, is done.",
        "把整个档案清理到一个文件夹：无人值守，可随时续跑，每份输入都有着落。再次运行会接着做；"
        "只处理新增的，或配方变了的。",
    ),
    "batch-examples": (
        "ARCHIVE is a folder, or files: .txt, .pdf, .jsonl[.gz|.zst], .parquet, .zip, .tar,\n"
        "ALTO (.xml), hOCR (.hocr, .html). With - a list of files is read from stdin.\n"
        "Outputs mirror the tree. Files that cntextfix did not write are never overwritten.\n"
        "\n"
        "examples:\n" + _EXAMPLES.format(archive="newspapers/", out="cleaned/", issue="one document an issue"),
        "档案是文件夹或文件：.txt、.pdf、.jsonl[.gz|.zst]、.parquet、.zip、.tar、\n"
        "ALTO（.xml）、hOCR（.hocr、.html）。写 - 则从标准输入读文件列表。\n"
        "输出与输入的文件夹结构相同。不是 cntextfix 写的文件绝不覆盖。\n"
        "\n"
        "示例：\n" + _EXAMPLES.format(archive="报纸/", out="清理后/", issue="一期报纸为一份文档"),
    ),
    "learn": (
        "Learn what the pages of one title have in common (running heads, folios, column measures) and write it to a "
        "file for batch --evidence.",
        "从同一种报刊的版面中学习其共同之处（报头、版次、栏宽等），写入文件供 batch --evidence 使用。",
    ),
    "learn-examples": (
        "examples:\n" + _LEARN_EXAMPLES.format(archive="newspapers/", out="cleaned/", file="newspaper.evidence.json"),
        "示例：\n" + _LEARN_EXAMPLES.format(archive="报纸/", out="清理后/", file="报纸.evidence.json"),
    ),
    "running": ("running", "运行"),
    "archive": (
        "folders or files, or URIs of such (s3://…); - for a list of files on stdin",
        "文件夹或文件，或其 URI（s3://…）；- 为从标准输入读文件列表",
    ),
    "glob": (
        "take only files whose name or path fits, e.g. '*.txt' (repeatable)",
        "只取名称或路径符合的文件，如 '*.txt'（可重复）",
    ),
    "root": (
        "with -: the folder that names in the list are relative to (default: this one)",
        "与 - 同用：列表中文件名相对的文件夹（默认当前）",
    ),
    "group_by": (
        "page files that are one document: all in a folder, or all whose path matches with the same text",
        "哪些单页文件合为一份文档：同一文件夹中的，或路径匹配出相同文字的",
    ),
    "text_field": ("the field or column of a record to clean (default: text)", "记录中要清理的字段或列（默认 text）"),
    "id_field": (
        "the field or column that names a record in reports (default: its number in the shard)",
        "报告中用来称呼记录的字段或列（默认为它在分片中的序号）",
    ),
    "batch_output": (
        "the folder for the outputs, or its URI, with the ledger in .cntextfix",
        "输出文件夹或其 URI，账本在其中的 .cntextfix",
    ),
    "learn_output": ("write to FILE.json instead of stdout", "写入 文件.json，不输出到屏幕"),
    "batch_format": (
        "text (default), markdown, json; alto (ALTO in, ALTO out: words mended in place); "
        "jsonl or parquet (all documents in shards, a record each)",
        "text（默认）、markdown、json；alto（读入 ALTO 并写回 ALTO，就地修正文字）；"
        "jsonl 或 parquet（全部文档写成分片，一份一条记录）",
    ),
    "batch_report": (
        "every change: one report a document below DIR, or all in one FILE.jsonl or FILE.parquet",
        "每处改动：每份文档一个报告，写在该文件夹下；或全部写入一个 .jsonl 或 .parquet 文件",
    ),
    "evidence": ("what cntextfix learn found out about the title", "cntextfix learn 学到的该报刊特征"),
    "status": ("say how far the output folder DIR is, and do nothing", "报告输出文件夹的进度，不做别的"),
    "verify": (
        "check that the outputs in DIR are the bytes that were written, and do nothing",
        "检查该文件夹中的输出是否仍是当初写入的内容，不做别的",
    ),
    "jobs": (
        "worker processes (default: one a processor)",
        "工作进程数（默认每个处理器一个）",
    ),
    "timeout": ("seconds for one document (default: 300; 0: no limit)", "每份文档的时限，秒（默认 300；0 为不限）"),
    "memory": ("for one worker (default: 2G; 0: no limit)", "每个工作进程的内存上限（默认 2G；0 为不限）"),
    "engine": ("local (default) or ray", "local（默认）或 ray"),
    "address": ("of the Ray cluster (default: one on this machine)", "Ray 集群地址（默认在本机）"),
    "retry_failed": ("also do again what failed in earlier runs", "以前失败的也重做"),
    "dry_run": ("say what would be done, and write nothing", "只列出会做什么，不写任何文件"),
    "quiet": ("no progress, only failures", "不显示进度，只显示失败"),
    "log_json": ("progress and failures as JSON, one object a line", "进度和失败以 JSON 输出，一行一个对象"),
}

MESSAGES: dict[str, tuple[str, str]] = {
    "no-archive": ("no ARCHIVE; give a folder or files", "没有档案；请给出文件夹或文件"),
    "no-output": ("no output folder; give one with -o DIR", "没有输出文件夹；请用 -o 给出"),
    "no-such-archive": ("{name}: no such file or folder", "{name}：没有这个文件或文件夹"),
    "same-name": (
        "two ARCHIVEs are called {name}; run them one by one, so that their outputs do not meet",
        "有两个档案都叫 {name}；请分别运行，以免输出相互冲突",
    ),
    "into-itself": (
        "the output folder is the archive itself; give another one, so that inputs stay as they are",
        "输出文件夹就是输入文件夹；请换一个，以免改动输入",
    ),
    "not-there": (
        "an output folder that is a URI takes no --format jsonl or parquet, and no --report in one file; "
        "--report URI keeps one report a document",
        "输出文件夹是 URI 时不能用 --format jsonl 或 parquet，也不能把报告写入一个文件；"
        "可用 --report URI，每份文档一个报告",
    ),
    "alto-only": (
        "--format alto takes ALTO files only, and no --group-by",
        "--format alto 只用于 ALTO 文件，不能与 --group-by 同用",
    ),
    "no-ledger": (
        "{name}: no ledger there; is it the output folder of a batch?",
        "{name}：没有账本；是 batch 的输出文件夹吗？",
    ),
    "stopping": (
        "stopping; documents begun are finished first (once more Ctrl-C: at once)",
        "正在停止；已开始的文档先做完（再按一次 Ctrl-C 立即停止）",
    ),
    "stopped": (
        "stopped; what is done is done, and the same command goes on from here",
        "已停止；做完的都已保存，用同一命令即可接着做",
    ),
    "batch-stopped": (
        "stopped: {message}. What is done is done; mend that, and the same command goes on from here",
        "已停止：{message}。做完的都已保存；解决后用同一命令即可接着做",
    ),
    "progress": (
        "{done} ({rate}/s{eta}), {changes} changes, {failed} failed",
        "{done}（每秒 {rate} 份{eta}），改动 {changes} 处，失败 {failed} 份",
    ),
    "of-total": ("{done} of {total} done", "已完成 {done}/{total} 份"),
    "of-input": ("{done} done, {share} % of the input", "已完成 {done} 份（{share}%）"),
    "done": ("{done} done", "已完成 {done} 份"),
    "eta": (", {time} left", "，还需 {time}"),
    "batch-summary": (
        "{jobs} done in {time}: {ok} cleaned, {unchanged} with nothing to change, {ocr} without text (OCR needed), "
        "{failed} failed; {skipped} were done before",
        "完成 {jobs} 份，用时 {time}：{ok} 份已清理，{unchanged} 份无需改动，{ocr} 份没有文字（需 OCR），"
        "{failed} 份失败；{skipped} 份以前已完成",
    ),
    "left-out": ("left out, of other kinds: {kinds}", "其他类型，未处理：{kinds}"),
    "a-folder-link": ("link to a folder", "指向文件夹的链接"),
    "a-pipe": ("pipe", "管道"),
    "a-socket": ("socket", "套接字"),
    "a-device": ("device", "设备"),
    "a-link": ("link in an archive", "归档中的链接"),
    "partly-failed": (
        "{count} records or pages of {jobs} of the inputs that came out failed",
        "已写出的输入中，有 {jobs} 份共 {count} 条记录或单页失败",
    ),
    "old-failures": (
        "{count} failed in earlier runs and were not tried again; --retry-failed does",
        "{count} 份在以前失败，这次没有重试；可用 --retry-failed",
    ),
    "more-failures": (
        "... and {count} more; cntextfix batch --status {folder}",
        "……还有 {count} 份；见 cntextfix batch --status {folder}",
    ),
    "would-clean": ("would be cleaned to {output}", "将清理到 {output}"),
    "would-skip": ("is done", "已完成"),
    "dry-summary": ("{todo} to do, {done} done", "待做 {todo} 份，已完成 {done} 份"),
    "status-title": (
        "{folder}: {jobs} inputs, {unfinished} begun and not finished",
        "{folder}：{jobs} 份输入，{unfinished} 份开始后未完成",
    ),
    "status-line": (
        "  {ok} cleaned, {unchanged} with nothing to change, {ocr} without text (OCR needed), {failed} failed",
        "  {ok} 份已清理，{unchanged} 份无需改动，{ocr} 份没有文字（需 OCR），{failed} 份失败",
    ),
    "status-records": (
        "  of their records: {ok} cleaned, {unchanged} with nothing to change, {ocr} without text, {failed} failed",
        "  其中的记录：{ok} 条已清理，{unchanged} 条无需改动，{ocr} 条没有文字，{failed} 条失败",
    ),
    "status-work": (
        "  {pages} pages, {size_in} in, {size_out} out, {time} of work",
        "  {pages} 页，读入 {size_in}，写出 {size_out}，处理用时 {time}",
    ),
    "status-change": ("  {count:>9}  {rule}", "  {count:>9}  {rule}"),
    "verify-summary": (
        "{ok} outputs as written, {changed} changed, {missing} missing",
        "{ok} 份输出与写入时相同，{changed} 份已变，{missing} 份缺失",
    ),
    "verify-changed": ("is not what was written", "已不是当初写入的内容"),
    "verify-missing": ("is missing", "缺失"),
    "learnt": (
        "{pages} pages; lines that recur: {lines}; usual column measures, in characters: {measures}",
        "{pages} 页；反复出现的行：{lines} 种；常用栏宽（字）：{measures}",
    ),
    "no-measure": ("none", "无"),
    # Reasons
    "cannot-read": ("cannot be read: {detail}", "无法读取：{detail}"),
    "unreadable": ("not readable as what it is: {detail}", "内容无法识读：{detail}"),
    "cannot-write-output": ("its output cannot be written: {detail}", "无法写出结果：{detail}"),
    "disk-full": ("the disk is full: {detail}", "磁盘已满：{detail}"),
    "output-exists": (
        "{detail} is there already, and cntextfix did not write it; move it away",
        "{detail} 已存在，且不是 cntextfix 写的；请移走它",
    ),
    "output-edited": (
        "{detail} was edited after cntextfix wrote it; move it away to have it written anew",
        "{detail} 在 cntextfix 写出后被改过；要重新生成请先移走它",
    ),
    "output-taken": ("its output {detail} is that of another input", "它的输出 {detail} 与另一份输入的相同"),
    "recipe": ("the recipe cannot be applied: {detail}", "配方无法使用：{detail}"),
    "timeout": ("took longer than --timeout", "超过 --timeout 时限"),
    "memory": ("needs more than --memory", "超过 --memory 内存上限"),
    "crashed": ("ended its worker process ({detail})", "使工作进程终止（{detail}）"),
}
