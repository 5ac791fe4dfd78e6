"""Family spaces: spaces that an extractor put in, while real ones stay."""
