"""The page in a real browser. ``open_page`` fails a test when a request leaves the file or a script errs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from policygraph.graph.store import Store
from policygraph.viz.explorer import draw

OpenPage = Callable[..., Page]
Change = Callable[[Callable[[ox.Quad], ox.Quad]], Store]
HOSTILE = (
    """</script><img src=x onerror="window.ran=1"><svg onload='window.ran=1'>"'><!--\u2028{{7*7}}javascript:ran=1 """
)
STATES = {
    "promises": "",
    "facts": "tab=facts&e=item/digital-new-deal",
    "list": "tab=list",
    "focus": "tab=map&e=item/data-dam",
    "map": "tab=map&view=whole",
    "table": "tab=map&e=item/data-dam&as=table",
    "by a date": "by=2020-07-14",
    "embedded": "embed=1&tab=facts&e=item/data-dam",
}


def _find(page: Page, query: str) -> list[str]:
    things = _data(page)["things"]
    return [things[found]["en"] for found in page.evaluate("query => policygraph.find(query)", query)]


def _data(page: Page) -> dict[str, Any]:
    data = page.evaluate("JSON.parse(document.getElementById('page-data').textContent)")
    assert isinstance(data, dict)
    return data


@pytest.fixture(scope="module")
def hostile(changed_example: Change, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def spoil(quad: ox.Quad) -> ox.Quad:
        subject, value = quad.subject, quad.object
        if "item/data-dam" in str(value):
            value = ox.NamedNode("https://w3id.org/policygraph/id/item/'onclick='ran=1")
        if "item/data-dam" in str(subject):
            subject = ox.NamedNode("https://w3id.org/policygraph/id/item/'onclick='ran=1")
        if isinstance(value, ox.Literal) and (value.language or value.datatype.value.endswith("#string")):
            bad = HOSTILE + value.value
            value = ox.Literal(bad, language=value.language) if value.language else ox.Literal(bad)
        if quad.predicate.value.endswith("terms/source"):
            value = ox.Literal("javascript:window.ran=1")
        return ox.Quad(subject, quad.predicate, value, quad.graph_name)

    out = tmp_path_factory.mktemp("hostile") / "explorer.html"
    with changed_example(spoil) as store:
        draw(store, out)
    return out


@pytest.mark.parametrize(
    "state", ["", "tab=facts&e=item/digital-new-deal", "tab=list", "tab=map&view=whole", "tab=map&as=table"]
)
def test_text_from_documents_is_never_run(open_page: OpenPage, hostile: Path, state: str) -> None:
    page = open_page(f"#{state}", path=hostile)
    page.locator("#query").fill("img")
    expect(page.locator("#hits li").first).to_be_visible()
    assert page.evaluate("window.ran") is None
    assert page.locator("img, iframe, object, [onerror], [onload], [onclick]").count() == 0
    assert "onerror=" in page.locator("body").inner_text()
    hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))")
    assert [href for href in hrefs if not href.startswith(("#", "http"))] == []


def test_a_hostile_address_changes_nothing(open_page: OpenPage) -> None:
    page = open_page("#tab=constructor&e=__proto__&lang=xx&theme=%22%3E&hide=toString&status=__proto__")
    expect(page.locator("#promises")).to_be_visible()


def test_each_number_of_the_ledger_opens_its_sentence_with_one_click(open_page: OpenPage) -> None:
    page = open_page()
    row = page.get_by_role("article", name="Sets of public data")
    row.locator(".cite").first.click()
    lit = row.locator(".quote.lit mark")
    expect(lit).to_be_in_viewport()
    expect(lit).to_contain_text("142,000 sets of public data")
    expect(row.locator(".quote.lit figcaption")).to_contain_text("characters 286 to 358")
    assert page.locator("#promises .value:has(strong):not(:has(.cite))").count() == 0


def test_each_fact_opens_its_sentence_with_one_click(open_page: OpenPage) -> None:
    page = open_page("#tab=facts&e=item/digital-new-deal")
    facts = page.locator("#facts")
    assert facts.locator(".figure .value:not(:has(.cite))").count() == 0
    assert facts.locator(".relations li:not(:has(.cite))").count() == 0
    last = facts.locator(".relations .cite").last
    last.click()
    expect(facts.locator(".quote.lit mark")).to_be_in_viewport()
    expect(facts.locator(".quote.lit b")).to_have_text(last.inner_text())


def test_every_number_says_bound_and_date_and_money_says_scope_and_stage(open_page: OpenPage) -> None:
    page = open_page("#tab=facts&e=item/data-dam")
    budget = page.locator(".figure", has_text="18.1 trillion won").first
    expect(budget.locator(".limits")).to_have_text("exactlyscope not statedstage not stateddate not stated")
    page = open_page("#tab=facts&e=item/digital-new-deal-2")
    expect(page.locator(".figure .value").first).to_contain_text("at least 49 trillion won")
    expect(page.locator(".figure .limits").first).to_contain_text("by 2025")


