"""Rules of the family captions: one file a rule."""
