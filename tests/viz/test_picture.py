from __future__ import annotations

import hashlib
import re
from importlib.resources import files

from policygraph.viz.picture import SCRIPTS, VIS_NETWORK, Edge, Node, read_vis_network, render
from policygraph.viz.words import read_words

PAGE = {"words": {"en": {"noscript": "It needs scripts."}}, "name": "</script><img src=x>\u2028"}


def test_the_drawing_script_in_the_wheel_is_the_one_that_was_tried() -> None:
    script = files("pyvis").joinpath(VIS_NETWORK).read_bytes()
    assert hashlib.sha256(script).hexdigest() == "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"


def test_the_drawing_script_names_no_source_map_to_fetch() -> None:
    assert "sourceMappingURL" not in read_vis_network()


def test_data_cannot_leave_its_script_element() -> None:
    page = render([Node(0, "dot", 9, 0, 0)], [], PAGE, "T</title><script>x", "en")
    assert "<img" not in page
    assert "<script>x" not in page
    assert page.count("</script>") == 6


def test_parallel_edges_stay() -> None:
    nodes = [Node(0, "dot", 9, 0, 0), Node(1, "star", 9, 50, 0)]
    page = render(nodes, [Edge(0, 0, 1), Edge(1, 0, 1), Edge(2, 1, 0)], PAGE, "T", "en")
    drawn = re.search(r'id="drawn-edges">(.*?)</script>', page)
    assert drawn is not None
    assert drawn[1].count('"from"') == 3


def test_the_policy_lets_no_other_script_run() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', render([], [], PAGE, "T", "en"))
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]


def test_only_the_picture_module_imports_pyvis() -> None:
    folder = files("policygraph.viz")
    importing = [
        entry.name
        for entry in folder.iterdir()
        if entry.name.endswith(".py") and "from pyvis" in entry.read_text("utf-8")
    ]
    assert importing == ["picture.py"]


def test_every_word_that_the_scripts_say_is_there_in_both_languages() -> None:
    words = read_words()
    folder = files("policygraph.viz")
    sources = [folder.joinpath("static", name).read_text("utf-8") for name in SCRIPTS]
    asked = {key for source in sources for key in re.findall(r"\bsay\(\"(\w+)\"", source)}
    template = folder.joinpath("templates", "explorer.html").read_text("utf-8")
    asked |= set(re.findall(r'data-(?:say|label)="(\w+)"', template))
    assert asked <= words["en"].keys()
    assert all(text for language in words.values() for text in language.values())
    slots = {
        key: {language: set(re.findall(r"\{\w+\}", words[language][key])) for language in words} for key in words["en"]
    }
    assert {key: found for key, found in slots.items() if found["en"] != found["ko"]} == {}


def test_no_script_of_ours_parses_text_as_html() -> None:
    folder = files("policygraph.viz").joinpath("static")
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser")
    assert [name for name in SCRIPTS if forbidden.search(folder.joinpath(name).read_text("utf-8"))] == []
