"""The store: one face over embedded Oxigraph on disk, in memory, and any server that speaks SPARQL 1.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ..errors import GraphInvalid
from .embedded import Embedded
from .remote import Remote
from .sparql import Term, put_in

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["MEMORY", "Engine", "Rows", "Store", "Term"]

MEMORY = "memory:"
"""The address of a store that lives as long as its object."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT query; a cell is None where the variable is unbound."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def dicts(self) -> Iterator[dict[str, Term]]:
        """Each row by variable name, without the unbound ones.

        >>> rows = Rows(("s", "o"), ((Literal("a"), None),))
        >>> [sorted(row) for row in rows.dicts()]
        [['s']]
        """
        for row in self.rows:
            yield {name: term for name, term in zip(self.variables, row, strict=True) if term is not None}

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class Engine(Protocol):
    """What a kind of store must be able to do."""

    def select(self, query: str) -> tuple[tuple[str, ...], list[tuple[Term | None, ...]]]:
        """Variables and rows of a SELECT query."""

    def ask(self, query: str) -> bool:
        """Answer of an ASK query."""

    def construct(self, query: str) -> list[Triple]:
        """Triples of a CONSTRUCT or DESCRIBE query."""

    def graphs(self) -> list[str]:
        """Names of the graphs that hold something."""

    def quads(self, graph: str | None) -> Iterator[Quad]:
        """Contents of one graph or of all."""

    def replace(self, graphs: Mapping[str, frozenset[Triple]], drop: frozenset[str]) -> None:
        """New contents for some graphs and the end of others, all or nothing."""

    def close(self) -> None:
        """Let go of files and connections."""


class Store:
    """Named graphs that can be queried as one and replaced as one.

    Queries run over the union of all graphs. Use it as a context manager, or ``close()`` it: until then no other
    process can write to the same directory.
    """

    def __init__(self, engine: Engine, address: str) -> None:
        self._engine = engine
        self.address = address

    @classmethod
    def open(cls, address: str | Path, *, create: bool = True, read_only: bool = False) -> Store:
        """The store at an address.

        ``address`` is the path of a directory, ``"memory:"``, or ``sparql+http://HOST/query`` (also ``sparql+https``)
        with ``?update=URL`` where updates have an address of their own. User name and password for a server come from
        the environment: ``POLICYGRAPH_REMOTE_USER`` and ``POLICYGRAPH_REMOTE_PASSWORD``. A server must offer the
        union of its graphs as default graph, as ``oxigraph serve --union-default-graph`` does.

        ``read_only`` opens the state last written whole; any number of readers may do so while one process writes.
        Without ``create`` a directory that is not there is an error.

        Raises StoreLocked when another process writes to the directory, StoreError when the path holds something
        else (which is left untouched) or nothing, SourceUnavailable when a server does not answer.
        """
        text = str(address)
        if text.startswith(("sparql+http://", "sparql+https://")):
            return cls(Remote.open(text, read_only=read_only), text)
        if text == MEMORY:
            return cls(Embedded.in_memory(), text)
        return cls(Embedded.open(Path(address), create=create, read_only=read_only), text)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; it cannot be used afterwards."""
        self._engine.close()

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> Rows:
        """Rows of a SELECT query, with some variables fixed beforehand (name without question mark → term).

        A fixed variable may stand anywhere a term may; it cannot be assigned by BIND or VALUES as well. Raises
        QueryError with the place of the mistake.

        >>> with Store.open("memory:") as store:
        ...     store.select("SELECT ?s WHERE { ?s ?p ?o }")
        Rows(variables=('s',), rows=())
        """
        variables, rows = self._engine.select(put_in(query, bindings) if bindings else query)
        return Rows(variables, tuple(rows))

    def ask(self, query: str) -> bool:
        """Answer of an ASK query. Raises QueryError."""
        return self._engine.ask(query)

    def construct(self, query: str) -> list[Triple]:
        """Triples of a CONSTRUCT or DESCRIBE query, in no order. Raises QueryError."""
        return self._engine.construct(query)

    def graphs(self) -> tuple[str, ...]:
        """Names of the graphs that hold something, sorted."""
        return tuple(sorted(self._engine.graphs()))

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Contents of one graph, or of all, in no order."""
        return self._engine.quads(graph)

    def is_empty(self) -> bool:
        """Whether nothing at all is in the store."""
        return not self._engine.graphs()

    def replace(self, graphs: Mapping[str, Iterable[Triple]], drop: Iterable[str] = ()) -> None:
        """Give each of these graphs new contents and drop others, in one transaction.

        After a kill at any moment the store holds all of it or none. Raises GraphInvalid when a triple holds a blank
        node: names must survive an export and another load.
        """
        contents = {name: frozenset(triples) for name, triples in graphs.items()}
        for name, triples in contents.items():
            for triple in triples:
                if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
                    raise GraphInvalid(f"A blank node cannot be stored in {name}: {triple}. Give it an IRI.")
        gone = frozenset(drop) | {name for name, triples in contents.items() if not triples}
        self._engine.replace({n: t for n, t in contents.items() if t}, gone - {n for n, t in contents.items() if t})

    def rdflib_dataset(self) -> Dataset:
        """A copy of everything as an rdflib Dataset, for scripts that speak rdflib.

        Its default graph is the union, too. It lives in memory and does not write back. Do not let it evaluate
        queries of strangers: rdflib's ``FROM <file:///…>`` reads local files.
        """
        import rdflib

        def translate(term: Term) -> rdflib.term.Node:
            match term:
                case NamedNode():
                    return rdflib.URIRef(term.value)
                case Literal(language=None):
                    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
                case Literal():
                    return rdflib.Literal(term.value, lang=term.language)
            raise GraphInvalid(f"rdflib has no term for {term}.")

        dataset = rdflib.Dataset(default_union=True)
        for quad in self.quads():
            graph = (
                dataset.graph(rdflib.URIRef(quad.graph_name.value))
                if isinstance(quad.graph_name, NamedNode)
                else dataset
            )
            graph.add((translate(quad.subject), translate(quad.predicate), translate(quad.object)))
        return dataset
