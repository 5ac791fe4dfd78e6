"""From glyphs to articles, by geometry alone: glyphs → copies → lines → regions → columns → blocks → articles.

Everything here works in the page's reading frame (see ``frame``): u runs along the lines, v from line to line, so that
vertical pages are laid out by the same code. No text rule is known here.
"""
