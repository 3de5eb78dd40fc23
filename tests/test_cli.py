"""The commands: what they print where, what they leave behind, and that they start at once."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from policygraph import __version__
from policygraph.cli import main
from policygraph.graph.store import Store
from policygraph.loaders.opening import find_documents, open_source
from policygraph.queries.library import questions
from policygraph.settings import COMMENTED

SAMPLES = Path(str(files("policygraph.loaders") / "samples"))
PLAN = SAMPLES / "digital-new-deal-plan-2020.md"
COMMANDS = [
    "demo",
    "init",
    "load",
    "remove",
    "read",
    "ask",
    "sparql",
    "show",
    "ledger",
    "audit",
    "check",
    "review",
    "draw",
    "export",
    "serve",
]


def call(*arguments: str | Path, exit_code: int = 0, typed: str | None = None) -> Result:
    done = CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == exit_code, done.output
    return done


def dump(store: Path) -> list[str]:
    with Store.open(store, read_only=True) as opened:
        return sorted(str(quad) for quad in opened.quads() if not str(quad.graph_name).endswith("graph/log>"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all samples; commands that change it work on their own."""
    path = tmp_path_factory.mktemp("samples") / "graph.store"
    call("--store", path, "load", SAMPLES)
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Help


def test_every_command_explains_itself_with_an_example() -> None:
    assert list(main.commands) == COMMANDS
    for name in COMMANDS:
        assert f"\n    policygraph {name}" in call(name, "--help").stdout, name
    assert "..." not in call("--help").stdout.replace("[ARGS]...", "")


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys, policygraph.cli\n"
        "try: policygraph.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = 'spacy numpy rdflib pyoxigraph owlready2 pyvis trafilatura networkx pyshacl rich yaml starlette'\n"
        "print(sorted(set(heavy.split()) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_the_version_is_printed() -> None:
    assert call("--version").stdout == f"policygraph, version {__version__}\n"


def test_wrong_usage_is_told_with_exit_code_2() -> None:
    for arguments in (["fly"], ["load"], ["ledger", "--format", "xml"], ["--nothing"]):
        assert "Usage: " in call(*arguments, exit_code=2).stderr


# From documents to the store


def test_load_reports_each_document_and_loading_again_changes_nothing(here: Path) -> None:
    first = call("--store", "graph", "load", PLAN)
    assert first.stdout.startswith(f"{PLAN.stem}: ")
    for words in (" claims, ", " entities, ", "that gave none", "not claimed"):
        assert words in first.stdout
    before = dump(here / "graph")
    assert before
    call("--store", "graph", "load", PLAN)
    assert dump(here / "graph") == before


def test_remove_takes_away_exactly_what_load_brought(here: Path) -> None:
    call("--store", "graph", "load", PLAN)
    before = dump(here / "graph")
    call("--store", "graph", "load", SAMPLES / "digital-new-deal-first-year-2021.md")
    assert dump(here / "graph") != before
    told = call("--store", "graph", "remove", "digital-new-deal-first-year-2021").stdout
    assert "digital-new-deal-first-year-2021" in told
    assert dump(here / "graph") == before


def test_metadata_of_options_reach_the_graph(here: Path) -> None:
    (here / "a.txt").write_text("The government will invest 5 billion won in the Data Dam by 2025.\n", encoding="utf-8")
    call("--store", "graph", "load", "a.txt", "--issued", "2020-07", "--publisher", "Ministry of Science and ICT")
    query = "SELECT ?issued { ?d <https://w3id.org/policygraph/ns#issuedText> ?issued }"
    assert call("--store", "graph", "sparql", "-", "--format", "csv", typed=query).stdout == "issued\n2020-07\n"


