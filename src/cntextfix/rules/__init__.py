"""All rules, in the order in which they run: one file a rule, one folder a family.

To add a rule, write its file and put it in this tuple; CONTRIBUTING.md has the recipe.
"""

from __future__ import annotations

from cntextfix.rules.captions.intruding_caption import IntrudingCaption
from cntextfix.rules.captions.placed_role import PlacedRole
from cntextfix.rules.captions.split_caption import SplitCaption
from cntextfix.rules.dedouble.echo import Echo
from cntextfix.rules.dedouble.overprint import Overprint
from cntextfix.rules.dedouble.tandem_repeat import TandemRepeat
from cntextfix.rules.furniture.placed_furniture import PlacedFurniture
from cntextfix.rules.order.late_headline import LateHeadline
from cntextfix.rules.order.late_lead import LateLead
from cntextfix.rules.order.side_labels import SideLabels
from cntextfix.rules.reflow.hard_wrap import HardWrap
from cntextfix.rules.reflow.placed_wrap import PlacedWrap
from cntextfix.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    Overprint(),
    TandemRepeat(),
    Echo(),
    PlacedFurniture(),
    LateHeadline(),
    SideLabels(),
    LateLead(),
    PlacedRole(),
    IntrudingCaption(),
    SplitCaption(),
    PlacedWrap(),
    HardWrap(),
)
