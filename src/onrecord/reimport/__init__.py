"""Importing again: an edited source taken into a transcript that others cite and a curator edited.

Every id stays with its words or leaves a line that says where it went; what the curator did by hand
stays; what is doubtful is decided by a human. Pure: texts and imports in, text and a plan out.
"""

from onrecord.reimport.again import Again, reimport
from onrecord.reimport.cited import Changed, Cited, changed_quotations, named_on, read_page
from onrecord.reimport.records import Change, State

__all__ = [
    "Again",
    "Change",
    "Changed",
    "Cited",
    "State",
    "changed_quotations",
    "named_on",
    "read_page",
    "reimport",
]
