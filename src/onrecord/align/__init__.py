"""Turns of an edited source aligned with those they were, so that every one keeps its id.

:func:`align` is given what was said before and what is said now and tells of each earlier turn what
became of it. In doubt it says so and decides nothing: an address must never lead to words that are
not those it was given for.

The method: turns and runs of four words that stand once in both are votes for a pair of turns; the
heaviest chain of pairs that keeps the order is the spine (as in patience diff, weighted); what is
left over and agrees elsewhere was moved; between the pairs, short and rewritten turns are aligned
by dynamic programming over the likeness of their letters, and a pair counts only if no other
alignment is almost as good.
"""

from onrecord.align.aligner import align
from onrecord.align.records import Alignment, Kind, Link, Spoken

__all__ = ["Alignment", "Kind", "Link", "Spoken", "align"]
