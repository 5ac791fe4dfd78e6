"""Overprinting undone: what was printed n times is kept once."""
