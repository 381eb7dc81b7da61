"""The report of one linkage run: a single HTML file that a reviewer opens from disk.

Pair after pair it shows two records side by side, the weight of every field and the reason in words
(Ukrainian, Russian or English). It proposes; a person decides. `write` needs no network and leaves
nothing but the one file, readable by its owner only.
"""

from kintrace.report.contents import Counts, ListSummary, ProposedPair, Reason, Report
from kintrace.report.page import write

__all__ = ["Counts", "ListSummary", "ProposedPair", "Reason", "Report", "write"]
