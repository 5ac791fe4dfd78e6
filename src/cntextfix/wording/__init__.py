"""The words for what was done and what went wrong, in both languages: tables, and functions that fill them in."""