def test_the_store_is_named_by_option_environment_or_settings(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_STORE", "from-environment")
    call("init")
    assert (here / "from-environment").is_dir()
    (here / "policygraph.toml").write_text('store = "from-file"\n', encoding="utf-8")
    call("init")
    assert (here / "from-file").is_dir()
    call("--store", "from-option", "init")
    assert (here / "from-option").is_dir()


def test_init_writes_commented_settings_and_overwrites_nothing(here: Path) -> None:
    told = call("init")
    assert told.stdout == ""
    assert (here / "policygraph.toml").read_text(encoding="utf-8") == COMMENTED
    assert (here / "policygraph.store").is_dir()
    (here / "policygraph.toml").write_text('language = "ko"\n', encoding="utf-8")
    assert "policygraph.toml: kept" in call("init").stderr
    assert (here / "policygraph.toml").read_text(encoding="utf-8") == 'language = "ko"\n'
    call("--config", "other.toml", "init")
    assert (here / "other.toml").is_file()


# Reading without storing


def test_read_prints_one_object_a_line_with_quotes_that_stand_where_they_say(here: Path) -> None:
    lines = call("read", SAMPLES, "--format", "jsonl").stdout.splitlines()
    texts = {opened.source.id: opened.source.text for opened in map(open_source, find_documents([SAMPLES]))}
    seen = set()
    for line in lines:
        record = json.loads(line)
        seen.add(record["doc"])
        assert texts[record["doc"]][record["start_char"] : record["end_char"]] == record["quote"]
    assert seen == set(texts)
    assert list(here.iterdir()) == []


def test_read_as_text_shows_sentences_claims_and_what_was_left(here: Path) -> None:
    shown = call("read", PLAN).stdout
    assert "58,200,000,000,000 KRW" in shown
    assert "– no claim" in shown
    assert "Numerals not claimed" in shown


# Answers


def test_ask_without_a_question_lists_the_questions(store: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(call("ask", "--format", "csv").stdout)))
    assert [row["question"] for row in rows] == list(questions())


def test_ask_answers_with_parameters_in_three_forms(store: Path) -> None:
    asked = ("--store", store, "ask", "figures", "--param", "programme=Data Dam")
    assert "18.1 trillion" in call(*asked).stdout
    rows = list(csv.DictReader(io.StringIO(call(*asked, "--format", "csv").stdout)))
    answer = json.loads(call(*asked, "--format", "json").stdout)
    assert len(rows) == len(answer["rows"]) > 0


def test_the_ledger_puts_every_promise_beside_its_sentence(store: Path) -> None:
    page = call("--store", store, "ledger").stdout
    rows = list(csv.DictReader(io.StringIO(call("--store", store, "ledger", "--format", "csv").stdout)))
    assert rows
    flat = " ".join(page.split())
    for row in rows:
        assert row["target_quote"]
        assert " ".join(row["target_quote"].split()) in flat
    before_the_results = call("--store", store, "ledger", "--as-of", "2020-12-31", "--format", "csv").stdout
    assert "2021-08-30" not in before_the_results
    korean = call("--store", store, "--language", "ko", "ledger").stdout
    assert "약속" in korean


def test_show_tells_all_of_a_thing_by_english_or_korean_name(store: Path) -> None:
    english = call("--store", store, "show", "Data Dam").stdout
    assert "18.1 trillion" in english
    assert call("--store", store, "show", "데이터 댐").stdout == english
    answer = json.loads(call("--store", store, "show", "Data Dam", "--format", "json").stdout)
    assert answer["figures"]
    assert all(row["quote"] for row in answer["figures"] + answer["relations"])
    rows = list(csv.DictReader(io.StringIO(call("--store", store, "show", "Data Dam", "--format", "csv").stdout)))
    assert len(rows) == sum(len(answer[part]) for part in ("facts", "figures", "relations"))


