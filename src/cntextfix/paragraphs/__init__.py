"""How the lines of a page run on: features → measure → decode, pure functions of strings."""
