"""A date, kinds of relations, facts to take away, a link and a frame, in a real browser."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


def _scene(page: Page) -> dict[str, int]:
    size = page.evaluate("(({nodes, edges}) => ({nodes: nodes.size, edges: edges.length}))(policygraph.view().scene)")
    assert isinstance(size, dict)
    return size


def _save(page: Page, button: str) -> str:
    with page.expect_download() as waiting:
        page.locator(button).click()
    return Path(waiting.value.path()).read_text("utf-8-sig")


def _rows(page: Page) -> list[dict[str, Any]]:
    rows = json.loads(_save(page, "#take-json"))
    assert isinstance(rows, list)
    return rows


def test_by_an_earlier_date_only_earlier_documents_speak(open_page: OpenPage) -> None:
    page = open_page("#tab=map&view=whole")
    whole = _scene(page)
    slider = page.locator("#by")
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).to_be_focused()
    first = page.evaluate("policygraph.view().by")
    assert first
    assert f"by={first}" in page.url
    assert _scene(page)["nodes"] < whole["nodes"]
    page.locator("#tab-list").click()
    assert {row["issued"] for row in _rows(page)} == {first}
    slider.focus()
    page.keyboard.press("End")
    assert "by=" not in page.url
    page.locator("#tab-map").click()
    assert _scene(page) == whole


def test_a_status_is_not_told_by_a_date_before_the_documents_it_rests_on(open_page: OpenPage) -> None:
    page = open_page("#by=2020-07-14")
    row = page.get_by_role("article", name="Sets of public data")
    expect(row.locator(".status")).to_have_count(0)
    expect(row).to_contain_text("Later documents")
    expect(row).not_to_contain_text("105,000")


def test_a_thing_of_later_documents_brings_back_the_last_date(open_page: OpenPage) -> None:
    page = open_page("#by=2020-07-14")
    page.locator("#query").fill("metaverse alliance")
    page.keyboard.press("Enter")
    expect(page.locator("#facts h2").first).to_have_text("Metaverse Alliance")
    assert page.evaluate("policygraph.view().by") == ""


def test_a_kind_of_relation_can_be_taken_off_the_map(open_page: OpenPage) -> None:
    page = open_page("#tab=map&view=whole")
    whole = _scene(page)
    page.locator("#relation-filters summary").click()
    box = page.locator("#relation-legend input[value='uses technology']")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_focused()
    assert _scene(page)["edges"] < whole["edges"]
    again = open_page(page.url[page.url.index("#") :])
    assert _scene(again) == _scene(page)


def test_the_facts_shown_are_saved_with_their_sentences(open_page: OpenPage) -> None:
    page = open_page("#tab=facts&e=item/data-dam")
    rows = _rows(page)
    assert {row["thing"] for row in rows} | {row["other"] for row in rows} >= {"Data Dam", "Digital New Deal"}
    money = next(row for row in rows if row["fact"] == "budget")
    assert (money["value"], money["bound"], money["scope"]) == ("18100000000000", "exactly", "")
    assert "18.1 trillion won" in money["sentence"]
    assert all(row["sentence"] and row["document"] and row["end"] > row["start"] for row in rows)
    table = list(csv.DictReader(io.StringIO(_save(page, "#take-csv"))))
    assert [row["sentence"] for row in table] == [row["sentence"] for row in rows]


def test_a_table_holds_no_formula(open_page: OpenPage) -> None:
    cells = open_page().evaluate(
        """["=1+1", "+cmd", "@x", "-2", "-2.5", "-x", 'a "b", c', "two\\nlines"].map(policygraph.cell)"""
    )
    assert cells == ["'=1+1", "'+cmd", "'@x", "-2", "-2.5", "'-x", '"a ""b"", c"', '"two\nlines"']


def test_the_link_to_the_view_is_copied(open_page: OpenPage) -> None:
    page = open_page("#tab=facts&e=item/data-dam")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#link").click()
    expect(page.locator("#link-told")).to_have_text("The link to this view is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_embedded_only_the_sections_are_shown(open_page: OpenPage) -> None:
    page = open_page("#embed=1&tab=map&e=item/data-dam")
    expect(page.locator(".tools")).not_to_be_visible()
    expect(page.locator("#side")).not_to_be_visible()
    expect(page.locator("#stage")).to_be_visible()
    expect(page.locator("#whole-page")).to_have_attribute("href", "#tab=map&e=item%2Fdata-dam")
