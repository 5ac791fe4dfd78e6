"""The texts that belong to no single rule, English and Chinese: families, roles, options that many rules have, why a
change was held and a rule skipped. What belongs to one rule stands beside its code (``RuleWords``)."""

from __future__ import annotations

from cntextfix.wording.records import Bilingual

FAMILY_NAMES: dict[str, Bilingual] = {
    "dedouble": Bilingual("what was printed several times", "叠印"),
    "fragments": Bilingual("lines in fragments", "碎行"),
    "furniture": Bilingual("mastheads, folios, date lines", "报头、版次、日期等版面信息"),
    "characters": Bilingual("characters that stand for others", "错用的字符"),
    "spaces": Bilingual("stray spaces", "多余的空格"),
    "order": Bilingual("reading order", "阅读顺序"),
    "captions": Bilingual("captions and credits", "图片说明与署名"),
    "reflow": Bilingual("wrapped lines and paragraphs", "断行与段落"),
    "script": Bilingual("simplified and traditional", "简体与繁体"),
}

HELD: dict[str, Bilingual] = {
    "evidence": Bilingual("held: {bits} bits, {needed} needed", "暂不改动：证据 {bits} 比特，需 {needed}"),
    "hold": Bilingual("held: the recipe holds this rule", "暂不改动：配方要求此规则只提不改"),
    "overlap": Bilingual("held: another change is made there", "暂不改动：与另一处改动重叠"),
    "more": Bilingual("held: a second look would change more here", "暂不改动：改了之后这里还会有别的改动"),
    "keep": Bilingual("held: the recipe keeps this text", "暂不改动：配方要求保留原文"),
}

MOVED_TO: dict[str, Bilingual] = {
    "line": Bilingual("moved from line {line} to before line {to}", "从第 {line} 行移到第 {to} 行之前"),
    "end": Bilingual("moved from line {line} to the end of the page", "从第 {line} 行移到页末"),
}

SKIPPED: dict[str, Bilingual] = {
    "geometry": Bilingual("the layout of the page has settled it", "版面的几何位置已有定论"),
    "no-geometry": Bilingual(
        "it needs the places of the characters on the page, which plain text does not have",
        "需要字符在版面上的位置，纯文本没有",
    ),
}

ROLES: dict[str, Bilingual] = {
    "body": Bilingual("body", "正文"),
    "furniture": Bilingual("furniture", "版面信息"),
    "kicker": Bilingual("kicker", "引题"),
    "headline": Bilingual("headline", "主题"),
    "subhead": Bilingual("subhead", "副题"),
    "byline": Bilingual("byline", "署名"),
    "jump": Bilingual("jump", "转版"),
    "label": Bilingual("label", "栏题"),
    "heading": Bilingual("heading", "小标题"),
    "quote": Bilingual("quote", "引语"),
    "caption": Bilingual("caption", "图片说明"),
    "credit": Bilingual("credit", "图片署名"),
    "echo": Bilingual("echo", "叠印"),
    "hidden": Bilingual("hidden", "隐藏文字"),
}

OPTIONS: dict[str, str] = {
    "apply_at": "证据达到多少比特才改动",
    "show_at": "证据达到多少比特就提出（不改动）",
    "bits": "版面分析所得结论的证据，比特",
    "min_count": "全文至少用过多少次普通（全角）标点",
    "max_share": "另一种标点所占比例的上限，0 到 1",
}
"""Options that mean the same in all rules that have them, in Chinese."""
