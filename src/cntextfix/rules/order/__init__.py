"""Family order: lines that the extractor put out of the order in which they are read."""
