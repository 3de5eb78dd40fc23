"""The ontology's terms as a closed rdflib namespace."""

from __future__ import annotations

from rdflib import Namespace
from rdflib.namespace import DefinedNamespace

from .terms import NS, TERMS


class PG(DefinedNamespace):
    """``PG.about`` is the term's IRI; ``PG.abuot`` raises ``AttributeError``."""

    _fail = True
    _NS = Namespace(NS)
    _extras = sorted(TERMS)
