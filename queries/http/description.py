"""What the endpoint says of itself (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


def describe(
    endpoint: str, graphs: Sequence[str], *, writable: bool, federated: bool, format: RdfFormat, void: str = ""
) -> bytes:
    """The service description of the endpoint at this address. ``void`` is where its data set is described."""
    triples = list(_triples(endpoint, graphs, writable=writable, federated=federated, void=void))
    return serialize(triples, format=format, prefixes={"sd": SD, "formats": _FORMATS}) or b""


def _triples(endpoint: str, graphs: Sequence[str], *, writable: bool, federated: bool, void: str) -> Iterator[Triple]:
    service = BlankNode("service")
    data, default = BlankNode("data"), BlankNode("default")

    def say(subject: NamedNode | BlankNode, name: str, value: NamedNode | BlankNode) -> Triple:
        return Triple(subject, NamedNode(SD + name), value)

    yield Triple(service, _TYPE, NamedNode(f"{SD}Service"))
    yield say(service, "endpoint", NamedNode(endpoint))
    for language in ("SPARQL11Query", *(["SPARQL11Update"] if writable else [])):
        yield say(service, "supportedLanguage", NamedNode(SD + language))
    yield say(service, "feature", NamedNode(f"{SD}UnionDefaultGraph"))
    if federated:
        yield say(service, "feature", NamedNode(f"{SD}BasicFederatedQuery"))
    for name in (*_RESULTS, *_GRAPHS):
        yield say(service, "resultFormat", NamedNode(_FORMATS + name))
    for name in _GRAPHS if writable else ():
        yield say(service, "inputFormat", NamedNode(_FORMATS + name))
    yield say(service, "defaultDataset", data)
    yield Triple(data, _TYPE, NamedNode(f"{SD}Dataset"))
    yield say(data, "defaultGraph", default)
    yield Triple(default, _TYPE, NamedNode(f"{SD}Graph"))
    for number, name in enumerate(graphs):
        graph = BlankNode(f"g{number}")
        yield say(data, "namedGraph", graph)
        yield Triple(graph, _TYPE, NamedNode(f"{SD}NamedGraph"))
        yield say(graph, "name", NamedNode(name))
    if void:
        yield Triple(data, NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso"), NamedNode(void))
