from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from policygraph.errors import NotFound
from policygraph.graph.store import Store
from policygraph.viz.explorer import draw


def _data(path: Path) -> dict[str, Any]:
    found = re.search(r'id="page-data">(.*?)</script>', path.read_text("utf-8"), re.S)
    assert found is not None
    data = json.loads(found[1])
    assert isinstance(data, dict)
    return data


def _names(path: Path) -> set[str]:
    return {thing["en"] for thing in _data(path)["things"] if "en" in thing}


def test_a_page_says_what_it_holds(example: Store, tmp_path: Path) -> None:
    report = draw(example, tmp_path / "page.html")
    assert (report.nodes, report.capped) == (38, None)
    data = _data(tmp_path / "page.html")
    assert report.facts > len(data["figures"]) > 20


def test_the_same_store_gives_the_same_bytes(example: Store, tmp_path: Path) -> None:
    draw(example, tmp_path / "one.html")
    draw(example, tmp_path / "two.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_a_page_is_small(drawn: Path) -> None:
    data = re.findall(r'id="(?:page-data|drawn-\w+)">(.*?)</script>', drawn.read_text("utf-8"), re.S)
    per_page = drawn.stat().st_size - sum(len(part.encode()) for part in data)
    assert per_page < 600_000
    assert drawn.stat().st_size < 600_000 + 41 * 1000


def test_a_programme_comes_with_its_parts_and_neighbours_only(example: Store, tmp_path: Path) -> None:
    draw(example, tmp_path / "page.html", programme="Smart Medical Infrastructure")
    names = _names(tmp_path / "page.html")
    assert {"Smart hospitals", "5G", "Digital New Deal"} <= names
    assert not {"Data Dam", "Metaverse", "K-MOOC"} & names


def test_around_a_thing_the_depth_counts(example: Store, tmp_path: Path) -> None:
    draw(example, tmp_path / "one.html", around="메타버스", depth=1)
    draw(example, tmp_path / "two.html", around="메타버스", depth=2)
    assert _names(tmp_path / "one.html") == {"Metaverse", "Open metaverse platform"}
    assert {"Metaverse Alliance", "Digital New Deal 2.0"} <= _names(tmp_path / "two.html")


def test_what_is_not_there_cannot_be_drawn(example: Store, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Moon Base"):
        draw(example, tmp_path / "page.html", around="Moon Base")
    assert not (tmp_path / "page.html").exists()


def test_a_cap_is_told(example: Store, tmp_path: Path) -> None:
    report = draw(example, tmp_path / "page.html", max_nodes=10)
    assert report.nodes == 10
    assert report.capped is not None
    assert "10" in report.capped
    assert "38" in report.capped
    data = _data(tmp_path / "page.html")
    assert len(data["things"]) == 41
    assert data["notes"] == [{"key": "cappedMap", "shown": 10, "all": 38}]


def test_an_empty_store_gives_an_empty_page(tmp_path: Path) -> None:
    with Store.open("memory:") as store:
        report = draw(store, tmp_path / "page.html")
    assert (report.nodes, report.edges, report.facts) == (0, 0, 0)


def test_whole_texts_are_not_in_the_page(drawn: Path) -> None:
    quoted = sum(len(passage["quote"]) for passage in _data(drawn)["passages"])
    assert "Questions go to the press office" in drawn.read_text("utf-8")
    assert quoted < 6000


def test_tentative_relations_are_told_but_not_drawn(drawn: Path) -> None:
    data = _data(drawn)
    tentative = [i for i, relation in enumerate(data["relations"]) if "tentative" in relation]
    edges = re.search(r'id="drawn-edges">(.*?)</script>', drawn.read_text("utf-8"), re.S)
    assert edges is not None
    assert len(tentative) == 1
    assert not {edge["id"] for edge in json.loads(edges[1])} & set(tentative)


def test_what_has_no_relation_is_listed_but_not_drawn(drawn: Path) -> None:
    nodes = re.search(r'id="drawn-nodes">(.*?)</script>', drawn.read_text("utf-8"), re.S)
    assert nodes is not None
    shown = {node["id"] for node in json.loads(nodes[1])}
    left_out = {thing["en"] for i, thing in enumerate(_data(drawn)["things"]) if i not in shown}
    assert left_out == {"Korea", "Data market", "Press office"}


def test_relation_words_come_from_the_ontology_in_both_languages(drawn: Path) -> None:
    words = _data(drawn)["predicates"].values()
    assert {word["en"] for word in words} >= {"part of", "uses technology", "held by"}
    assert all("ko" in word for word in words)


def test_the_ledger_is_told_in_both_languages(drawn: Path) -> None:
    promises = _data(drawn)["promises"]
    statuses = {promise["status"] for promise in promises}
    assert {"met", "noResult", "notComparable"} <= statuses
    assert all({"en", "ko"} <= promise["reason"].keys() for promise in promises)
