"""Which rules run, and how."""
