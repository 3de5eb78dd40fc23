"""Settings: where they come from, which wins, and what is refused."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from policygraph.errors import SettingsError
from policygraph.graph.naming import BASE
from policygraph.loaders.guard import MAX_BYTES
from policygraph.settings import COMMENTED, KEYS, Settings, read_settings


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_defaults_agree_with_the_modules_that_they_steer() -> None:
    assert Settings().base_iri == BASE
    assert Settings().max_bytes == MAX_BYTES


def test_the_file_wins_over_the_environment_and_an_option_over_both(here: Path) -> None:
    environment = {"POLICYGRAPH_LANGUAGE": "ko", "POLICYGRAPH_MIN_CONFIDENCE_SHOWN": "0.8"}
    assert read_settings(environment=environment).language == "ko"

    (here / "policygraph.toml").write_text('language = "en"\n', encoding="utf-8")
    settings = read_settings(environment=environment)
    assert (settings.language, settings.min_confidence_shown) == ("en", 0.8)
    assert read_settings(environment=environment, options={"language": "ko", "store": None}).language == "ko"


def test_a_relative_store_is_reckoned_from_the_settings_file(here: Path) -> None:
    (here / "project").mkdir()
    config = here / "project" / "policygraph.toml"
    config.write_text('store = "graph"\n', encoding="utf-8")
    assert Path(read_settings(config, environment={}).store) == here / "project" / "graph"


def test_the_address_of_a_server_stays_as_it_is(here: Path) -> None:
    (here / "policygraph.toml").write_text('store = "sparql+http://localhost:7878/query"\n', encoding="utf-8")
    assert read_settings(environment={}).store == "sparql+http://localhost:7878/query"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('stor = "x"', "unknown setting 'stor'; did you mean 'store'?"),
        ("colour = 1", "unknown setting 'colour'; known settings are store, base_iri"),
        ("min_confidence_shown = 2", "min_confidence_shown must be a number from 0 to 1, not 2"),
        ("min_confidence_shown = true", "must be a number from 0 to 1"),
        ("min_confidence_shown = nan", "must be a number from 0 to 1"),
        ('language = "fr"', "language must be 'en' or 'ko'"),
        ('base_iri = "here"', "base_iri must be an absolute IRI that ends in / or #"),
        ("max_megabytes = 0", "max_megabytes must be a whole number"),
        ('store = ""', "store must be a path or address"),
        ('store = "http://localhost/query"', "sparql+http://localhost/query"),
        ("store = ", "not valid TOML"),
        ('[store]\npath = "x"', "store must be a path or address"),
    ],
)
def test_what_does_not_fit_is_told_in_one_line_with_its_place(here: Path, written: str, told: str) -> None:
    (here / "policygraph.toml").write_text(written, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(environment={})
    assert told in str(caught.value)
    assert str(caught.value).startswith("policygraph.toml: ")
    assert "\n" not in str(caught.value)


def test_a_misspelt_variable_is_told_and_a_foreign_one_is_let_be(here: Path) -> None:
    with pytest.raises(SettingsError, match=r"POLICYGRAPH_LANGAUGE.*did you mean 'POLICYGRAPH_LANGUAGE'"):
        read_settings(environment={"POLICYGRAPH_LANGAUGE": "ko"})
    assert read_settings(environment={"POLICYGRAPH_REMOTE_USER": "me", "PATH": "/bin"}) == Settings()


def test_a_file_that_is_named_must_be_there(here: Path) -> None:
    with pytest.raises(SettingsError, match="no such settings file"):
        read_settings(here / "other.toml", environment={})


def test_the_file_that_init_writes_holds_every_key_at_its_default() -> None:
    assert tomllib.loads(COMMENTED) == {}
    uncommented = "\n".join(line.removeprefix("# ") for line in COMMENTED.splitlines() if " = " in line)
    assert tomllib.loads(uncommented) == {key: getattr(Settings(), key) for key in KEYS}
