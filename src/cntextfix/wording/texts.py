"""The texts of reasons, rules and roles, English and Chinese; ``words`` puts them to use.

To give a new reason its words, add one entry to ``REASONS``: its code, then the English and the Chinese text. ``{0}``
is the first of the proposal's numbers; ``{0 line}`` is the number with its noun, plural where it has to be.
"""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    "drawn-again": (
        "{0 character} drawn {1} times in the same place, at most {2} hundredths of an em apart",
        "{0} 个字在同一位置印了 {1} 次，最多相差 {2}% 字宽",
    ),
    "placed-furniture": ("{0 line} of page furniture, by their place and words", "按位置和用语看，{0} 行是版面信息"),
    "unseen": ("{0 line} that nobody can see on the page", "{0} 行在版面上看不见"),
    "placed-role": ("{0} of article {1}, by its place and type", "按位置和字体看，属于第 {1} 篇（{0}）"),
    "placed-article": ("{1 paragraph} of article {0}, by their place", "按位置看，{1} 段属于第 {0} 篇"),
    "placed-wrap": (
        "{0 line} of one block ({1}), by columns, indents and pictures",
        "按栏、缩进和图片看，{0} 行同属一段（{1}）",
    ),
    "vertical-form": ("{0 mark} in the form for vertical text", "{0} 个竖排形式的标点"),
    "no-text-layer": ("the page has pictures but no text layer: it needs OCR", "本页只有图像，没有文字层，需要 OCR"),
    "no-text": ("the page has no text", "本页没有文字"),
    "hidden-layer": (
        "the page's text is a hidden layer of {0 character} (OCR of a scan?): check it against the picture",
        "本页文字出自隐藏层，共 {0} 字（扫描图的 OCR？）：请对照图像",
    ),
    "unseen-text": (
        "all {0 character} of the page are hidden or off the page: --include hidden prints them",
        "本页 {0} 个字都看不见或在页面之外：用 --include hidden 输出",
    ),
    "rebuilt-file": (
        "the file is damaged and was put together again from its parts: {0 page} found, what is lost is missing",
        "文件已损坏，由残存部分重新拼成：找到 {0} 页，丢失的内容无法恢复",
    ),
    "plain-lines": (
        "the page could not be laid out ({0}): its lines stand in the order of the file, check it by eye",
        "本页无法排版（{0}）：各行按文件中的顺序输出，请对照原件",
    ),
    "damaged-page": ("the page is damaged ({0}); what could be read is here", "本页已损坏（{0}），只读出了一部分"),
    "damaged-content": (
        "content of the page cannot be unpacked to its end (object {0}): what comes before is here",
        "本页内容无法完整解开（对象 {0}），只读到中断处",
    ),
    "damaged-object": (
        "object {0}, which the page needs, cannot be unpacked to its end",
        "本页用到的对象 {0} 无法完整解开",
    ),
    "other-engine": ("too much for pdfium: the page was read by pdfminer", "超出 pdfium 的限度：本页由 pdfminer 读取"),
    "long-font": (
        "a table of the page's font (object {0}) is longer than any real one; the rest was not read",
        "本页字体（对象 {0}）的表过长，其余未读",
    ),
    "damaged-operator": (
        "the page has damaged instructions ({0}), which were passed over",
        "本页有损坏的指令（{0}），已跳过",
    ),
    "endless-form": (
        "a form on the page (object {0}) contains itself; it was read once",
        "本页有自我嵌套的表单（对象 {0}），只读一次",
    ),
    "too-many-forms": (
        "the page draws its forms (object {0}) more often than any real one; the rest was not read",
        "本页表单（对象 {0}）绘制次数过多，其余未读",
    ),
    "too-deep": (
        "the page saves its graphics state more than {0} times over; deeper ones were not kept",
        "本页图形状态嵌套超过 {0} 层，更深的未保存",
    ),
    "too-many-figures": (
        "the page has more than {0} lines and areas; the rest was not looked at, its text is here",
        "本页线条和色块超过 {0} 个，其余未看，文字不受影响",
    ),
    "too-many-pages": (
        "the file has more than {0} pages; the rest was not read",
        "文件超过 {0} 页，其余未读",
    ),
    "too-much-content": (
        "the page has more than {0} MB of content; the rest was not read",
        "本页内容超过 {0} MB，其余未读",
    ),
    "too-long": ("the page has more than {0} instructions; the rest was not read", "本页指令超过 {0} 条，其余未读"),
    "too-many-glyphs": ("the page has more than {0} glyphs; the rest was not read", "本页字形超过 {0} 个，其余未读"),
    "overprint": (
        "{1 character} in {0 unit} each printed {2} times; in a zone of {3 line}, coverage {4} %",
        "{0} 个单元共 {1} 字各印了 {2} 次；所在区段 {3} 行，覆盖率 {4}%",
    ),
    "echo-block": (
        "{0 line} ({1 character}) printed again, {2 line} further down",
        "{0} 行（共 {1} 字）在 {2} 行之后又印了一遍",
    ),
    "lookalike-ellipsis": ("{0} in place of {1}", "{0} 应作 {1}"),
    "lookalike-dash": ("{0} in place of {1}", "{0} 应作 {1}"),
    "kangxi-radical": ("{0 radical} in place of the characters that look the same", "{0} 个部首符号混作汉字"),
    "kangxi-twice": (
        "{0 radical} copied together with the character that it stands for",
        "{0} 个部首符号与它所代表的汉字重复出现",
    ),
    "compatibility-ideograph": ("{0 compatibility ideograph} in place of unified ones", "{0} 个兼容汉字改为统一汉字"),
    "decomposed-letter": ("letter and accent in place of {0}", "字母与附加符号分开，应合为 {0}"),
    "presentation-form": ("presentation form {0} in place of {1}", "{0} 是变形符号，应作 {1}"),
    "invisible-character": ("{0 character} that print nothing ({1})", "{0} 个不可见字符（{1}）"),
    "control-character": ("{0 control character} ({1})", "{0} 个控制字符（{1}）"),
    "halfwidth-mark": (
        "halfwidth {0} between Chinese: {1} in this document, fullwidth {2}",
        "中文之间的半角 {0}：本文半角 {1} 处，全角 {2} 处",
    ),
    "fullwidth-latin": ("{0 fullwidth letter} or digits", "{0} 个全角字母或数字"),
    "misread-bytes": ("bytes of {0} read in another encoding: {1 character}", "{0} 字节被当作其他编码读出，共 {1} 字"),
    "script-simp": ("{0 character} converted to simplified", "{0} 字转为简体"),
    "script-trad": ("{0 character} converted to traditional", "{0} 字转为繁体"),
    "script-tw": ("{0 character} converted to traditional (Taiwan)", "{0} 字转为繁体（台湾）"),
    "script-hk": ("{0 character} converted to traditional (Hong Kong)", "{0} 字转为繁体（香港）"),
    "script-twp": ("{0 character} converted to traditional (Taiwan, with its words)", "{0} 字转为繁体（台湾，含用词）"),
    "variant-form": ("{0 character}: variants brought to one standard", "{0} 字：异体字统一"),
    "needs-ocr": (
        "{1} % of the page is unreadable ({0 character}): it needs OCR",
        "本页 {1}% 无法辨读（{0} 字），需要 OCR",
    ),
    "unreadable-cid": (
        "{0 character} without text, as (cid:N): {1} % of the page",
        "{0} 字没有文本，只有 (cid:N)：占本页 {1}%",
    ),
    "unreadable-private": ("{0 private-use character}: {1} % of the page", "{0} 个私用区字符：占本页 {1}%"),
    "unreadable-replaced": (
        "{0 replacement character} (U+FFFD): {1} % of the page",
        "{0} 个替换符（U+FFFD）：占本页 {1}%",
    ),
    "unreadable-control": ("{0 control character}: {1} % of the page", "{0} 个控制字符：占本页 {1}%"),
    "unreadable-misread": (
        "{0 character} of what lost bytes became (锟斤拷): {1} % of the page",
        "{0} 个字节丢失后的乱码（锟斤拷）：占本页 {1}%",
    ),
    "misread-lossy": (
        "{0 character} read in another encoding, with bytes lost: cannot be read again",
        "{0} 字编码读错且有字节丢失，无法还原",
    ),
    "furniture-by-form": (
        "a line of the page: its paper, date, number or editors",
        "报纸名称、日期、版次或编辑等版面信息",
    ),
    "furniture-recurs": ("it recurs on most pages", "多数页都有这一行"),
    "space-after-each": ("{0 space}, one after every character", "每个字后都有空格，共 {0} 处"),
    "space-at-wrap": (
        "a space where a line ended: the pieces are as wide as each other, about {0} columns",
        "空格处原是行尾：各片段一样宽，约 {0} 半角",
    ),
    "space-in-word": ("{0 space} of a sentence that cut words in two", "一句话里的 {0} 个空格把词切断了"),
    "space-before-mark": ("{0 space} before commas and full stops", "逗号、句号前的 {0} 个空格"),
    "reads-on-two-further": (
        "words cut at the ends of these {0 line} go on two lines further down",
        "这 {0} 行行尾切断的词都在隔一行之后接续",
    ),
    "reads-on-further": ("these {0 line} read on {1 line} further down", "这 {0} 行都在往下第 {1} 行接续"),
    "headline-names-sections": (
        "{0 heading} after it take up the words that the headline quotes",
        "其后有 {0} 个小标题承接主题中加引号的词",
    ),
    "headline-with-byline": ("a headline with its byline at the end of the page", "主题与署名印在页末"),
    "report-without-headline": (
        "a line of two phrases at the end of a page that begins with a report and has no headline",
        "本页以“本报讯”开头而无主题，页末有一行两句式的标题",
    ),
    "labels-name-parts": (
        "two labels on one line; {0 line} belong to the first, {1 line} to the second",
        "一行里有两个栏题；{0} 行属于前者，{1} 行属于后者",
    ),
    "labels-side-by-side": ("two labels on one line", "一行里有两个栏题"),
    "lead-repeats-headline": (
        "{0 paragraph} set far wider than the sections, {1 phrase} in common with the headline",
        "{0} 段排得比各节宽得多，与主题有 {1} 处相同的词句",
    ),
    "caption-by-sign": (
        "{0 line} ({1 character}) known for a caption by its sign interrupt a sentence",
        "{0} 行（{1} 字）有图片说明的标志，插在一句话中间",
    ),
    "sentence-goes-on": (
        "{0 line} ({1 character}) interrupt a sentence that goes on after them",
        "{0} 行（共 {1} 字）打断了一个句子，句子在其后接续",
    ),
    "caption-pieces": ("{0 piece} of captions", "{0} 行图片说明的片段"),
    "captions-at-end": ("{0 short line} after the end of the text are captions", "正文之后的 {0} 个短行是图片说明"),
    "structured-alto": ("this is ALTO XML, no prose: nothing was done", "这是 ALTO XML，不是文章：未作处理"),
    "structured-hocr": ("this is hOCR, no prose: nothing was done", "这是 hOCR，不是文章：未作处理"),
    "structured-xml": ("this is XML, no prose: nothing was done", "这是 XML，不是文章：未作处理"),
    "structured-html": ("this is HTML, no prose: nothing was done", "这是 HTML，不是文章：未作处理"),
    "structured-jsonl": ("this is JSON lines, no prose: nothing was done", "这是 JSON lines，不是文章：未作处理"),
    "structured-json": ("this is JSON, no prose: nothing was done", "这是 JSON，不是文章：未作处理"),
    "structured-csv": ("this is a table (CSV), no prose: nothing was done", "这是表格（CSV），不是文章：未作处理"),
    "structured-tsv": ("this is a table (TSV), no prose: nothing was done", "这是表格（TSV），不是文章：未作处理"),
    "structured-subtitles": (
        "this is subtitles or lyrics with times, no prose: nothing was done",
        "这是带时间的字幕或歌词，不是文章：未作处理",
    ),
    "structured-settings": (
        "this is a file of settings (YAML, INI), no prose: nothing was done",
        "这是配置文件（YAML、INI），不是文章：未作处理",
    ),
    "structured-code": ("this is program code, no prose: nothing was done", "这是程序代码，不是文章：未作处理"),
    "structured-block": (
        "{0 block} of code, tables or markup ({1 line}) left as they are",
        "{0} 处代码、表格或标记（共 {1} 行）保持原样",
    ),
    "paragraph-over-page": ("a paragraph goes on over the end of page {0}", "一段话跨过第 {0} 页的页末"),
    "looks-like-title": ("a headline or heading, by its looks and place", "按形式和位置看是标题"),
    "looks-like-byline": ("a byline, by its form", "按形式看是署名"),
    "looks-like-jump": ("a jump to or from another page", "转版标记"),
    "articles": ("{0 article} on the page", "本页有 {0} 篇文章"),
    "wrap": (
        "the line is full, {0 column} short of a measure of {1}, and the text goes on",
        "此行已满（栏宽 {1} 半角，差 {0}），文字接到下一行",
    ),
    "one-paragraph-a-line": (
        "{0 wrap} undone: one paragraph a line, without indents and blank lines",
        "已接回 {0} 处断行：一段一行，去掉段首空格与空行",
    ),
}

