"""What ``--help`` says, in both languages. Keys are commands, option destinations and headings."""

from __future__ import annotations

from cntextfix.cli import batch_texts
from cntextfix.wording.words import Lang

_TEXTS: dict[str, tuple[str, str]] = {
    "usage": ("usage: ", "用法："),
    "about": (
        "Clean, ordered, readable text from garbled Chinese PDF text: overprinted characters, broken lines, "
        "scattered captions. Text in which nothing is wrong comes out as it is, byte for byte.",
        "从 PDF 里提取出的错乱中文，还原为通顺、有序、可读的文字："
        "叠印的字、打断的行、散落的图片说明。没有问题的文字原样输出，一个字节也不变。",
    ),
    "commands": (
        "commands:\n"
        "  clean      print the cleaned text\n"
        "  check      say what would change, and where; exit 1 if anything would\n"
        "  explain    show what is done and why, and what was held back\n"
        "  layout     draw a page with its blocks, their roles and their order, as SVG\n"
        "  rules      list the rules; describe one\n"
        "  batch      clean a whole archive into a folder\n"
        "  learn      learn what the pages of one title have in common, for batch\n",
        "命令：\n"
        "  clean      输出清理后的文字\n"
        "  check      指出哪里会改动；有改动时退出码为 1\n"
        "  explain    说明改了什么、为什么改，以及哪些没有改\n"
        "  layout     画出一页的分块、类别和阅读次序（SVG）\n"
        "  rules      列出规则；说明某一条\n"
        "  batch      把整个档案清理到一个文件夹\n"
        "  learn      学习同一报刊各版的共同之处，供 batch 使用\n",
    ),
    "exit-codes": (
        "exit codes:\n"
        "  0  fine\n"
        "  1  something would change (check, clean --diff)\n"
        "  2  the command line is wrong\n"
        "  3  some input failed; the rest was still processed\n",
        "退出码：\n  0  正常\n  1  会有改动（check、clean --diff）\n  2  命令行有误\n  3  有输入失败；其余仍已处理\n",
    ),
    "main-examples": (
        "examples:\n"
        "  cntextfix clean page.txt                  cleaned text on the screen\n"
        "  pdftotext page.pdf - | cntextfix clean    in a pipe\n"
        "  cntextfix clean --diff page.txt           look before you leap\n"
        "  cntextfix explain page.txt                every change, with its reason\n"
        "\n"
        "cntextfix COMMAND --help tells more about a command.\n",
        "示例：\n"
        "  cntextfix clean page.txt                  在屏幕上输出清理后的文字\n"
        "  pdftotext page.pdf - | cntextfix clean    用在管道中\n"
        "  cntextfix clean --diff page.txt           先看会改什么\n"
        "  cntextfix explain page.txt                每处改动及其理由\n"
        "\n"
        "某个命令的详细用法：cntextfix 命令 --help\n",
    ),
    "clean": (
        "Print the text of each FILE, cleaned. Without FILE, or for -, read stdin.",
        "输出每个文件清理后的文字。不写文件名或写 -，则读标准输入。",
    ),
    "clean-examples": (
        "Several FILEs are several documents. Their texts follow one another as with\n"
        "cat; Markdown has a blank line between them; JSON is one object a line.\n"
        "Output is always UTF-8. Line ends come out as they went in, and so does the\n"
        "byte order mark of UTF-8.\n"
        "\n"
        "examples:\n"
        "  cntextfix clean page.txt -o clean.txt\n"
        "  cntextfix clean --in-place *.txt                 each original is kept as FILE.bak\n"
        "  cntextfix clean --only dedouble page.txt         only undo what was printed several times\n"
        "  cntextfix clean --format json *.txt > all.jsonl\n"
        "  cntextfix clean --as-one p1.txt p2.txt           two pages of one issue\n"
        "  cntextfix clean --to simp page.txt               in simplified characters\n"
        "  cntextfix clean --encoding big5 page.txt         not guessed, but as you say\n"
        "  cntextfix clean --report why.jsonl page.txt      and the record of every change\n",
        "多个文件是多份文档：纯文本像 cat 一样前后相接；Markdown 之间空一行；JSON 一份一行。\n"
        "输出总是 UTF-8；换行符和 UTF-8 的 BOM 照原样保留。\n"
        "\n"
        "示例：\n"
        "  cntextfix clean page.txt -o clean.txt\n"
        "  cntextfix clean --in-place *.txt                 原文件另存为 .bak\n"
        "  cntextfix clean --only dedouble page.txt         只去掉叠印的字\n"
        "  cntextfix clean --format json *.txt > all.jsonl\n"
        "  cntextfix clean --as-one p1.txt p2.txt           同一期的两版合为一份\n"
        "  cntextfix clean --to simp page.txt               转为简体\n"
        "  cntextfix clean --encoding big5 page.txt         按指明的编码读取\n"
        "  cntextfix clean --report why.jsonl page.txt      同时写出改动记录\n",
    ),
    "check": (
        "Say what would change, a line per finding: file:line:col rule reason. What cannot be mended is "
        "noticed. Nothing is written. Exit 1 if anything would change. Without FILE, or for -, read stdin.",
        "指出哪里会改动，一处一行，写明文件、行、列、规则和理由；无法修复之处给出提示。不写任何文件。"
        "有改动时退出码为 1。不写文件名或写 -，则读标准输入。",
    ),
    "check-examples": (
        "examples:\n  cntextfix check *.txt\n  cntextfix check --format json page.txt | jq .reason\n",
        "示例：\n  cntextfix check *.txt\n  cntextfix check --format json page.txt | jq .reason\n",
    ),
    "explain": (
        "Show what is done and why, rule by rule: place, before, after, reason, confidence; then what was proposed and "
        "held back. Nothing is written. Without FILE, or for -, read stdin.",
        "按规则说明改了什么、为什么：位置、改前、改后、理由、可信度；最后是暂不改动的。"
        "不写任何文件。不写文件名或写 -，则读标准输入。",
    ),
    "explain-examples": (
        "examples:\n  cntextfix explain page.txt | less -R\n  cntextfix explain --only tandem-repeat page.txt\n",
        "示例：\n  cntextfix explain page.txt | less -R\n  cntextfix explain --only tandem-repeat page.txt\n",
    ),
    "layout": (
        "Draw one page of a PDF (or ALTO, hOCR) as SVG: its text at its place, and over it the blocks that were found, "
        "coloured by role and numbered in reading order. Without FILE, or for -, read stdin.",
        "把 PDF（或 ALTO、hOCR）的一页画成 SVG：文字在原处，上面是识别出的各块，颜色表示类别，编号表示阅读次序。"
        "不写文件名或写 -，则读标准输入。",
    ),
    "layout-examples": (
        "The drawing needs no other file; any browser shows it, with the beginning of a\n"
        "block where the pointer rests. Numbers are the order in which clean prints.\n"
        "\n"
        "examples:\n"
        "  cntextfix layout paper.pdf -o page.svg\n"
        "  cntextfix layout --page 3 paper.pdf > page3.svg\n",
        "图中不引用其他文件，用任何浏览器都可打开；指针停在某块上显示其开头文字。编号即 clean 输出的次序。\n"
        "\n"
        "示例：\n"
        "  cntextfix layout paper.pdf -o page.svg\n"
        "  cntextfix layout --page 3 paper.pdf > page3.svg\n",
    ),
    "rules": (
        "List the rules by family, in the order in which they run; or describe one, with its options; or print the "
        "recipe that options and a recipe file make.",
        "按类列出规则，依运行顺序；或说明某一条及其选项；或输出由选项和配方文件得出的配方。",
    ),
    "rules-examples": (
        "examples:\n"
        "  cntextfix rules\n"
        "  cntextfix rules tandem-repeat\n"
        "  cntextfix rules --recipe > mine.toml             all options, to be edited\n"
        "  cntextfix rules --recipe mine.toml --to simp     what these come to\n"
        "  cntextfix rules --schema > recipe.schema.json    for editors that check TOML\n",
        "示例：\n"
        "  cntextfix rules\n"
        "  cntextfix rules tandem-repeat\n"
        "  cntextfix rules --recipe > mine.toml             全部选项，供修改\n"
        "  cntextfix rules --recipe mine.toml --to simp     合起来的结果\n"
        "  cntextfix rules --schema > recipe.schema.json    供编辑器校验 TOML\n",
    ),
    # Headings
    "input": ("input", "输入"),
    "output": ("output", "输出"),
    "what": ("what to do", "做什么"),
    "general": ("general", "其他"),
    "pdfs": ("PDFs", "PDF 文件"),
    # Arguments and options
    "files": ("text files, PDFs, ALTO or hOCR; - is stdin", "文本文件、PDF、ALTO 或 hOCR；- 为标准输入"),
    "placed_file": ("a PDF, ALTO or hOCR file; - is stdin", "PDF、ALTO 或 hOCR 文件；- 为标准输入"),
    "page": ("which page, from 1 (default: 1)", "第几页，从 1 数起（默认 1）"),
    "svg_output": (
        "write to FILE.svg, all at once when everything is done (default: stdout)",
        "写入该文件，全部完成后一次写成（默认写到标准输出）",
    ),
    "as_one": (
        "take the FILEs as the pages of one document, in the order given",
        "把各文件依次当作同一份文档的各页",
    ),
    "as_text": (
        "clean JSON, tables, markup and program code as if they were prose, instead of refusing them",
        "把 JSON、表格、标记语言和程序代码也当作文章清理，而不是拒绝",
    ),
    "max_line": (
        "refuse files with a line of more than N characters (default: 50 million)",
        "行长超过 N 字的文件不处理（默认 5000 万）",
    ),
    "encoding": (
        "encoding of text files (default: auto, which detects UTF-8, GB18030, GBK, Big5, Big5-HKSCS, UTF-16 and UTF-32 "
        "and says on stderr if it is not UTF-8); output is always UTF-8",
        "文本文件的编码（默认 auto：识别 UTF-8、GB18030、GBK、Big5、Big5-HKSCS、UTF-16、UTF-32，"
        "不是 UTF-8 时在标准错误上说明）；输出总是 UTF-8",
    ),
    "errors": (
        "what cannot be decoded: strict (default) refuses the file, report puts U+FFFD in its place and counts",
        "无法解码之处：strict（默认）不处理该文件；report 代以 U+FFFD 并计数",
    ),
    "pages": (
        "only these pages, from 1; a comma list of numbers and ranges",
        "只读这些页，从 1 数起；页码或范围，用逗号分隔",
    ),
    "password": ("password of encrypted PDFs", "加密 PDF 的密码"),
    "password_file": ("a file whose first line is the password of encrypted PDFs", "存放加密 PDF 密码的文件，取第一行"),
    "pdf_engine": (
        "what reads PDFs: auto (default), pdfminer, or pdfium",
        "用什么读取 PDF：auto（默认）、pdfminer 或 pdfium",
    ),
    "order": (
        "order of a PDF's lines: reading (default: columns, articles, paragraphs), or file (as the file draws them, "
        "nothing laid out; for comparison, or where the layout goes wrong)",
        "PDF 各行的次序：reading（默认：按栏、文章、段落）；file（按文件中的绘制次序，不做版面分析；"
        "用于对照，或版面分析有误时）",
    ),
    "output_file": (
        "write to FILE, all at once when everything is done; nothing is half-written",
        "写入文件；全部完成后一次写成，不会只写一半",
    ),
    "in_place": ("write each cleaned text back to its FILE", "把清理后的文字写回各文件"),
    "backup": (
        "with --in-place: keep the original as FILE + SUFFIX (default: .bak; '' for no copy)",
        "与 --in-place 同用：原文件另存时加上此后缀（默认 .bak；'' 为不留）",
    ),
    "format": ("text (default), markdown, or json", "text（默认）、markdown 或 json"),
    "check_format": ("text (default), or json: one object a finding", "text（默认）或 json：一处一个对象"),
    "diff": (
        "print a unified diff instead, and exit 1 if there is one; write nothing",
        "改为输出统一格式的差异，有差异时退出码为 1；不写文件",
    ),
    "report": (
        "write every change, applied, held or only noticed, to FILE: one JSON object a line",
        "把每处改动（含暂不改动的和提示）写入文件，一行一个 JSON 对象",
    ),
    "blank_lines": (
        "where lines were joined to paragraphs, put a blank line between these",
        "重排过的段落之间空一行",
    ),
    "follow_jumps": (
        "of an article that goes on on another page of the same PDF, put the rest where the jump is",
        "同一份 PDF 里转到另一版的文章，把转版后的部分接到“下转”处",
    ),
    "include": (
        "print these too, which are left out otherwise: furniture, hidden, echo (a comma list)",
        "一并输出平时略去的：furniture（版面信息）、hidden（隐藏文字）、echo（叠印的行），用逗号分隔",
    ),
    "only": (
        "run only these rules or families (repeatable, or a comma list)",
        "只用这些规则或类（可重复，或用逗号分隔）",
    ),
    "without": ("leave out these rules or families (the same)", "不用这些规则或类（写法同上）"),
    "recipe": ("which rules with which options, from a TOML file", "从 TOML 文件读取规则及选项"),
    "to": (
        "convert to simp (simplified), trad (traditional), tw (Taiwan), hk (Hong Kong), twp (Taiwan, with its words), "
        "or none",
        "转为 simp（简体）、trad（繁体）、tw（台湾）、hk（香港）、twp（台湾，含用词）或 none（不转）",
    ),
    "recipe_shown": (
        "print the recipe in full as TOML: the default one, or that of a file, with the options above",
        "输出完整的配方（TOML）：默认的或文件中的，并计入上列选项",
    ),
    "schema": ("print the JSON schema of recipe files, for editors", "输出配方文件的 JSON schema，供编辑器使用"),
    "rule_name": ("a rule or a family", "规则名或类名"),
    "lang": ("language of messages (default: by the locale)", "消息语言（默认依系统区域）"),
    "version": ("show the version", "显示版本"),
    "help": ("show this", "显示本说明"),
}


def help_text(key: str, lang: Lang) -> str:
    """One of the texts."""
    return (_TEXTS.get(key) or batch_texts.HELP[key])[lang is Lang.ZH]
