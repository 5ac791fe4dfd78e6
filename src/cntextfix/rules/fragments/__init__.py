"""Rules about lines of print that came out in fragments."""
