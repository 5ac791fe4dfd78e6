"""What pieces of captions look like."""

from __future__ import annotations

import re

from cntextfix.chinese.characters import CLOSERS, OPENERS, width
from cntextfix.paragraphs.features import CITED, QUOTED, SENTENCE, end_class

_CREDIT = re.compile(
    r"[（(]?(?:[本]?[报報](?:记者|記者)|(?:特约)?(?:记者|記者)|通[讯訊][员員])?\s*[\u3400-\u9fff]{2,4}(?:\s+[\u3400-\u9fff]{2,4})*"
    r"\s*[／/]?\s*(?<![拍统統航偷])(?:摄|攝|摄影|攝影|供图|供圖|提供)[）)]?$|[（(]?(?:资料图片?|資料圖片?|资料照片|資料照片)[）)]?$"
)
_ENDS_WITH_CREDIT = re.compile(
    r"[（(][^（()）]{0,24}(?:摄|攝|供图|供圖|提供|资料图片|資料圖片|资料照片|資料照片)[）)]$"
)
_OPENS = re.compile(
    r"(?:(?:图|圖)(?:[①-⑨一二三四五六七八九]|\d{1,2}(?![\d])|[为為][：:]?|[：:])|[▲△◀▶◆]|(?:左|右|上|下)[图圖])"
    r"(?![\d.\-–]{0,4} ?(?:是|中|里|裡|所|可|[显顯]示|展示|[给給]出|表示|[说說]明了))"
)
"""What opens a caption; what goes on so (下图是…) is a sentence about the figure."""
_SCENE = re.compile(
    r"(?:现场|現場|一角|瞬间|瞬間|合影|全景|全貌|远景|遠景|近景|风光|風光|夜景|美景|景象|场面|場面|航拍图?|航拍圖|效果图|效果圖"
    r"|示意图|示意圖|剧照|劇照|照片|图片|圖片|外景|内景|實景|实景|掠影|剪影|风采|風采|雕塑|旧照|舊照|老照片|留念)$"
)
_SIGNS_OFF = re.compile(
    r"\d{4}年\d{1,2}月(?:\d{1,2}日)?$|[〇一二三四五六七八九十]+年[一二三四五六七八九十]+月"
    r"|(?:委员会|委員會|办公室|辦公室|公司|学校|學校|编辑部|編輯部|局|厅|部)$|^(?:电话|電話|地址|邮编|邮箱|网址|联系人|傳真)"
)


def is_credit(text: str) -> bool:
    """Whether a line is a photographer's credit and nothing else.

    >>> [is_credit(text) for text in ("记者 林远舟 摄", "（资料图片）", "陶然／攝", "老人们说说笑笑")]
    [True, True, True, False]
    """
    return _CREDIT.match(text.strip()) is not None


_CREDIT_BEHIND = re.compile(r"(?<=[。”」])\s*[\u3400-\u9fff\s／/]{2,16}[摄攝]$")
"""A credit behind a caption's sentence."""


def width_of_words(text: str) -> int:
    """The width of a caption's line, without the credit at its end."""
    match = _CREDIT_BEHIND.search(text)
    return width(text[: match.start()] if match else text)


def caption_bits(text: str) -> float:
    """How much a short line looks like a piece of a caption, in bits; negative for what ends notices and letters.

    >>> [caption_bits(text) for text in ("图1 渡口", "下图", "下图是渡口的数据表", "图3中的渡口", "白石渡现场")]
    [6.0, 6.0, 0.0, 0.0, 5.0]
    """
    text = text.strip()
    if _SIGNS_OFF.search(text):
        return -12.0
    bits = 0.0
    if is_credit(text) or _ENDS_WITH_CREDIT.search(text):
        bits += 8.0
    if _OPENS.match(text):
        bits += 6.0
    if _SCENE.search(text):
        bits += 5.0
    return bits


def ends_caption(text: str) -> bool:
    """Whether a piece is the last one of its caption, by its looks."""
    text = text.strip()
    return bool(_SCENE.search(text) or _ENDS_WITH_CREDIT.search(text)) or end_class(text) in (SENTENCE, QUOTED)


def opens_caption(text: str) -> bool:
    """Whether a line opens a caption by a mark: 图为, 图①, ▲."""
    return _OPENS.match(text.strip()) is not None


def next_piece(one: str, other: str, measure: int, *, cuts: bool | None) -> float:
    """Bits for ``other`` to be the next piece of the caption that ``one`` is a piece of. ``measure`` is the width of
    its widest piece, in columns; ``cuts`` says whether a word goes over the end of ``one``.
    """
    one, other = one.strip(), other.strip()
    if _OPENS.match(other):
        return -8.0
    if sum(char in OPENERS for char in one) > sum(char in CLOSERS for char in one):
        return 8.0
    if is_credit(one) or is_credit(other):
        return -8.0
    bits = -6.0 if ends_caption(one) else 2.0
    if other[0] in "（(":
        bits += 5.0
    if end_class(one) == CITED and _SCENE.search(other):
        bits -= 4.0  # a caption of its own
    if width(one) < measure:
        bits -= 2.2 if width(one) >= measure - 2 else 5.0
    if width(_ENDS_WITH_CREDIT.sub("", other)) > measure + _WIDER:
        bits -= 4.0
    return bits + (0.0 if cuts is None else 3.0 if cuts else -0.8)


_WIDER = 4
"""Columns by which a piece may be wider than the ones before it: captions are cut between phrases, too. Chosen."""
