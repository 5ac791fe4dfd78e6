"""``python -m cntextfix``."""

from cntextfix.cli import run

if __name__ == "__main__":
    run()