def test_sparql_gives_rows_truth_and_triples(store: Path, here: Path) -> None:
    def answer(query: str, form: str = "text") -> str:
        (here / "query.rq").write_text(query, encoding="utf-8")
        return call("--store", store, "sparql", "query.rq", "--format", form).stdout

    documents = "SELECT ?d { ?d a <https://w3id.org/policygraph/ns#Document> } ORDER BY ?d"
    assert len(answer(documents, "csv").splitlines()) == 1 + len(find_documents([SAMPLES]))
    assert json.loads(answer(documents, "json"))["head"] == {"vars": ["d"]}
    assert answer("ASK { ?s ?p ?o }") == "yes\n"
    assert json.loads(answer("ASK { ?s ?p ?o }", "json")) == {"head": {}, "boolean": True}
    triples = "CONSTRUCT { ?d a <x:Doc> } WHERE { ?d a <https://w3id.org/policygraph/ns#Document> }"
    assert answer(triples).count("<x:Doc>") == len(find_documents([SAMPLES]))
    assert json.loads(answer(triples, "json"))


def test_check_passes_on_the_samples_and_counts_its_warnings(store: Path) -> None:
    lines = call("--store", store, "check").stdout.splitlines()
    assert lines[-1].startswith("0 violations, ")
    everything = call("--store", store, "check", "--all").stdout.splitlines()
    warnings = int(lines[-1].split()[2].replace(",", ""))
    assert lines[-1] == everything[-1]
    assert len(everything) == warnings + 1 > len(lines)


# Taking away


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nq", ".nt", ".jsonld", ".csv", ".graphml"])
def test_export_writes_what_the_suffix_names(store: Path, here: Path, suffix: str) -> None:
    done = call("--store", store, "export", f"graph{suffix}")
    assert done.stdout == ""
    assert (here / f"graph{suffix}").stat().st_size > 0
    assert f"graph{suffix}: " in done.stderr


def test_draw_writes_one_page(store: Path, here: Path) -> None:
    done = call("--store", store, "draw", "page.html", "--around", "Data Dam", "--depth", "1")
    assert done.stdout == ""
    assert "page.html: " in done.stderr
    assert [path.name for path in here.iterdir()] == ["page.html"]


def test_demo_fills_a_store_prints_the_ledger_and_draws_the_explorer(here: Path) -> None:
    done = call("demo")
    assert "Data Dam" in done.stdout
    assert str(here / "explorer.html") in done.stderr
    assert "policygraph show" in done.stderr
    before = dump(here / "policygraph.store")
    assert call("demo").stdout == done.stdout
    assert dump(here / "policygraph.store") == before


def test_demo_leaves_other_peoples_stores_and_pages_alone(here: Path) -> None:
    (here / "a.txt").write_text("The government will invest 5 billion won in the Data Dam by 2025.\n", encoding="utf-8")
    call("load", "a.txt")
    before = dump(here / "policygraph.store")
    assert "already holds other documents (a)" in call("demo", exit_code=1).stderr
    assert dump(here / "policygraph.store") == before
    (here / "explorer.html").write_text("<p>My own page</p>", encoding="utf-8")
    assert "is not ours" in call("--store", "new", "demo", exit_code=1).stderr
    assert (here / "explorer.html").read_text(encoding="utf-8") == "<p>My own page</p>"


# In a pipe


def test_a_closed_pipe_is_quiet(store: Path) -> None:
    command = [sys.executable, "-m", "policygraph", "--store", str(store), "sparql", "-", "--format", "csv"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b"SELECT * { ?s ?p ?o }")
        process.stdin.close()
        assert process.stderr.read() == b""


def test_korean_is_printed_as_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "policygraph", "--language", "ko", "ask"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert "매개변수" in done.stdout.decode("utf-8")


