"""What interrupts a sentence is moved only if it is a text of its own."""

from __future__ import annotations

import pytest

from cntextfix.rules.captions.alone import stands_alone

BEFORE, AFTER = "打動了我的心。我希", "望我們的婚姻能像他們一樣；我盼望我們的"


@pytest.mark.parametrize(
    ("lines", "alone"),
    [
        (["布里斯本協調小組召集人"], True),
        (["青螺渡口的早市", "（林遠舟 攝）"], True),
        (["三、云溪镇", "1)"], False),  # an item, and the number of the next
        (["衝擊別人的權利：", "\uf0b7"], False),
        (["請看下列各項，"], False),
        (["壞到極處，誰能識透呢？」（《耶利米書》）", "◎不要再沉默"], False),  # the rest of a quotation
        (["船夫走過來了，", "「這一班開完，要等到八點。」"], False),  # spoken
        (["他說完就走了。後來大家都說他"], False),  # stops in the middle of its second sentence
        (["正"], False),  # the first character of the next line, which a glyph of its own width put on one by itself
    ],
)
def test_by_itself(lines: list[str], alone: bool) -> None:
    page = [BEFORE, *lines, AFTER]
    assert stands_alone(page, 1, 1 + len(lines)) is alone


def test_a_line_of_the_column_beside() -> None:
    page = ["感謝主，在過去的復活節主日，有四位於", "求神帶領和幫助加拿大家新分會的董事會重組，賜"]
    page += ["近期溫哥華夫婦營會中決志的營友接受", "予董事會智慧，並能夠找到合適的人選", "了洗禮。"]
    assert not stands_alone(page, 2, 3)
