"""Which text goes on with which: counts of Chinese as evidence, in bits."""

from cntextfix.language.seams import begins, reads_on

__all__ = ["begins", "reads_on"]
