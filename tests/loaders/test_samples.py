"""The sample documents hold what the project's tables of figures and names say, in the project's own words."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "loaders" / "samples").glob("*.md"))
ORIGINALS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))  # beside the checkout where they may be had
GOLD = ROOT / "tests" / "gold"
ENGLISH: dict[str, list[dict[str, Any]]] = tomllib.loads((GOLD / "figures.toml").read_text(encoding="utf-8"))
KOREAN: dict[str, list[dict[str, Any]]] = tomllib.loads((GOLD / "figures-ko.toml").read_text(encoding="utf-8"))
FIGURES = ENGLISH["figure"] + KOREAN["figure"]
FURTHER = ENGLISH["further"] + KOREAN["further"]
NAMES: list[dict[str, Any]] = tomllib.loads((GOLD / "names.toml").read_text(encoding="utf-8"))["name"]

KINDS = {"budget", "investment", "target", "result", "count", "rank", "comparison", "share"}
LONGEST_SHARED_RUN = 8
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
SENTENCE_END = re.compile(r"(?<!\bDr)[.!?][”\"]?\s+(?=[A-Z0-9“])|\n")


def front_matter_and_body(path: Path) -> tuple[dict[str, Any], str]:
    """The YAML head of a sample and the text below it."""
    found = re.fullmatch(r"---\n(.*?)\n---\n(.*)", path.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None, f"{path.name} has no front matter"
    head = yaml.safe_load(found[1])
    assert isinstance(head, dict)
    return head, found[2]


BODIES = {path.stem: front_matter_and_body(path)[1] for path in SAMPLES}


def sentence_holding(piece: str, text: str) -> str:
    """The sentence or line of `text` in which `piece`, which stands there once, begins."""
    assert text.count(piece) == 1, f"{piece!r} stands {text.count(piece)} times"
    at = text.index(piece)
    ends = [0, *(found.end() for found in SENTENCE_END.finditer(text)), len(text)]
    return text[max(end for end in ends if end <= at) : min(end for end in ends if end > at)]


def runs_of_words(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of `length` consecutive words, in lower case and without punctuation."""
    words = [word.lower() for word in WORD.findall(text)]
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def figure_name(figure: dict[str, Any]) -> str:
    return str(figure.get("id") or f"{figure['of']}/{figure['surface']}")


