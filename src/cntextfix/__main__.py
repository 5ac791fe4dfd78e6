"""``python -m cntextfix``."""

import sys

from cntextfix.cli import main

if __name__ == "__main__":
    sys.exit(main())
