"""Whether statements agree with the ontology, and what follows from them: HermiT, run through owlready2 on Java.

The only module that imports owlready2. Without Java, ``contradictions`` (of the module of that name) still finds what
contradicts the ontology directly.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph as ox

from ..errors import SourceUnavailable
from .contradictions import Contradiction, contradictions
from .files import ONTOLOGY, to_ntriples, triples

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_DIFFERENT = ox.NamedNode(_OWL + "differentFrom")
_LANGUAGE = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#", _OWL)
_XSD = "http://www.w3.org/2001/XMLSchema#"
_RANGE = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#range")
_STRING = ox.NamedNode(_XSD + "string")
_IDLE_RELATIONS = ("http://www.w3.org/ns/oa#hasSelector", "http://www.w3.org/2004/02/skos/core#")
_DATATYPES = frozenset(_XSD + name for name in ("string", "boolean", "decimal", "integer", "dateTime", "anyURI"))
"""The datatypes of the OWL 2 datatype map that the graph uses; on others (``xsd:date``) HermiT gives up."""
_IDLE = (ox.NamedNode(_OWL + "Thing"), ox.NamedNode(_OWL + "Ontology"))
_NO_JAVA = "Reasoning needs Java for HermiT, and no java is on the path: install a Java runtime."
_PATIENCE = 300
_INFERRED = "https://w3id.org/policygraph/graph/inferred#"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reasoner found.

    ``unsatisfiable`` names classes that nothing can belong to; ``inferred`` holds what follows and was not said,
    without what a superclass or superproperty alone gives; ``explanation`` says in plain words what contradicts what,
    as far as the contradiction is a direct one.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    inferred: tuple[ox.Triple, ...] = ()
    explanation: tuple[Contradiction, ...] = ()


def java() -> str | None:
    """The Java program on this machine's path, if there is one."""
    return shutil.which("java")


def reason(given: Iterable[ox.Triple]) -> Verdict:
    """Check statements together with the ontology, and classify them.

    Names are unique: one claim with two units contradicts itself, rather than making the two units one. Labels and
    texts are left out, since nothing follows from them. Raises ``SourceUnavailable`` where there is no Java.
    """
    program = java()
    if program is None:
        raise SourceUnavailable(_NO_JAVA)
    statements = tuple(given)
    direct = contradictions(statements)
    if any(found.rule == "datatype" for found in direct):
        return Verdict(consistent=False, explanation=direct)
    verdict = _run_hermit(program, to_ntriples(_logical((*triples(ONTOLOGY), *statements))))
    return verdict if verdict.consistent else Verdict(consistent=False, explanation=direct)


def agree(given: Iterable[ox.Triple]) -> bool:
    """Whether statements agree with the ontology, and nothing else: a tenth of the time that ``reason`` takes.

    Names are unique, as in ``reason``. Raises ``SourceUnavailable`` where there is no Java or HermiT gives no answer.
    """
    program = java()
    if program is None:
        raise SourceUnavailable(_NO_JAVA)
    owlready = find_spec("owlready2")
    assert owlready is not None, "owlready2 is a dependency"
    hermit = Path(str(owlready.origin)).parent / "hermit"
    with TemporaryDirectory() as folder:
        asked = Path(folder) / "statements.nt"
        asked.write_bytes(to_ntriples(_logical((*triples(ONTOLOGY), *given))))
        classes = os.pathsep.join(map(str, (hermit, hermit / "HermiT.jar")))
        command = [program, "-Xmx2000M", "-cp", classes, "org.semanticweb.HermiT.cli.CommandLine", "-k", asked.as_uri()]
        try:
            answer = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        except subprocess.TimeoutExpired as error:
            raise SourceUnavailable(
                f"HermiT gave no answer within {_PATIENCE} seconds; the graph is too big."
            ) from error
    if "is satisfiable" in answer.stdout:
        return True
    said = answer.stderr + answer.stdout
    if "is not satisfiable" in said or "InconsistentOntologyException" in said:
        return False
    first_line = next(iter(said.strip().splitlines()), "no message")
    raise SourceUnavailable(f"HermiT stopped without an answer: {first_line[:200]}")


def _logical(statements: tuple[ox.Triple, ...]) -> Iterator[ox.Triple]:
    """The statements from which something can follow, each once, with different names told apart where it matters."""
    kinds: dict[str, set[str]] = {}
    for t in statements:
        if t.predicate == _RDF_TYPE and isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.NamedNode):
            kinds.setdefault(t.object.value, set()).add(t.subject.value)
    objects = kinds.get(_OWL + "ObjectProperty", set())
    functional = kinds.get(_OWL + "FunctionalProperty", set())
    texts = {str(t.subject) for t in statements if (t.predicate, t.object) == (_RANGE, _STRING)}
    data = {iri for iri in kinds.get(_OWL + "DatatypeProperty", set()) if f"<{iri}>" not in texts}
    values: dict[tuple[str, str], set[str]] = {}
    for t in dict.fromkeys(statements):
        predicate = t.predicate.value
        if predicate.startswith(_LANGUAGE):
            if not isinstance(t.object, ox.Literal):
                yield t
        elif predicate in objects and not predicate.startswith(_IDLE_RELATIONS):
            yield t
            if predicate in functional and isinstance(t.object, ox.NamedNode):
                values.setdefault((str(t.subject), predicate), set()).add(t.object.value)
        elif predicate in data and isinstance(t.object, ox.Literal) and t.object.datatype.value in _DATATYPES:
            yield t
    for clash in values.values():
        first, *others = sorted(clash)
        for other in others:
            yield ox.Triple(ox.NamedNode(first), _DIFFERENT, ox.NamedNode(other))


def _run_hermit(program: str, ntriples: bytes) -> Verdict:
    import owlready2

    owlready2.JAVA_EXE = program
    world: Any = owlready2.World()
    try:
        world.get_ontology(_INFERRED + "given").load(fileobj=BytesIO(ntriples))
        found = world.get_ontology(_INFERRED)
        with found:
            owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
        written = BytesIO()
        found.save(file=written, format="ntriples")
        classes = tuple(sorted(cls.iri for cls in world.inconsistent_classes() if cls is not owlready2.Nothing))
        inferred = (quad.triple for quad in ox.parse(written.getvalue(), format=ox.RdfFormat.N_TRIPLES))
        telling = tuple(t for t in inferred if t.object not in _IDLE)
        return Verdict(consistent=True, unsatisfiable=classes, inferred=telling)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Verdict(consistent=False)
    except owlready2.OwlReadyJavaError as failure:
        first_line = next(iter(str(failure).strip().splitlines()), "no message")
        raise SourceUnavailable(f"HermiT stopped without an answer: {first_line[:200]}") from failure
    finally:
        world.close()
