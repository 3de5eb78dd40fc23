"""The documentation says what is there, all of it, and nothing that is not."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from policygraph import __version__
from policygraph.cli import main
from policygraph.graph.export import SUFFIXES
from policygraph.ontology.handbook import handbook as ontology_page
from policygraph.ontology.terms import TERMS
from policygraph.queries.handbook import handbook as questions_page
from policygraph.queries.library import questions
from policygraph.settings import KEYS

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
README = (ROOT / "README.md").read_text("utf-8")
EVERYTHING = "\n".join(page.read_text("utf-8") for page in PAGES)


def commands_in(page: Path) -> list[list[str]]:
    """Every call of the program in the shell blocks of a page, as arguments."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("policygraph ")]
    return [shlex.split(re.sub(r"<<'\w+'", "", line), comments=True)[1:] for line in lines]


CALLS = [pytest.param(call, id=" ".join(call)) for page in PAGES for call in commands_in(page)]


@pytest.mark.parametrize("name", list(main.commands))
def test_every_command_has_its_row_in_the_readme(name: str) -> None:
    assert re.search(rf"^\| `policygraph {name}\b[^|]*\| .+ \|$", README, re.MULTILINE)


def test_the_readme_names_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"policygraph (?:--store \S+ )?([a-z]+)\b", "\n".join(re.findall(r"`[^`]+`", README))))
    assert named <= set(main.commands)


@pytest.mark.parametrize("call", CALLS)
def test_every_call_in_the_documentation_is_one_that_the_program_takes(call: list[str]) -> None:
    while call[0].startswith("--"):
        assert any(call[0] in option.opts for option in main.params)
        call = call[2:]
    name, *arguments = call
    main.commands[name].make_context(name, arguments)


def test_the_pages_hold_calls() -> None:
    assert len(CALLS) > 15


@pytest.mark.parametrize("mark", ["main", "tests"])
def test_the_readme_has_the_two_lines_that_ci_runs(mark: str) -> None:
    (block,) = re.findall(rf"^<!-- {mark} -->\n```sh\n(.*)\n```$", README, re.MULTILINE)
    assert block.startswith("python3 -m venv .venv && .venv/bin/pip install ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if not re.match(r"https?://|#", target):
            assert (page.parent / target.split("#")[0]).exists(), f"{page.name} links to {target}"


def test_every_page_is_linked_from_the_readme() -> None:
    linked = set(re.findall(r"\]\(([^)\s#]+)", README))
    assert {str(page.relative_to(ROOT)) for page in PAGES} - {"README.md"} <= linked


def test_the_page_of_the_ontology_is_made_from_the_ontology() -> None:
    page = (ROOT / "docs" / "ontology.md").read_text("utf-8")
    assert page == ontology_page(), "run python -m policygraph.ontology.handbook > docs/ontology.md"


@pytest.mark.parametrize("term", sorted(TERMS))
def test_every_term_of_the_ontology_has_its_entry(term: str) -> None:
    assert re.search(rf"^### pg:{term}$|^\| `pg:{term}` \| \S.* · \S.* \| \S.* \|$", ontology_page(), re.MULTILINE)


def test_the_page_of_the_questions_is_made_from_the_questions() -> None:
    page = (ROOT / "docs" / "questions.md").read_text("utf-8")
    assert page == questions_page(), "run python -m policygraph.queries.handbook > docs/questions.md"
    assert all(f"\n### {name}\n" in page for name in questions())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_export_format_is_told(suffix: str) -> None:
    assert f"`{suffix}`" in (ROOT / "docs" / "operations.md").read_text("utf-8")


def test_every_setting_that_a_page_names_is_one() -> None:
    named = set(re.findall(r"`((?:base|max|min)_\w+|store|language)`", EVERYTHING))
    assert named <= set(KEYS)


def test_citation_and_package_agree_on_the_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {__version__}\n" in citation
    assert f"\n## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
