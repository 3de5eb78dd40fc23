"""The record of an export: what it holds, from which sources, under which licences (DCAT 3 and VoID).

No clock enters it: dates are those of the documents, the version is a digest of the data, so that equal graphs have
equal records.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from .. import __version__
from .naming import BASE, NS
from .release import Release, graph_of
from .writing import PREFIXES, write_nquads, write_turtle

_MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
}
_TYPE = PREFIXES["rdf"] + "type"
_INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
_COPIED = (
    *("dcterms:title", "dcterms:identifier", "dcterms:publisher", "dcterms:issued"),
    *("dcterms:language", "dcterms:source", "dcterms:license", "pg:sha256"),
)


@dataclass(frozen=True, slots=True)
class Dump:
    """One written file."""

    name: str
    content: bytes


def describe(release: Release, dump: Dump) -> bytes:
    """The record of a release written to a file, as Turtle: counts, sources, licences, version, the file's checksum."""
    return write_turtle(Quad(NamedNode(s), NamedNode(p), o) for s, p, o in _statements(release, dump))


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _statements(release: Release, dump: Dump) -> Iterator[tuple[str, str, NamedNode | Literal]]:
    base = _base(graph_of(quad) for quad in release.quads)
    dataset = f"{base}dataset"
    documents = _documents(release.quads)
    for kind in ("dcat:Dataset", "void:Dataset"):
        yield dataset, _TYPE, NamedNode(_iri(kind))
    yield dataset, _iri("dcterms:title"), Literal("Policy claims with their sentences", language="en")
    yield dataset, _iri("dcterms:title"), Literal("출처 문장이 달린 정책 주장", language="ko")
    yield dataset, _iri("dcterms:conformsTo"), NamedNode(NS.rstrip("#"))
    yield dataset, _iri("dcterms:description"), Literal(_summary(release, len(documents)), language="en")
    digest = hashlib.sha256(write_nquads(release.quads)).hexdigest()
    yield dataset, _iri("dcat:version"), Literal(digest[:12])
    yield dataset, _iri("void:uriSpace"), Literal(f"{base}id/")
    yield from ((dataset, _iri("void:vocabulary"), NamedNode(space)) for space in _vocabularies(release.quads))
    yield from _sources(dataset, documents)
    yield from _counts(dataset, release.quads)
    yield from _distribution(dataset, dump)


def _summary(release: Release, documents: int) -> str:
    text = f"What {documents} documents say, read by policygraph {__version__}; every claim cites its passage."
    if release.withheld:
        text += f" The whole text of {len(release.withheld)} is left out, since their licence does not allow it."
    if release.masked:
        text += f" {release.masked} contact details in the texts are masked; digests are those of the original texts."
    return text


def _sources(
    dataset: str, documents: Mapping[str, Mapping[str, list[NamedNode | Literal]]]
) -> Iterator[tuple[str, str, NamedNode | Literal]]:
    issued: list[Literal] = []
    licences: set[NamedNode | Literal] = set()
    for document, facts in sorted(documents.items()):
        yield dataset, _iri("dcterms:source"), NamedNode(document)
        yield document, _TYPE, NamedNode(_iri("pg:Document"))
        yield from ((document, prop, value) for prop in map(_iri, _COPIED) for value in facts.get(prop, ()))
        yield from (
            (dataset, _iri("dcterms:language"), language) for language in facts.get(_iri("dcterms:language"), ())
        )
        issued += [date for date in facts.get(_iri("dcterms:issued"), ()) if isinstance(date, Literal)]
        licences |= set(facts.get(_iri("dcterms:license"), ()) or [Literal("")])
    if issued:
        period = f"{dataset}#documents-issued"
        yield dataset, _iri("dcterms:temporal"), NamedNode(period)
        yield period, _TYPE, NamedNode(_iri("dcterms:PeriodOfTime"))
        yield period, _iri("dcat:startDate"), min(issued, key=lambda date: date.value)
        yield period, _iri("dcat:endDate"), max(issued, key=lambda date: date.value)
    if len(licences) == 1 and (only := licences.pop()).value:
        yield dataset, _iri("dcterms:license"), only
    else:
        rights = "Each document keeps its own licence; see its dcterms:license. Where none is stated, none is granted."
        yield dataset, _iri("dcterms:rights"), Literal(rights, language="en")


