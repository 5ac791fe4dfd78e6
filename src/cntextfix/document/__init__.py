"""What a document is: pages of immutable lines, where they stand on paper, and where each character came from."""