def test_there_are_two_english_samples_and_a_korean_one() -> None:
    languages = sorted(front_matter_and_body(path)[0]["language"] for path in SAMPLES)
    assert languages == ["en", "en", "ko"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_says_where_it_comes_from(path: Path) -> None:
    head, body = front_matter_and_body(path)
    assert {"title", "publisher", "issued", "language", "country", "source", "licence", "note"} <= head.keys()
    assert head["licence"] == "CC-BY-4.0"
    assert head["country"] == "KR"
    assert "policygraph" in head["note"]
    assert body.lstrip().startswith(f"# {head['title']}\n")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_plain_utf_8(path: Path) -> None:
    data = path.read_bytes()
    assert path.name.isascii()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.decode("utf-8").endswith("\n")


@pytest.mark.parametrize("figure", FIGURES + FURTHER, ids=figure_name)
def test_a_figure_stands_where_the_table_says(figure: dict[str, Any]) -> None:
    sentence = sentence_holding(figure["near"], BODIES[figure["document"]])
    assert figure["near"] in sentence, "`near` must not run over the end of a sentence"
    assert figure["near"].count(figure["surface"]) == 1


@pytest.mark.parametrize("figure", FIGURES, ids=figure_name)
def test_a_figure_has_a_value_a_unit_and_a_kind(figure: dict[str, Any]) -> None:
    assert re.fullmatch(r"\d+(\.\d+)?", figure["value"])
    assert figure["unit"]
    assert figure["subject"] not in figure["subject_also"]
    assert {figure["kind"], *figure["kind_also"]} <= KINDS
    assert figure["kind"] not in figure["kind_also"]
    assert figure["bound"] in {"exactly", "about", "at_least", "at_most"}


@pytest.mark.parametrize("figure", [figure for figure in FIGURES if "time_from" not in figure], ids=figure_name)
def test_a_year_that_the_table_takes_from_the_sentence_is_written_there_or_close_by(figure: dict[str, Any]) -> None:
    body = BODIES[figure["document"]]
    at = body.index(figure["near"])
    paragraph_start = body.rfind("\n\n", 0, at) + 2
    paragraph = body[paragraph_start : body.index("\n", at)]
    for key in ("start", "end", "asof"):
        year = figure.get(key, "")[:4]
        assert year in paragraph or f"’{year[2:]}년" in paragraph


def test_every_figure_has_its_own_id() -> None:
    ids = [figure["id"] for figure in FIGURES]
    assert len(ids) == len(set(ids))
    assert {figure["of"] for figure in FURTHER} <= set(ids)


def test_a_korean_figure_has_the_value_of_the_english_one() -> None:
    english = {figure["id"]: figure for figure in ENGLISH["figure"]}
    for figure in KOREAN["figure"]:
        assert figure["value"] == english[figure["same_as"]]["value"], figure["id"]


@pytest.mark.parametrize("name", NAMES, ids=lambda name: str(name["name"]))
def test_a_name_stands_in_its_documents(name: dict[str, Any]) -> None:
    forms = [name["name"], *name["aliases"]]
    assert name["documents"]
    for document in name["documents"]:
        assert any(form in BODIES[document] for form in forms), document
    for alias in name["aliases"]:
        assert any(alias in BODIES[document] for document in name["documents"]), alias


def test_no_name_is_listed_twice() -> None:
    listed = [(name["name"], name["type"]) for name in NAMES]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_shares_no_run_of_nine_words_with_another_text(path: Path) -> None:
    others = [body for stem, body in BODIES.items() if stem != path.stem]
    others += [original.read_text(encoding="utf-8") for original in ORIGINALS]
    mine = runs_of_words(BODIES[path.stem], LONGEST_SHARED_RUN + 1)
    for other in others:
        shared = mine & runs_of_words(other, LONGEST_SHARED_RUN + 1)
        assert not shared, [" ".join(run) for run in sorted(shared)]


ENGLISH_LAYOUTS = {
    "numbered heading": r"^1\. [A-Z]",
    "numbered topic": r"^\[10\] \([A-Z][a-z]+\) ",
    "topic": r"^\((Cloud|Data)\) ",
    "diamond bullet": r"^❖ ",
    "dash bullet": r"^- ",
    "dot bullet": r"^· ",
    "triangles in a sentence": r": ▲ .* ▲ ",
    "star footnote glued to a word": r"[a-z]\*[ ,.]",
    "star footnote": r"^\* ",
    "numbered footnote glued to a word": r"types2」",
    "numbered footnote": r"^1」 ",
    "reference mark glued to a word": r"[a-z]※",
    "reference mark": r"^※ ",
    "share in brackets": r"won in all \([\d.]+ trillion won in national funds\)",
    "composition": r"\(KRW [\d.]+ trillion\) \+ [a-z ]+ for 2021 \(KRW [\d.]+ trillion\)",
    "types in brackets": r"\([\d,]+ types\)",
    "years with in": r"\d in 2019 → [\d,]+ in 2021",
    "years in brackets": r"\(2019\) → .*\(2020\)",
    "rank move": r"19 places to 7th \(26th in 2019 → 7th in 2020\)",
    "addition and levels": r"10,000 more; 18,000 in 2019 → 28,000 in 2020",
    "part with share": r"12,000 \(94\.6%\) of ",
    "deadline": r"by 2025",
    "open deadline": r"\(-2025\)",
    "half-year": r"second half of this year",
    "end of the year": r"by the year's end",
    "tentative name": r"strategy \(tentative name\)”",
    "direction": r"^❖ Establish .* → Strengthen ",
}

KOREAN_LAYOUTS = {
    "square": r"^□ ",
    "circle": r"^ㅇ ",
    "reference mark": r"^※ ",
    "star footnote": r"^\* ",
    "trillion and hundred million": r"58조 2천억원",
    "ten thousand and thousand": r"90만 3천개",
    "gyeong": r"\d경 \d,\d{3}조원",
    "no space": r"5만8천호",
    "ten thousand and plain digits": r"\d만\d{4}",
    "short date": r"’20\.7\.14\.",
    "percentage point": r"[\d.]+%p",
    "at most": r"최대 [\d.]+배",
    "no space after a sentence": r"다\.[가-힣]",
    "table in million won": r"\(단위: 백만원\)\n\n\|",
    "national funds": r"\(국비 25\.3조원\)",
    "deadline": r"’25년까지",
    "noun ending": r"(계획|완료|개방|구축)$",
    "last year and next year": r"지난해[\s\S]*내년",
    "tentative name": r"\(가칭\)”",
}


@pytest.mark.parametrize("layout", ENGLISH_LAYOUTS)
def test_the_english_samples_hold_the_layout(layout: str) -> None:
    bodies = [body for stem, body in BODIES.items() if not stem.endswith("-ko")]
    assert any(re.search(ENGLISH_LAYOUTS[layout], body, re.MULTILINE) for body in bodies)


@pytest.mark.parametrize("layout", KOREAN_LAYOUTS)
def test_the_korean_sample_holds_the_layout(layout: str) -> None:
    assert re.search(KOREAN_LAYOUTS[layout], BODIES["digital-new-deal-ko"], re.MULTILINE)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_holds_no_private_person_and_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(Mr|Ms|Mrs)\.|@|Reporter|\d{2,3}-\d{3,4}-\d{4}", text)
