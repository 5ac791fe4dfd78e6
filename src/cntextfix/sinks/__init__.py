"""How documents, changes and reasons are written out."""
