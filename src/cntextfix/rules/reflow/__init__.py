"""Rules of the family reflow: one file a rule."""
