"""Does a document add up? Its numbers recomputed from one another; every finding cites its sentences."""

from .auditing import audit, recompute
from .finding import Finding, FindingKind, Verdict

__all__ = ["Finding", "FindingKind", "Verdict", "audit", "recompute"]