def replace_check(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def break_down(chosen: object) -> None:
        raise error

    monkeypatch.setitem(main.commands, "check", click.Command("check", callback=click.pass_obj(break_down)))


def test_an_interrupt_ends_with_130_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    replace_check(monkeypatch, KeyboardInterrupt())
    assert call("check", exit_code=130).stderr == "Interrupted.\n"


def test_any_other_error_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    replace_check(monkeypatch, ZeroDivisionError("a fault of the program"))
    with pytest.raises(ZeroDivisionError):
        call("check")


def test_audit_prints_each_finding_with_its_sentences(tmp_path: Path) -> None:
    release = tmp_path / "release.txt"
    release.write_text(
        "Exports of pumps rose by 50% from 10.0 billion won to 12.0 billion won in 2020.\n", encoding="utf-8"
    )
    done = call("audit", release, "--language", "en")
    assert done.stdout.splitlines()[0].startswith("growth, does not add up: ")
    assert done.stdout.splitlines()[1].startswith("    [0-79] Exports of pumps")
    assert done.stderr.endswith("release: 1 figure recomputed, 1 finding\n")
    (found,) = json.loads(call("audit", release, "--language", "en", "--format", "json").stdout)
    assert (found["kind"], found["verdict"]) == ("growth", "fails")


def test_audit_of_a_loaded_document_is_that_of_its_file(tmp_path: Path) -> None:
    store = tmp_path / "graph.store"
    call("--store", store, "load", PLAN)
    assert call("--store", store, "audit", PLAN.stem, "--all").stdout == call("audit", PLAN, "--all").stdout


def test_audit_of_what_is_not_there_is_told(tmp_path: Path) -> None:
    store = tmp_path / "graph.store"
    call("--store", store, "load", PLAN)
    assert "no such file" in call("--store", store, "audit", "harbour", exit_code=1).stderr


def test_audit_compares_a_translation_with_its_original(tmp_path: Path) -> None:
    original, translation = tmp_path / "plan-ko.txt", tmp_path / "plan-en.txt"
    original.write_text("정부는 내년에 학교 400곳에 2조원을 투입한다.\n", encoding="utf-8")
    translation.write_text("The government will put 2 billion won into 400 schools next year.\n", encoding="utf-8")
    told = call("audit", translation, "--language", "en", "--original", original)
    assert told.stdout.splitlines() == [
        "power of ten: “2조원” of the original is “2 billion won” in the translation, 1,000 times less",
        "    plan-ko [0-27] 정부는 내년에 학교 400곳에 2조원을 투입한다.",
        "    plan-en [0-65] The government will put 2 billion won into 400 schools next year.",
    ]
    assert "2 figures in both, 1 difference" in told.stderr
    record = json.loads(call("audit", translation, "--original", original, "--format", "json").stdout)
    assert [each["kind"] for each in record["differences"]] == ["power of ten"]


def test_quantities_are_printed_claimed_or_not(tmp_path: Path) -> None:
    release = tmp_path / "release.txt"
    release.write_text("The agency will open 12 labs in three years. It did so before.\n", encoding="utf-8")
    rows = [json.loads(row) for row in call("read", release, "--quantities", "--format", "jsonl").stdout.splitlines()]
    assert [(row["value"], row["unit"], row["surface_start"]) for row in rows if "value" in row] == [
        (12, "lab", 21),
        (3, "year", 32),
    ]
    assert "12 lab" in call("read", release, "--quantities").stdout


def test_claims_below_the_confidence_asked_for_are_listed_instead_of_printed(here: Path) -> None:
    def claims(*options: str) -> list[float]:
        rows = [json.loads(row) for row in call("read", PLAN, "--format", "jsonl", *options).stdout.splitlines()]
        return [row["confidence"] for row in rows if "confidence" in row]

    every, sure = claims(), claims("--min-confidence", "0.85")
    assert 0 < len(sure) < len(every)
    assert min(sure) >= 0.85
    assert "below the confidence asked for" in call("read", PLAN, "--min-confidence", "0.85").stdout


def test_a_load_by_two_processes_or_from_the_cache_is_the_same_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYGRAPH_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(4):
        words = f"The agency will open {number + 12} labs by 2027. It spent {number + 5} million euros on them.\n"
        (folder / f"plan-{number}.txt").write_text(words, encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"")
    dumps = []
    for name, options in (("one", ["-j", "1", "--no-cache"]), ("two", ["-j", "2"]), ("kept", ["-j", "2"])):
        store = tmp_path / name
        done = call("--store", store, "load", folder, "--language", "en", *options, exit_code=1)
        assert "bad.txt: the file is empty" in done.stderr
        dumps.append(dump(store))
    assert dumps[0] == dumps[1] == dumps[2]
    assert len(list((tmp_path / "cache").glob("*.shard"))) == 4
