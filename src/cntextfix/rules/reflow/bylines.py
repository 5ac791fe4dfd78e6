"""Lines that say who wrote an article."""

from __future__ import annotations

import re

_BYLINE = re.compile(
    r"(?:[□■]\s*)?(?:本[报報刊](?:记者|記者|通[讯訊][员員]|评论员|評論員)"
    r"|(?:记者|記者|通[讯訊][员員]|文|[採采][訪访](?:整理)?|作者|读者|讀者)[\s　／/：)])"
    r"[^。！？，；]{2,40}$"
    r"|[□■](?!\s*(?:不|[允准][许許]|要求|同意|[适適]用|需|[是否有无無]$))\s*[\u3400-\u9fff\s　]{2,20}$"
    r"|(?:记者|記者)[\u3400-\u9fff]{2,4}\s?[／/]\s?[\u3400-\u9fff]{2,8}[报報](?:导|導|道)$"
)


def is_byline(text: str) -> bool:
    """Whether a line is a byline by its form.

    >>> is_byline("本报记者 林远舟"), is_byline("記者江奔浪／石港報導"), is_byline("本报记者了解到，")
    (True, True, False)
    """
    return _BYLINE.match(text) is not None
