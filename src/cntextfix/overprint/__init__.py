"""Text printed several times, found and read once: how its copies lie, and what it costs to say so."""