RULES: dict[str, str] = {
    "overprint": "同一位置重复印出的字，只留一次",
    "placed-furniture": "按版面位置认出报头、版次、页脚、广告和看不见的文字",
    "placed-role": "按版面位置认出标题、署名、图片说明等，并分出各篇文章",
    "placed-wrap": "按栏、缩进和图片把断行接成段落",
    "vertical-form": "竖排 PDF 页面上竖排形式的标点",
    "page-trouble": "PDF 页面的问题：没有文字层、文字全被隐藏、内容损坏；只报告，不改动",
    "tandem-repeat": "字、词、整行或整段印了 n 次，只留一次",
    "echo": "整页又印了一遍，第二遍不再印",
    "misread-bytes": "编码读错的汉字（ÈÕ±¾），能逐字节还原的才还原",
    "unreadable": "无法辨读的字符：(cid:N)、私用区、U+FFFD、控制字符、锟斤拷；只报告，不改动",
    "invisible-character": "零宽字符、软连字符、文中的 BOM、方向符、控制字符",
    "kangxi-radical": "混作汉字的康熙部首和部首补充符号（⽤⼈ → 用人）",
    "compatibility-ideograph": "兼容汉字改为统一汉字",
    "decomposed-letter": "字母与附加符号合成一个字符（拼音、假名）",
    "presentation-form": "竖排标点、小型标点、半角标点和拉丁连字",
    "lookalike-mark": "用制表线、居中点等代替的破折号和省略号",
    "halfwidth-mark": "全文用全角标点时，汉字之间的半角标点",
    "fullwidth-latin": "全角字母和数字改为半角",
    "script-conversion": "简繁转换，用 to 指定",
    "variant-form": "繁体异体字统一",
    "page-line": "不属于文章的版面信息：报纸名称、日期、版次、编辑",
    "spaced-out": "疏排的字，字字之间有空格",
    "stray-space": "词句中间多余的空格",
    "woven-columns": "并排的各栏逐行交错",
    "late-headline": "主题印在了自己文章的正文之后",
    "side-labels": "左右两栏的栏题连成了一行",
    "late-lead": "导语印在了它所引出的文章之后",
    "intruding-caption": "图片说明或引语插进了句子中间",
    "split-caption": "图片说明被切成了几行",
    "page-wrap": "段落跨页",
    "jump-line": "转版标记（下转第3版、上接第1版）",
    "unmarked-role": "纯文本里没有标出的标题和署名",
    "hard-wrap": "段落按栏宽断成了多行",
}