def test_a_sentence_stands_in_what_is_around_it(open_page: OpenPage) -> None:
    page = open_page("#tab=facts&e=item/k-mooc")
    quote = page.locator("#facts blockquote").first
    expect(quote.locator("mark")).to_have_text("K-MOOC is a service of Education infrastructure.")
    expect(quote.locator(".around").first).to_contain_text("trillion won in 2020. ↵")
    expect(quote.locator(".around").last).to_contain_text("↵ Digital learning centres")


def test_a_moved_target_keeps_its_earlier_value(open_page: OpenPage) -> None:
    row = open_page().get_by_role("article", name="Big data platforms")
    expect(row).to_contain_text("31 platforms")
    expect(row).to_contain_text("Earlier version")
    expect(row).to_contain_text("30 platforms")


def test_absence_is_bounded(open_page: OpenPage) -> None:
    row = open_page().get_by_role("article", name="jobs created")
    expect(row.locator(".reason").first).to_contain_text("3 documents")
    expect(row.locator(".reason").first).to_contain_text("2021-08-31")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("data dam", "Data Dam"),
        ("데이터 댐", "Data Dam"),
        ("ㅅㅁㅌㅅㅌ", "Smart City Platform"),
        ("ㅅㅁㅌㄱㅈ", "Smart factories"),
        ("스ㅁㅌ공", "Smart factories"),
        ("과기정통부", "Ministry of Science and ICT"),
        ("mosai", "Ministry of Science and ICT"),
        ("msi", "Ministry of Science and ICT"),
        ("itu", "International Telecommunication Union"),
        ("IoT", "Internet of Things"),
        ("kmooc", "K-MOOC"),
        ("ㅎㄱㅍㄴㄷ", "Korean New Deal"),
        ("\u1109\u1106\u1110\u1100\u110c", "Smart factories"),
    ],
)
def test_search_knows_names_initials_and_acronyms(open_page: OpenPage, query: str, name: str) -> None:
    assert name in _find(open_page(), query)[:3]


