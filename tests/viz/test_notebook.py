"""The picture in a notebook's cell, held by a page of another origin, and its facts as a table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas
import pytest
from playwright.sync_api import Browser, expect

from policygraph.errors import SettingsError
from policygraph.graph.store import Store
from policygraph.viz import Picture, show
from policygraph.viz.notebook import COLUMNS


@pytest.fixture(scope="module")
def picture(example: Store) -> Picture:
    return show(example, around="Data Dam", depth=1)


def test_a_cell_holds_the_page_in_a_frame_that_works(picture: Picture, browser: Browser, tmp_path: Path) -> None:
    cell = tmp_path / "cell.html"
    cell.write_text(f"<!doctype html><meta charset=utf-8><body>{picture._repr_html_()}</body>", encoding="utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    errors: list[str] = []
    requests: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: requests.append(request.url))
    page.goto(cell.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("#tab-facts").click()
    frame.locator(".starts a", has_text="Data Dam").click()
    frame.locator("#facts .cite").first.click()
    expect(frame.locator("#facts .quote.lit mark")).to_be_visible()
    frame.locator("#language").click()
    expect(frame.locator("#facts h2").first).to_have_text("데이터 댐")
    frame.locator("#tab-map").click()
    expect(frame.locator("#picture canvas")).to_be_visible()
    with page.expect_download() as waiting:
        frame.locator("#take-csv").click()
    assert "데이터 댐" in Path(waiting.value.path()).read_text("utf-8-sig")
    page.close()
    assert errors == []
    assert [url for url in requests if not url.startswith(("file:", "blob:", "about:"))] == []


def test_the_frame_has_no_origin_and_does_not_leave_its_quotes(picture: Picture) -> None:
    cell = picture._repr_html_()
    assert 'sandbox="allow-scripts allow-downloads allow-popups"' in cell
    assert cell.count("<") == 2
    assert cell.count('"') == 8


def test_facts_are_a_table_with_sentences_and_nothing_filled_in(picture: Picture) -> None:
    table = picture.frame()
    assert isinstance(table, pandas.DataFrame)
    assert tuple(table.columns) == COLUMNS
    budget = table[(table["thing"] == "Data Dam") & (table["fact"] == "budget")].iloc[0]
    assert budget["value"] == "18100000000000"
    assert pandas.isna(budget["scope"])
    assert "18.1 trillion won" in budget["sentence"]
    assert table["sentence"].notna().all()
    assert (table["end"] > table["start"]).all()
    assert "relation" in set(table["fact"])


def test_without_pandas_one_line_says_what_to_do(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(SettingsError, match=r"policygraph\[notebook\]"):
        picture.frame()
    assert picture.rows()


def test_an_empty_store_gives_an_empty_table() -> None:
    with Store.open("memory:") as store:
        table = show(store).frame()
    assert table.empty
    assert tuple(table.columns) == COLUMNS


def test_importing_the_package_stays_light() -> None:
    heavy = ("pandas", "pyvis", "networkx", "pyoxigraph")
    code = f"import sys, policygraph.viz; print([name for name in {heavy} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "[]"
