"""Simplified and traditional characters, and their variants, through OpenCC."""
