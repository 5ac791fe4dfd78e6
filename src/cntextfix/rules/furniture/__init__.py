"""Rules of the family furniture: one file a rule."""
