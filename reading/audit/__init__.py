"""Does a document add up? Its numbers recomputed from one another; every finding cites its sentences."""

from .auditing import audit, recompute
from .finding import Finding, FindingKind, Verdict
from .witnesses import Comparison, Difference, DifferenceKind, compare_witnesses

__all__ = [
    "Comparison",
    "Difference",
    "DifferenceKind",
    "Finding",
    "FindingKind",
    "Verdict",
    "audit",
    "compare_witnesses",
    "recompute",
]
