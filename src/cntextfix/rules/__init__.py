"""All rules, in the order in which they run: one file a rule, one folder a family.

To add a rule, write its file and put it in this tuple; CONTRIBUTING.md has the recipe.
"""

from __future__ import annotations

from cntextfix.rules.captions.intruding_caption import IntrudingCaption
from cntextfix.rules.captions.split_caption import SplitCaption
from cntextfix.rules.dedouble.echo import Echo
from cntextfix.rules.dedouble.tandem_repeat import TandemRepeat
from cntextfix.rules.furniture.page_line import PageLine
from cntextfix.rules.order.late_headline import LateHeadline
from cntextfix.rules.order.late_lead import LateLead
from cntextfix.rules.order.side_labels import SideLabels
from cntextfix.rules.order.woven_columns import WovenColumns
from cntextfix.rules.reflow.hard_wrap import HardWrap
from cntextfix.rules.rule import Rule
from cntextfix.rules.spaces.spaced_out import SpacedOut
from cntextfix.rules.spaces.stray_space import StraySpace

RULES: tuple[Rule, ...] = (
    TandemRepeat(),
    Echo(),
    PageLine(),
    SpacedOut(),
    StraySpace(),
    WovenColumns(),
    LateHeadline(),
    SideLabels(),
    LateLead(),
    IntrudingCaption(),
    SplitCaption(),
    HardWrap(),
)
