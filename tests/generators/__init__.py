"""Programs that make data and pages of this repository."""
