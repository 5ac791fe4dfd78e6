"""Settings of the whole test bed."""

from __future__ import annotations

import os

from hypothesis import settings

collect_ignore = ["benchmarks"]  # they measure, and assert nothing

# The machine of a contributor is as slow as it is: nothing here is judged by the clock of one example. In CI every run
# draws the same examples, so that a red build means a changed program.
settings.register_profile("local", deadline=None, max_examples=40)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