def _counts(dataset: str, quads: Iterable[Quad]) -> Iterator[tuple[str, str, NamedNode | Literal]]:
    triples = {quad.triple for quad in quads}
    classes: dict[str, set[str]] = defaultdict(set)
    properties = Counter(triple.predicate.value for triple in triples)
    for triple in triples:
        if triple.predicate.value == _TYPE and isinstance(triple.object, NamedNode):
            classes[triple.object.value].add(str(triple.subject))
    subjects = {str(triple.subject) for triple in triples}
    yield dataset, _iri("void:triples"), _number(len(triples))
    yield dataset, _iri("void:distinctSubjects"), _number(len(subjects))
    yield dataset, _iri("void:distinctObjects"), _number(len({str(triple.object) for triple in triples}))
    yield dataset, _iri("void:classes"), _number(len(classes))
    yield dataset, _iri("void:properties"), _number(len(properties))
    for name, members in sorted(classes.items()):
        part = f"{dataset}#class-{_short(name)}"
        yield dataset, _iri("void:classPartition"), NamedNode(part)
        yield part, _iri("void:class"), NamedNode(name)
        yield part, _iri("void:entities"), _number(len(members))
    for name, count in sorted(properties.items()):
        part = f"{dataset}#property-{_short(name)}"
        yield dataset, _iri("void:propertyPartition"), NamedNode(part)
        yield part, _iri("void:property"), NamedNode(name)
        yield part, _iri("void:triples"), _number(count)
    for name, count in sorted(Counter(graph_of(quad) for quad in quads).items()):
        if name:
            yield dataset, _iri("void:subset"), NamedNode(name)
            yield name, _TYPE, NamedNode(_iri("void:Dataset"))
            yield name, _iri("void:triples"), _number(count)


def _distribution(dataset: str, dump: Dump) -> Iterator[tuple[str, str, NamedNode | Literal]]:
    suffix = dump.name[dump.name.rindex(".") :]
    file, checksum = f"{dataset}#file{suffix}", f"{dataset}#checksum{suffix}"
    yield dataset, _iri("dcat:distribution"), NamedNode(file)
    yield file, _TYPE, NamedNode(_iri("dcat:Distribution"))
    yield file, _iri("dcterms:title"), Literal(dump.name)
    media_type = f"https://www.iana.org/assignments/media-types/{_MEDIA_TYPES[suffix]}"
    yield file, _iri("dcat:mediaType"), NamedNode(media_type)
    size = Literal(str(len(dump.content)), datatype=NamedNode(_iri("xsd:nonNegativeInteger")))
    yield file, _iri("dcat:byteSize"), size
    yield file, _iri("spdx:checksum"), NamedNode(checksum)
    yield checksum, _TYPE, NamedNode(_iri("spdx:Checksum"))
    yield checksum, _iri("spdx:algorithm"), NamedNode(_iri("spdx:checksumAlgorithm_sha256"))
    value = hashlib.sha256(dump.content).hexdigest()
    yield checksum, _iri("spdx:checksumValue"), Literal(value, datatype=NamedNode(_iri("xsd:hexBinary")))


def _documents(quads: Iterable[Quad]) -> dict[str, dict[str, list[NamedNode | Literal]]]:
    documents: dict[str, dict[str, list[NamedNode | Literal]]] = {}
    everything = list(quads)
    for quad in everything:
        if quad.predicate.value == _TYPE and str(quad.object) == f"<{NS}Document>":
            documents.setdefault(str(getattr(quad.subject, "value", "")), defaultdict(list))
    for quad in everything:
        facts = documents.get(str(getattr(quad.subject, "value", "")))
        if facts is not None and isinstance(quad.object, NamedNode | Literal):
            facts[quad.predicate.value].append(quad.object)
    return documents


def _vocabularies(quads: Iterable[Quad]) -> list[str]:
    return sorted({re.sub(r"[^#/]*$", "", quad.predicate.value) for quad in quads})


def _base(graphs: Iterable[str]) -> str:
    """The base of the data's IRIs, read off the names of the graphs."""
    found = [name.split("graph/document/")[0] for name in graphs if "graph/document/" in name]
    return min(found, default=BASE)


def _short(iri: str) -> str:
    """``pg-Claim`` for an IRI with a known prefix, else its local name with a short digest."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"[\w.-]+", iri[len(namespace) :]):
            return f"{prefix}-{iri[len(namespace) :]}"
    return f"{re.split('[#/]', iri)[-1]}-{hashlib.sha256(iri.encode()).hexdigest()[:8]}"


def _number(count: int) -> Literal:
    return Literal(str(count), datatype=_INTEGER)