def test_search_finds_what_is_meant_among_the_first_three(open_page: OpenPage) -> None:
    page = open_page()
    initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
    asked = []
    for thing in _data(page)["things"]:
        asked += [(thing["en"], thing["en"]), (thing["en"].lower()[: len(thing["en"]) * 2 // 3 + 1], thing["en"])]
        words = thing["en"].split()
        if len(words) > 2:
            asked.append(("".join(word[0] for word in words), thing["en"]))
        if korean := thing.get("ko"):
            asked.append((korean, thing["en"]))
            asked.append(
                ("".join(initials[(ord(c) - 0xAC00) // 588] if "가" <= c <= "힣" else c for c in korean), thing["en"])
            )
    queries = [query for query, _ in asked]
    answers = page.evaluate("queries => queries.map(query => policygraph.find(query, 3))", queries)
    names = [thing["en"] for thing in _data(page)["things"]]
    missed = [pair for pair, found in zip(asked, answers, strict=True) if pair[1] not in [names[i] for i in found]]
    assert len(asked) >= 50
    assert len(missed) <= 0.05 * len(asked), missed


def test_the_address_restores_what_was_shown(open_page: OpenPage) -> None:
    page = open_page("#tab=map&e=item/data-dam&view=whole&hide=body&lang=ko&theme=dark")
    first = page.evaluate(
        "JSON.stringify({...policygraph.view(), hidden: [...policygraph.view().hidden], scene: null})"
    )
    page.locator("#tab-facts").click()
    page.go_back()
    again = page.evaluate(
        "JSON.stringify({...policygraph.view(), hidden: [...policygraph.view().hidden], scene: null})"
    )
    assert first == again
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("#aside h2")).to_have_text("데이터 댐")
    expect(page.locator("#legend input[value=body]")).not_to_be_checked()


def test_a_click_changes_the_address(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#promises a.thing", has_text="Digital New Deal").first.click()
    expect(page.locator("#facts h2").first).to_have_text("Digital New Deal")
    assert "e=item%2Fdigital-new-deal" in page.url
    assert "tab=facts" in page.url


def test_the_language_switch_changes_names_relations_numbers_and_words(open_page: OpenPage) -> None:
    page = open_page("#tab=facts&e=item/digital-new-deal")
    page.locator("#language").click()
    facts = page.locator("#facts")
    expect(facts.locator("h2").first).to_have_text("디지털 뉴딜")
    expect(facts).to_contain_text("58조 2,000억원")
    expect(facts).to_contain_text("2025년까지")
    expect(facts).to_contain_text("← 소속 사업")
    expect(page.locator("#tab-promises")).to_have_text("약속과 성과")
    expect(page.locator("#language")).to_have_text("English")


def test_everything_can_be_done_from_the_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    press = page.keyboard.press
    press("/")
    page.keyboard.type("ㄷㅇㅌㄷ")
    expect(page.locator("#hits li").first).to_contain_text("Data Dam")
    press("Enter")
    expect(page.locator("#facts h2").first).to_be_focused()
    for _ in range(2):
        press("Tab")
    expect(page.locator("#facts .cite").first).to_be_focused()
    press("Enter")
    expect(page.locator("#facts .quote.lit")).to_be_focused()
    page.locator("#tab-facts").focus()
    press("ArrowRight")
    press("ArrowRight")
    expect(page.locator("#tab-map")).to_be_focused()
    page.locator("#picture").focus()
    press("ArrowRight")
    assert page.evaluate("policygraph.view().chosen") is not None
    expect(page.locator("#picture")).to_be_focused()
    press("Escape")
    assert page.evaluate("policygraph.view().view") == "whole"
    press("Enter")
    expect(page.locator("#facts")).to_be_visible()


def test_hiding_a_kind_keeps_the_focus_and_takes_it_off_list_and_map(open_page: OpenPage) -> None:
    page = open_page("#tab=list")
    box = page.locator("#legend input[value=technology]")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_focused()
    expect(page.locator("#list")).not_to_contain_text("Blockchain")
    page.locator("#tab-map").click()
    assert page.evaluate("policygraph.view().scene.nodes.size") == 29


def test_the_dialogue_closes_with_escape(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#help").click()
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()
    expect(page.locator("#help")).to_be_focused()


def test_in_focus_incoming_stands_left_and_outgoing_right(open_page: OpenPage) -> None:
    page = open_page("#tab=map&e=item/data-dam")
    data = _data(page)
    scene = page.evaluate("Object.fromEntries([...policygraph.view().scene.nodes].map(([id, node]) => [id, node.x]))")
    places = {data["things"][int(i)]["en"]: x for i, x in scene.items()}
    assert places["Data Dam"] == 0
    assert places["Big data platforms"] < 0
    assert places["Digital New Deal"] > 0 < places["5G"]


def test_labels_do_not_overlap_and_most_are_shown(open_page: OpenPage) -> None:
    page = open_page("#tab=map&view=whole")
    page.wait_for_function("policygraph.labels().length > 0")
    page.wait_for_timeout(200)
    boxes = [label["box"] for label in page.evaluate("policygraph.labels()")]
    assert len(boxes) >= 0.8 * page.evaluate("policygraph.view().scene.nodes.size")
    clashes = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert clashes == []


def test_the_table_tells_the_same_as_the_picture(open_page: OpenPage) -> None:
    page = open_page("#tab=map&e=item/data-dam&as=table")
    expect(page.locator("#table tbody tr")).to_have_count(5)
    page.locator("#table .cite").last.click()
    expect(page.locator("#table .quote.lit mark")).to_be_in_viewport()


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("state", STATES)
def test_nothing_scrolls_sideways_on_a_small_screen(open_page: OpenPage, state: str, language: str) -> None:
    page = open_page(f"#{STATES[state]}&lang={language}", width=320, height=640)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_axe_finds_no_barrier(open_page: OpenPage, scheme: str, language: str) -> None:
    page = open_page(f"#lang={language}", scheme=scheme)
    found = {}
    for name, state in STATES.items():
        page.evaluate("hash => { location.hash = hash; }", f"{state}&lang={language}")
        page.wait_for_timeout(50)
        violations = Axe().run(page).response["violations"]
        found[name] = [(v["id"], [node["html"][:150] for node in v["nodes"][:3]]) for v in violations]
    assert {name: violations for name, violations in found.items() if violations} == {}


def test_print_shows_every_sentence_of_the_ledger_and_no_controls(open_page: OpenPage) -> None:
    page = open_page()
    page.emulate_media(media="print")
    expect(page.locator("#promises .quotes").first).to_be_visible()
    expect(page.locator("#side")).not_to_be_visible()
    expect(page.locator("#tabs")).not_to_be_visible()


def test_the_page_says_what_was_left_out(open_page: OpenPage, example: Store, tmp_path: Path) -> None:
    draw(example, tmp_path / "capped.html", max_nodes=8)
    page = open_page("#tab=map&view=whole", path=tmp_path / "capped.html")
    expect(page.locator("#notes")).to_contain_text("8 things with most facts, of 38")
    assert page.evaluate("policygraph.view().scene.nodes.size") == 8


def test_an_empty_page_says_so(open_page: OpenPage, tmp_path: Path) -> None:
    with Store.open("memory:") as store:
        draw(store, tmp_path / "empty.html")
    page = open_page(path=tmp_path / "empty.html")
    expect(page.locator("#promises")).to_contain_text("No promise")
    for tab in ("facts", "list", "map"):
        page.locator(f"#tab-{tab}").click()
