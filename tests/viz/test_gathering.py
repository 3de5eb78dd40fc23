from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from policygraph.graph.naming import BASE, NS
from policygraph.graph.store import Store
from policygraph.viz.gathering import gather

ID = f"{BASE}id/"
Change = Callable[[Callable[[ox.Quad], ox.Quad]], Store]


def test_every_figure_and_relation_stands_on_a_passage(example: Store) -> None:
    scene = gather(example)
    cited = [figure.passages for figure in scene.figures.values()]
    cited += [relation.passages for relation in scene.relations.values()]
    assert all(passages and all(scene.passages[passage].quote for passage in passages) for passages in cited)


def test_a_claim_whose_passage_has_no_words_is_left_out(changed_example: Change) -> None:
    def empty(quad: ox.Quad) -> ox.Quad:
        if quad.predicate.value.endswith("oa#exact") and "58.2" in str(quad.object):
            return ox.Quad(quad.subject, quad.predicate, ox.Literal(""), quad.graph_name)
        return quad

    figures = gather(changed_example(empty)).figures.values()
    assert "58200000000000" not in {figure.value for figure in figures}


def test_passages_hold_the_words_at_their_offsets(example: Store) -> None:
    texts = {
        str(row["d"])[1:-1]: getattr(row["t"], "value", "")
        for row in example.select(f"SELECT ?d ?t WHERE {{ ?d <{NS}content> ?t }}").dicts()
    }
    for passage in gather(example).passages.values():
        there = texts[passage.document][passage.start : passage.end]
        assert passage.quote == there or "*" in passage.quote


def test_contact_details_are_masked(example: Store) -> None:
    quotes = " ".join(p.before + p.quote + p.after for p in gather(example).passages.values())
    assert "044-202-1234" not in quotes
    assert "press@example" not in quotes
    assert "12 briefings" in quotes


def test_more_stands_around_a_sentence_where_the_licence_allows_it(changed_example: Change, example: Store) -> None:
    def open_up(quad: ox.Quad) -> ox.Quad:
        if quad.predicate.value.endswith("terms/identifier"):
            licence = ox.NamedNode("http://purl.org/dc/terms/license")
            return ox.Quad(quad.subject, licence, ox.Literal("CC BY 4.0"), quad.graph_name)
        return quad

    closed, opened = gather(example).passages, gather(changed_example(open_up)).passages
    assert max(len(passage.after) for passage in closed.values()) <= 46
    assert max(len(passage.after) for passage in opened.values()) > 90


def test_claims_of_low_confidence_wait(example: Store) -> None:
    robots = (f"{ID}item/dr-answer", f"{ID}technology/internet-of-things")
    assert robots not in {(r.about, r.object) for r in gather(example).relations.values()}
    assert robots in {(r.about, r.object) for r in gather(example, min_confidence=0.5).relations.values()}


def test_since_leaves_out_what_only_older_documents_say(example: Store) -> None:
    scene = gather(example, since="2021")
    cited = {passage for figure in scene.figures.values() for passage in figure.passages}
    assert min(scene.documents[scene.passages[passage].document].issued for passage in cited) >= "2021"
    assert f"{ID}item/smart-hospitals" not in scene.things


def test_times_are_as_precise_as_the_text(example: Store) -> None:
    moments = {figure.text: figure.moment for figure in gather(example).figures.values()}
    deadline, level = moments["58.2 trillion won"], moments["10.1 trillion won"]
    assert deadline is not None
    assert (deadline.role, deadline.end) == ("deadline", "2025")
    assert level is not None
    assert (level.role, level.start, level.end) == ("since", "2020-07", "")
    assert moments["18.1 trillion won"] is None


def test_parts_of_a_programme_are_found_through_all_levels(example: Store) -> None:
    parts = gather(example).parts(f"{ID}item/korean-new-deal", frozenset({f"{NS}directPartOf"}))
    assert {f"{ID}item/digital-new-deal", f"{ID}item/smart-hospitals"} <= parts
    assert f"{ID}item/digital-new-deal-2" not in parts
