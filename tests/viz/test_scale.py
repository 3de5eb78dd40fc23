"""A page of three hundred things, loaded from generated releases: it opens at once and moves smoothly."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from policygraph.cli import main
from policygraph.tests.viz.generated import write

OpenPage = Callable[..., Page]
PAN = """() => new Promise((done) => {
  const canvas = document.querySelector("#picture canvas");
  const box = canvas.getBoundingClientRect();
  let x = box.left + box.width / 2;
  let frames = 0;
  const y = box.top + box.height / 2;
  const fire = (type) => canvas.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, bubbles: true,
    pointerType: "mouse", button: 0, buttons: 1, pointerId: 1, isPrimary: true }));
  fire("pointerdown");
  const start = performance.now();
  const step = () => {
    frames += 1;
    x += frames % 60 < 30 ? 4 : -4;
    fire("pointermove");
    if (performance.now() - start < 1500) return requestAnimationFrame(step);
    fire("pointerup");
    done((1000 * frames) / (performance.now() - start));
  };
  requestAnimationFrame(step);
})"""
"""Drags the picture for a second and a half; frames a second."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    write(folder / "releases", 300)
    store, page = str(folder / "large.store"), folder / "large.html"
    runner = CliRunner()
    for command in (["load", str(folder / "releases"), "-j", "1"], ["draw", str(page), "--max-nodes", "300"]):
        result = runner.invoke(main, ["--store", store, *command])
        assert result.exit_code == 0, result.output
    return page


def test_the_same_releases_are_written_again(tmp_path: Path) -> None:
    assert write(tmp_path / "one", 40) == write(tmp_path / "two", 40) == 5
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_three_hundred_things_open_at_once_and_move_smoothly(open_page: OpenPage, large: Path) -> None:
    ready, pan = [], []
    for _ in range(3):
        page = open_page("#tab=map&view=whole", path=large)
        ready.append(page.evaluate("policygraph.readyAfter"))
        page.wait_for_function("policygraph.labels().length > 0")
        assert page.evaluate("policygraph.view().scene.nodes.size") == 300
        pan.append(page.evaluate(PAN))
    assert median(ready) < 1500, ready
    assert max(pan) > 30, pan  # 45 and more on a machine that does nothing else


def test_a_thing_costs_little_room_beside_its_sentences(large: Path) -> None:
    found = re.search(r'id="page-data">(.*?)</script>', large.read_text("utf-8"), re.S)
    assert found is not None
    data = json.loads(found[1])
    things = json.dumps(data["things"], ensure_ascii=False, separators=(",", ":"))
    assert len(things.encode()) < 1000 * len(data["things"])


def test_a_long_ledger_comes_in_parts_and_goes_to_paper_whole(open_page: OpenPage, large: Path) -> None:
    page = open_page(path=large)
    rows = page.locator("#promises article")
    expect(rows).to_have_count(40)
    more = page.locator(".more-rows")
    left = int(more.inner_text().split()[1])
    more.focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(120)
    assert page.evaluate("document.activeElement.closest('article') === document.querySelectorAll('article')[40]")
    page.emulate_media(media="print")
    expect(rows).to_have_count(left + 40)
    page.emulate_media(media="screen")
    expect(rows).to_have_count(120)


def test_a_long_list_comes_in_parts(open_page: OpenPage, large: Path) -> None:
    page = open_page("#tab=list", path=large)
    expect(page.locator("#list tbody tr")).to_have_count(200)
    page.locator(".more-rows").click()
    assert page.locator("#list tbody tr").count() > 300
