"""All rules, in the order in which they run: one file a rule, one folder a family.

To add a rule, write its file and put it in RULES, or in OPTIONAL; CONTRIBUTING.md has the recipe.
"""

from __future__ import annotations

from cntextfix.rules.captions.caption_group import CaptionGroup
from cntextfix.rules.captions.intruding_caption import IntrudingCaption
from cntextfix.rules.captions.placed_role import PlacedRole
from cntextfix.rules.captions.split_caption import SplitCaption
from cntextfix.rules.characters.compatibility_ideograph import CompatibilityIdeograph
from cntextfix.rules.characters.decomposed_letter import DecomposedLetter
from cntextfix.rules.characters.fullwidth_latin import FullwidthLatin
from cntextfix.rules.characters.halfwidth_mark import HalfwidthMark
from cntextfix.rules.characters.invisible_character import InvisibleCharacter
from cntextfix.rules.characters.kangxi_radical import KangxiRadical
from cntextfix.rules.characters.lookalike_mark import LookalikeMark
from cntextfix.rules.characters.misread_bytes import MisreadBytes
from cntextfix.rules.characters.page_trouble import PageTrouble
from cntextfix.rules.characters.presentation_form import PresentationForm
from cntextfix.rules.characters.unmapped_glyph import UnmappedGlyph
from cntextfix.rules.characters.unreadable import Unreadable
from cntextfix.rules.characters.vertical_form import VerticalForm
from cntextfix.rules.dedouble.echo import Echo
from cntextfix.rules.dedouble.overprint import Overprint
from cntextfix.rules.dedouble.stray_copy import StrayCopy
from cntextfix.rules.dedouble.tandem_repeat import TandemRepeat
from cntextfix.rules.fragments.line_fragments import LineFragments
from cntextfix.rules.furniture.page_line import PageLine
from cntextfix.rules.furniture.placed_furniture import PlacedFurniture
from cntextfix.rules.order.jump_line import JumpLine
from cntextfix.rules.order.late_headline import LateHeadline
from cntextfix.rules.order.late_lead import LateLead
from cntextfix.rules.order.side_by_side import SideBySide
from cntextfix.rules.order.side_labels import SideLabels
from cntextfix.rules.order.torn_columns import TornColumns
from cntextfix.rules.order.woven_columns import WovenColumns
from cntextfix.rules.reflow.hard_wrap import HardWrap
from cntextfix.rules.reflow.page_wrap import PageWrap
from cntextfix.rules.reflow.placed_wrap import PlacedWrap
from cntextfix.rules.reflow.unmarked_role import UnmarkedRole
from cntextfix.rules.rule import Rule
from cntextfix.rules.script.script_conversion import ScriptConversion
from cntextfix.rules.script.variant_form import VariantForm
from cntextfix.rules.spaces.spaced_out import SpacedOut
from cntextfix.rules.spaces.stray_space import StraySpace

RULES: tuple[Rule, ...] = (
    Overprint(),
    TandemRepeat(),
    StrayCopy(),
    Echo(),
    LineFragments(),
    PlacedFurniture(),
    PageLine(),
    PageTrouble(),
    MisreadBytes(),
    InvisibleCharacter(),
    KangxiRadical(),
    CompatibilityIdeograph(),
    DecomposedLetter(),
    VerticalForm(),
    PresentationForm(),
    LookalikeMark(),
    HalfwidthMark(),
    Unreadable(),
    UnmappedGlyph(),
    SpacedOut(),
    StraySpace(),
    JumpLine(),
    SideBySide(),
    WovenColumns(),
    TornColumns(),
    LateHeadline(),
    SideLabels(),
    LateLead(),
    PlacedRole(),
    IntrudingCaption(),
    CaptionGroup(),
    SplitCaption(),
    PlacedWrap(),
    HardWrap(),
    UnmarkedRole(),
    PageWrap(),
    ScriptConversion(),
)
"""The default recipe: what is right for every reader."""

OPTIONAL: tuple[Rule, ...] = (FullwidthLatin(), VariantForm())
"""Known, and switched off unless a recipe names them."""

FAMILIES = ("dedouble", "fragments", "furniture", "characters", "spaces", "order", "captions", "reflow", "script")
"""In the order in which they run: each sees what the ones before it left."""

KNOWN: tuple[Rule, ...] = tuple(sorted((*OPTIONAL, *RULES), key=lambda rule: FAMILIES.index(rule.family)))
"""All of them, in their order; within a family the optional ones first, so that the others see what they made."""