FAMILIES: dict[str, tuple[str, str]] = {
    "dedouble": ("what was printed several times", "叠印"),
    "furniture": ("mastheads, folios, date lines", "报头、版次、日期等版面信息"),
    "characters": ("characters that stand for others", "错用的字符"),
    "spaces": ("stray spaces", "多余的空格"),
    "order": ("reading order", "阅读顺序"),
    "captions": ("captions and credits", "图片说明与署名"),
    "reflow": ("wrapped lines and paragraphs", "断行与段落"),
    "script": ("simplified and traditional", "简体与繁体"),
}

HELD: dict[str, tuple[str, str]] = {
    "evidence": ("held: {bits} bits, {needed} needed", "暂不改动：证据 {bits} 比特，需 {needed}"),
    "hold": ("held: the recipe holds this rule", "暂不改动：配方要求此规则只提不改"),
    "overlap": ("held: another change is made there", "暂不改动：与另一处改动重叠"),
    "keep": ("held: the recipe keeps this text", "暂不改动：配方要求保留原文"),
}

MOVED: dict[str, tuple[str, str]] = {
    "line": ("moved from line {line} to before line {to}", "从第 {line} 行移到第 {to} 行之前"),
    "end": ("moved from line {line} to the end of the page", "从第 {line} 行移到页末"),
}

SKIPPED: dict[str, tuple[str, str]] = {
    "geometry": ("the layout of the page has settled it", "版面的几何位置已有定论"),
    "no-geometry": ("it needs the places of the characters on the page, which plain text does not have",
                    "需要字符在版面上的位置，纯文本没有"),
}  # fmt: skip

ROLES: dict[str, tuple[str, str]] = {
    "body": ("body", "正文"),
    "furniture": ("furniture", "版面信息"),
    "kicker": ("kicker", "引题"),
    "headline": ("headline", "主题"),
    "subhead": ("subhead", "副题"),
    "byline": ("byline", "署名"),
    "jump": ("jump", "转版"),
    "label": ("label", "栏题"),
    "heading": ("heading", "小标题"),
    "quote": ("quote", "引语"),
    "caption": ("caption", "图片说明"),
    "credit": ("credit", "图片署名"),
    "echo": ("echo", "叠印"),
    "hidden": ("hidden", "隐藏文字"),
}
