"""Bad input of every kind, made with fixed seeds, and what has to become of it."""
