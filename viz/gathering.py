"""Gather what a page shows from the store: only claims whose passage has words, place and document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ..graph.naming import NS
from ..graph.rights import allows_whole_text, mask
from ..graph.store import Store
from .palette import SIGNS
from .scene import Figure, Moment, Names, Passage, Relation, Scene, SourceText, Thing

_PREFIXES = f"""
PREFIX pg: <{NS}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
_AROUND = 110
"""Characters shown before and after a quotation, at most, where the licence lets the whole text be shown."""
_CLOSE = 45
"""The same where it does not."""
_MARGIN = 50
"""More characters that are read, so that no contact detail is cut in two before it is masked."""

Described = dict[str, dict[str, list[str]]]
"""Subject → local name of the property → values, sorted."""


def local(iri: str) -> str:
    """The last part of a term's IRI.

    >>> local("https://w3id.org/policygraph/ns#committed")
    'committed'
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def rows(store: Store, query: str) -> list[dict[str, str]]:
    """The rows of a SELECT query as plain strings, sorted; unbound variables are left out."""
    answer = store.select(_PREFIXES + query)
    found = [{name: str(getattr(term, "value", term)) for name, term in row.items()} for row in answer.dicts()]
    return sorted(found, key=lambda row: sorted(row.items()))


def describe(store: Store, cls: str) -> Described:
    """All that is said of the members of a class, but whole texts."""
    described: Described = defaultdict(lambda: defaultdict(list))
    for row in rows(store, f"SELECT DISTINCT ?s ?p ?o WHERE {{ ?s a {cls} ; ?p ?o . FILTER(?p != pg:content) }}"):
        described[row["s"]][local(row["p"])].append(row["o"])
    for row in rows(store, "SELECT ?s ?verdict WHERE { ?judgement pg:judges ?s ; pg:verdict ?verdict }"):
        if row["s"] in described:
            described[row["s"]]["verdict"].append(row["verdict"])
    return described


def read_labels(store: Store) -> dict[str, Names]:
    """The names of everything that has one, by IRI."""
    preferred: dict[str, dict[str, str]] = defaultdict(dict)
    others: dict[str, list[str]] = defaultdict(list)
    query = """SELECT DISTINCT ?s ?rank ?name (LANG(?name) AS ?language) WHERE {
        VALUES (?p ?rank) { (skos:prefLabel 1) (rdfs:label 2) (skos:altLabel 3) (skos:notation 3) } ?s ?p ?name }"""
    for row in sorted(rows(store, query), key=lambda row: (row["s"], row["rank"], row["name"])):
        language = row.get("language", "")[:2] or "en"
        name = mask(row["name"])
        if row["rank"] != "3" and language not in preferred[row["s"]]:
            preferred[row["s"]][language] = name
        elif name not in preferred[row["s"]].values():
            others[row["s"]].append(name)
    return {iri: Names(preferred[iri], tuple(dict.fromkeys(others[iri]))) for iri in sorted({*preferred, *others})}


def _first(of: dict[str, list[str]], name: str, default: str = "") -> str:
    return of[name][0] if of.get(name) else default


def _read_documents(store: Store) -> dict[str, SourceText]:
    return {
        iri: SourceText(
            iri,
            mask(_first(of, "title") or local(iri)),
            _first(of, "issuedText") or _first(of, "issued")[:10],
            _first(of, "publisher"),
            _first(of, "source"),
            _first(of, "language"),
            _first(of, "license"),
        )
        for iri, of in sorted(describe(store, "pg:Document").items())
    }


def _read_passages(store: Store, documents: dict[str, SourceText]) -> dict[str, Passage]:
    reach = _AROUND + _MARGIN
    query = f"""SELECT DISTINCT ?passage ?document ?start ?end ?quote ?before ?after ?section WHERE {{
        ?passage oa:hasSource ?document ; oa:hasSelector ?words , ?place .
        ?words oa:exact ?quote . ?place oa:start ?start ; oa:end ?end .
        OPTIONAL {{ ?passage pg:section ?section }}
        OPTIONAL {{ ?document pg:content ?text }}
        BIND(IF(?start > {reach}, ?start - {reach}, 0) AS ?from)
        BIND(SUBSTR(?text, ?from + 1, ?start - ?from) AS ?before)
        BIND(SUBSTR(?text, ?end + 1, {reach}) AS ?after) }}"""
    passages: dict[str, Passage] = {}
    for row in rows(store, query):
        if row["document"] not in documents or not row["quote"].strip():
            continue
        whole = mask(row.get("before", "") + row["quote"] + row.get("after", ""))
        head, tail = len(row.get("before", "")), len(row.get("before", "")) + len(row["quote"])
        if len(whole) != head + len(row["quote"]) + len(row.get("after", "")):
            raise ValueError("masking must keep the length of a text")
        most = _AROUND if allows_whole_text(documents[row["document"]].licence) else _CLOSE
        passages[row["passage"]] = Passage(
            row["passage"],
            row["document"],
            int(row["start"]),
            int(row["end"]),
            whole[head:tail],
            _end_of(_in_one_line(whole[:head]), most),
            _start_of(_in_one_line(whole[tail:]), most),
            mask(row.get("section", "")),
        )
    return passages


def _in_one_line(text: str) -> str:
    """The text with its line ends as signs, since what stands around a sentence may be a heading or another item."""
    return re.sub(r"\s*\n\s*", " ↵ ", text)


def _end_of(text: str, most: int) -> str:
    return text if len(text) <= most else "…" + text[-most:].partition(" ")[2]


def _start_of(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + "…"


def _cut(moment: str, precision: str) -> str:
    """A time as precisely as it was written.

    >>> _cut("2025-12-31T23:59:59", "year"), _cut("2021-06-30T23:59:59", "halfYear")
    ('2025', '2021-H1')
    """
    year, month = moment[:4], int(moment[5:7] or 1)
    match precision:
        case "year":
            return year
        case "decade":
            return year[:3] + "0s"
        case "halfYear":
            return f"{year}-H{1 if month <= 6 else 2}"
        case "quarter":
            return f"{year}-Q{(month + 2) // 3}"
        case "month":
            return moment[:7]
    return moment[:10]


def _moment(of: dict[str, list[str]]) -> Moment | None:
    precision, text = local(_first(of, "precision")), mask(_first(of, "timeText"))
    for role, name in (("deadline", "deadline"), ("asOf", "asOf")):
        if at := _first(of, name):
            return Moment(role, "", _cut(at, precision), text)
    start, end = _first(of, "periodStart"), _first(of, "periodEnd")
    if start or end:
        role = "during" if end else "since"
        return Moment(role, start and _cut(start, precision), end and _cut(end, precision), text)
    return Moment("text", "", "", text) if text else None


def gather(store: Store, *, min_confidence: float = 0.7, since: str = "") -> Scene:
    """Everything in the store that stands on evidence.

    Claims below ``min_confidence`` that nobody accepted, rejected ones, and those whose passages all come from
    documents issued before ``since`` (an ISO date as far as known) are left out.
    """
    documents = _read_documents(store)
    passages = _read_passages(store, documents)
    labels = read_labels(store)

    def cited(of: dict[str, list[str]]) -> tuple[str, ...]:
        found = [passages[iri] for iri in of.get("evidence", ()) if iri in passages]
        if since and all(documents[p.document].issued < since for p in found):
            return ()
        return tuple(p.iri for p in sorted(found, key=lambda p: (p.document, p.start)))

    def keep(of: dict[str, list[str]]) -> bool:
        verdict = local(_first(of, "verdict"))
        trusted = verdict == "accepted" or float(_first(of, "confidence", "1")) >= min_confidence
        return trusted and verdict != "rejected" and bool(of.get("about")) and bool(cited(of))

    figures = {
        iri: Figure(
            iri,
            about=_first(of, "about"),
            kind=local(_first(of, "claimKind")).removesuffix("Figure"),
            metric=_first(of, "metric"),
            value=_first(of, "value"),
            value_max=_first(of, "valueMax"),
            unit=_first(of, "unit"),
            text=mask(_first(of, "valueText")),
            bound=local(_first(of, "bound")),
            statistic=local(_first(of, "statistic")),
            modality=local(_first(of, "modality")),
            passages=cited(of),
            scope=local(_first(of, "fundingScope")),
            stage=local(_first(of, "moneyStage")),
            population=_first(of, "population"),
            area=_first(of, "inArea"),
            baseline=_first(of, "baseline"),
            by=_first(of, "assertedBy"),
            moment=_moment(of),
            confidence=float(_first(of, "confidence", "1")),
        )
        for iri, of in sorted(describe(store, "pg:QuantityClaim").items())
        if keep(of)
    }
    relations = {
        iri: Relation(
            iri,
            about=_first(of, "about"),
            predicate=_first(of, "predicate"),
            object=_first(of, "object"),
            modality=local(_first(of, "modality")),
            passages=cited(of),
            by=_first(of, "assertedBy"),
            moment=_moment(of),
            confidence=float(_first(of, "confidence", "1")),
        )
        for iri, of in sorted(describe(store, "pg:RelationClaim").items())
        if keep(of) and of.get("object") and of.get("predicate")
    }
    return Scene(
        _gather_things(store, figures.values(), relations.values(), passages, labels, since, documents),
        figures,
        relations,
        passages,
        documents,
        labels,
    )


def _gather_things(
    store: Store,
    figures: Iterable[Figure],
    relations: Iterable[Relation],
    passages: dict[str, Passage],
    labels: dict[str, Names],
    since: str,
    documents: dict[str, SourceText],
) -> dict[str, Thing]:
    in_claims = {figure.about for figure in figures}
    for relation in relations:
        in_claims |= {relation.about, relation.object}

    def recent(passage: str) -> bool:
        return documents[passages[passage].document].issued >= since

    named: dict[str, str] = {}
    for row in rows(store, "SELECT DISTINCT ?s ?passage WHERE { ?s pg:mentionedIn ?passage }"):
        if row["passage"] in passages and recent(row["passage"]):
            place = passages[row["passage"]]
            known = passages.get(named.get(row["s"], ""))
            if known is None or (documents[place.document].issued, place.document, place.start) < (
                documents[known.document].issued,
                known.document,
                known.start,
            ):
                named[row["s"]] = row["passage"]
    drawn = frozenset().union(*(sign.classes for sign in SIGNS))
    classes: dict[str, set[str]] = defaultdict(set)
    for row in rows(store, "SELECT DISTINCT ?s ?type WHERE { ?s a ?type . FILTER(ISIRI(?s)) }"):
        if local(row["type"]) in drawn:
            classes[row["s"]].add(local(row["type"]))
    listed = in_claims | {iri for iri in named if iri in classes}
    return {
        iri: Thing(iri, labels.get(iri) or Names({"en": local(iri)}), frozenset(classes[iri]), named.get(iri, ""))
        for iri in sorted(listed)
    }
