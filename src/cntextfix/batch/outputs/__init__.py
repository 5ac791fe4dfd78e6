"""What was done, and where it went."""
