"""Settings: ``policygraph.toml``, else the environment, else defaults; one value, passed along.

What the command line says wins over all three::

    option  >  policygraph.toml  >  POLICYGRAPH_NAME in the environment  >  default
"""

from __future__ import annotations

import math
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path

from .errors import SettingsError

FILE = "policygraph.toml"
OF_RUNS = frozenset({"proposer", "proposer_model", "proposer_key"})
"""What the environment may say but no file: a folder from elsewhere must not send texts or keys away."""
PREFIX = "POLICYGRAPH_"
LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set. The names are the keys of ``policygraph.toml``; in the environment they are in capitals."""

    store: str = "policygraph.store"
    """folder of the store, or ``sparql+http://HOST/query`` for a SPARQL 1.1 server"""
    base_iri: str = "https://w3id.org/policygraph/"
    """start of the IRIs made for documents, claims and things"""
    min_confidence_stored: float = 0.5
    """claims below it are not stored"""
    min_confidence_shown: float = 0.7
    """claims below it wait in review and are not shown in the ledger"""
    language: str = "en"
    """language of labels in answers and pages: ``en`` or ``ko``"""
    max_megabytes: int = 64
    """larger files are refused"""

    @property
    def max_bytes(self) -> int:
        """The largest document that is read, in bytes."""
        return self.max_megabytes * 1024 * 1024


KEYS = tuple(field.name for field in fields(Settings))

COMMENTED = f"""\
# Settings of policygraph. Every line is optional; what stands here is the default.
# Options of the command line win over this file, this file wins over the environment ({PREFIX}STORE and so on).

# Where the graph is kept: a folder, or sparql+http://HOST/query for a SPARQL 1.1 server.
# store = "policygraph.store"

# The start of the IRIs made for documents, claims and things. Choose one that you control before you load documents.
# base_iri = "https://w3id.org/policygraph/"

# Claims below the first are not stored; claims below the second are stored for review and not shown in the ledger.
# min_confidence_stored = 0.5
# min_confidence_shown = 0.7

# Language of labels in answers and pages: "en" or "ko".
# language = "en"

# Larger files are refused.
# max_megabytes = 64
"""
"""A ``policygraph.toml`` with every key, commented out."""


def read_settings(
    config: Path | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    options: Mapping[str, object] | None = None,
) -> Settings:
    """The settings that hold here.

    ``config`` names the file; without it ``policygraph.toml`` of the current folder is read, if there is one. A
    relative ``store`` in the file is reckoned from the file's folder. ``options`` are those of the command line;
    ``None`` among them means "not given". Raises SettingsError for an unknown key or a value that does not fit.

    >>> read_settings(environment={"POLICYGRAPH_LANGUAGE": "ko"}, options={"store": "other.store"}).language
    'ko'
    """
    path = config or Path(FILE)
    values = _from_environment(os.environ if environment is None else environment)
    if config or path.is_file():
        values |= _from_file(path)
    values |= {key: _fitting(key, value, "option") for key, value in (options or {}).items() if value is not None}
    return Settings(**values)  # type: ignore[arg-type]  # every value was fitted to its key


def _from_file(path: Path) -> dict[str, object]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"{path}: no such settings file; `policygraph init` writes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: the settings file cannot be read ({error})") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from None
    for key in written:
        if key not in KEYS:
            raise SettingsError(f"{path}: unknown setting {key!r}; {_advice(key)}")
    values = {key: _fitting(key, value, str(path)) for key, value in written.items()}
    store = values.get("store")
    if isinstance(store, str) and not is_remote(store):
        values["store"] = str(path.parent / Path(store).expanduser())
    return values


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, text in environment.items():
        if not name.startswith(PREFIX) or not text:
            continue
        key = name.removeprefix(PREFIX).lower()
        if key in KEYS:
            values[key] = _fitting(key, text, f"environment variable {name}")
        elif key in OF_RUNS:
            continue
        elif get_close_matches(key, KEYS, n=1, cutoff=0.8):
            raise SettingsError(f"environment variable {name}: unknown setting; {_advice(key, PREFIX)}")
    return values


def is_remote(store: str) -> bool:
    """Whether a store is named by the address of a server.

    >>> is_remote("sparql+http://localhost:7878/query"), is_remote("policygraph.store")
    (True, False)
    """
    return store.startswith(("sparql+http://", "sparql+https://"))


def _advice(key: str, prefix: str = "") -> str:
    near = get_close_matches(key.replace("-", "_").lower(), KEYS, n=1)
    if near:
        return f"did you mean {(prefix + near[0].upper()) if prefix else near[0]!r}?"
    return "known settings are " + ", ".join(KEYS)


def _fitting(key: str, value: object, where: str) -> object:
    """The value in the type of its key; SettingsError says where it stood when it does not fit."""

    def wrong(wanted: str) -> SettingsError:
        return SettingsError(f"{where}: {key} must be {wanted}, not {value!r}")

    match key:
        case "min_confidence_stored" | "min_confidence_shown":
            try:
                number = float(value) if isinstance(value, str | int | float) and value is not True else math.nan
            except ValueError:
                number = math.nan
            if not 0 <= number <= 1:
                raise wrong("a number from 0 to 1")
            return number
        case "max_megabytes":
            digits = str(value)
            if isinstance(value, bool) or not digits.isascii() or not digits.isdigit() or not 0 < int(digits) <= 4096:
                raise wrong("a whole number from 1 to 4096")
            return int(digits)
        case "language":
            if value not in LANGUAGES:
                raise wrong("'en' or 'ko'")
        case "base_iri":
            if not isinstance(value, str) or not re.fullmatch(
                r"(https?://[^\s<>\"{}|\\^`]+[/#]|urn:[^\s<>\"]+[:/#])", value
            ):
                raise wrong("an absolute IRI that ends in / or #")
        case _:
            if not isinstance(value, str) or not value.strip() or "\0" in value:
                raise wrong("a path or address")
            if value.startswith(("http://", "https://")):
                raise wrong(f"'sparql+{value}', if a SPARQL server is meant")
    return value
