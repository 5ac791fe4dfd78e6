"""The texts that belong to no single rule, English and Chinese: families, roles, options that many rules have, why a
change was held and a rule skipped. What belongs to one rule stands beside its code (``RuleWords``)."""

from __future__ import annotations

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

OPTIONS: dict[str, str] = {
    "apply_at": "证据达到多少比特才改动",
    "show_at": "证据达到多少比特就提出（不改动）",
    "bits": "版面分析所得结论的证据，比特",
    "min_count": "全文至少用过多少次普通（全角）标点",
    "max_share": "另一种标点所占比例的上限，0 到 1",
}
"""Options that mean the same in all rules that have them, in Chinese."""
