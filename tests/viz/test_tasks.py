"""What analysts come for, with mouse and keyboard alone: at most three actions from the start page to the sentence.

An action is a click, or a name typed and taken with Enter.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]


def _search(page: Page, name: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(name)
    page.keyboard.press("Enter")


def _sentence_of(cite: Locator, within: Locator) -> Locator:
    cite.click()
    lit = within.locator(".quote.lit mark")
    expect(lit).to_be_in_viewport()
    return lit


def test_the_budget_of_the_data_dam_and_its_sentence(open_page: OpenPage) -> None:
    page = open_page()
    _search(page, "data dam")
    facts = page.locator("#facts")
    figure = facts.locator(".figure", has_text="18.1 trillion won").first
    expect(_sentence_of(figure.locator(".cite").first, facts)).to_contain_text("18.1 trillion won")


def test_the_same_by_keyboard_and_initials(open_page: OpenPage) -> None:
    page = open_page()
    _search(page, "ㄷㅇㅌㄷ")
    while not page.evaluate("document.activeElement.matches('#facts .figure .cite')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#facts .quote.lit mark")).to_be_in_viewport()


def test_which_target_moved(open_page: OpenPage) -> None:
    page = open_page()
    moved = page.locator("#promises article", has_text="Earlier version").first
    expect(moved).to_contain_text("31 platforms")
    earlier = moved.locator(".told", has_text="Earlier version")
    expect(_sentence_of(earlier.locator(".cite").first, moved)).to_contain_text("30")


def test_what_has_no_result(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("[data-status=noResult]").click()
    rows = page.locator("#promises article")
    assert rows.count() > 0
    expect(page.locator("#promises article.noResult")).to_have_count(rows.count())
    _sentence_of(rows.first.locator(".cite").first, rows.first)


def test_all_uses_of_a_technology(open_page: OpenPage) -> None:
    page = open_page()
    _search(page, "5G")
    facts = page.locator("#facts")
    uses = facts.locator(".relations dt", has_text="← uses technology").locator("+ dd li")
    assert uses.count() > 1
    _sentence_of(uses.first.locator(".cite").first, facts)


def test_to_korean_and_back_to_the_same_place(open_page: OpenPage) -> None:
    page = open_page("#tab=facts&e=item/data-dam")
    page.locator("#language").click()
    expect(page.locator("#facts h2").first).to_have_text("데이터 댐")


def test_a_shared_view_is_the_same_view(open_page: OpenPage) -> None:
    page = open_page()
    _search(page, "data dam")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#link").click()
    address = page.evaluate("navigator.clipboard.readText()")
    again = open_page(address[address.index("#") :])
    expect(again.locator("#facts h2").first).to_have_text("Data Dam")
