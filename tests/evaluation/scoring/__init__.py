"""Scorers: pure functions that compare what came out with what should have."""
