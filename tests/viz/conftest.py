"""A small graph, the page drawn from it, and a real browser to look at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from policygraph.graph.naming import BASE
from policygraph.graph.rules import derive
from policygraph.graph.store import Store
from policygraph.viz.explorer import draw

EXAMPLE = Path(__file__).with_name("example.trig")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]

OpenPage = Callable[..., Page]


def fill(change: Callable[[ox.Quad], ox.Quad] = lambda quad: quad) -> Store:
    """A store with the example, each quad changed first, and what the rules derive from it."""
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse(path=str(EXAMPLE), format=ox.RdfFormat.TRIG):
        changed = change(quad)
        assert isinstance(changed.graph_name, ox.NamedNode)
        graphs.setdefault(changed.graph_name.value, []).append(changed.triple)
    store = Store.open("memory:")
    store.replace(graphs)
    store.replace({f"{BASE}graph/derived": derive(store)})
    return store


@pytest.fixture(scope="session")
def example() -> Iterator[Store]:
    with fill() as store:
        yield store


@pytest.fixture(scope="session")
def changed_example() -> Callable[[Callable[[ox.Quad], ox.Quad]], Store]:
    return fill


@pytest.fixture(scope="session")
def drawn(example: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("drawn") / "explorer.html"
    draw(example, out)
    return out


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("The pages are tested in a real browser: install Debian's package chromium.", pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, drawn: Path) -> Iterator[OpenPage]:
    """Opens a page from its file; afterwards no request but for the file itself and no script error may have been."""
    contexts, requests, errors = [], [], []

    def opened(
        address: str = "", *, path: Path = drawn, width: int = 1440, height: int = 900, scheme: str = "light"
    ) -> Page:
        size: ViewportSize = {"width": width, "height": height}
        context = browser.new_context(viewport=size, color_scheme="dark" if scheme == "dark" else "light")
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(path.as_uri() + address)
        page.wait_for_function("window.policygraph")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [url for url in requests if not url.startswith("file://")] == []
    assert all(url.split("#")[0].endswith(".html") for url in requests)
    assert errors == []
