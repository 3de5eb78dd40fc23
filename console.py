"""What the commands share: settings chosen before them, documents opened, tables printed, errors told in one line."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .errors import PolicyGraphError, SettingsError, UnreadableDocument

if TYPE_CHECKING:
    from .graph.claim import Reading
    from .graph.store import Store
    from .loaders.ingest import IngestReport
    from .loaders.opening import Opened
    from .loaders.proposers.choosing import Choice
    from .queries.table import Table
    from .settings import Settings

T = TypeVar("T")
Command = TypeVar("Command", bound=Callable[..., Any])


class Program(click.Group):
    """The commands in the order in which they are written here; an error that a user can meet is told in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, the first steps first."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. Exit codes: 1 after an error, 2 for wrong usage, 130 after an interrupt."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
                stream.reconfigure(encoding="utf-8")  # half of what is printed is Korean, whatever the locale
        try:
            outcome = super().invoke(ctx)
            sys.stdout.flush()
        except PolicyGraphError as error:
            click.echo(f"Error: {' '.join(str(error).split())}", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(130)
        return outcome


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen before the command; files are looked at only when a command needs the settings."""

    config: Path | None
    store: str | None
    language: str | None

    def settings(self) -> Settings:
        """The settings that hold for this run."""
        from .settings import read_settings

        return read_settings(self.config, options={"store": self.store, "language": self.language})


PATH = click.Path(path_type=Path)
with_format = click.option(
    "--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", help="How the table is written."
)


def with_metadata(command: Command) -> Command:
    """Options that say what a document does not say itself."""
    for name, words in (
        ("licence", "Licence, such as KOGL-1 or CC-BY-4.0."),
        ("url", "Where the original stands."),
        ("country", "Country, such as KR."),
        ("language", "Language of the documents: en or ko."),
        ("translation-of", "Document of which it is a translation: its id, or its address."),
        ("reference-time", "Date from which “this year” is reckoned, where it is not the date of issue."),
        ("issued", "Date of issue: 2021, 2021-08 or 2021-08-30."),
        ("publisher", "Who publishes it."),
        ("title", "Title."),
        ("encoding", "Text encoding, where it is not UTF-8."),
    ):
        command = click.option(f"--{name}", default="", help=words)(command)
    return command


def with_proposer(command: Command) -> Command:
    """Options that name a model which is asked about what the rules could not place."""
    for option, variable, metavar, words in (
        ("--proposer-model", "POLICYGRAPH_PROPOSER_MODEL", "NAME", "Which model is asked there."),
        (
            "--proposer",
            "POLICYGRAPH_PROPOSER",
            "ADDRESS",
            "Ask a model, by the address of an OpenAI-compatible API, about what the rules could not place.",
        ),
    ):
        command = click.option(option, envvar=variable, metavar=metavar, default="", help=words)(command)
    return command


def chosen_proposer(address: str, model: str) -> Choice | None:
    """The model that is to be asked, if one is; where sentences go is told."""
    if not address and not model:
        return None
    from .loaders.proposers.choosing import choose

    choice = choose(address, model)
    if choice:
        click.echo(f"Sentences that the rules do not place wholly are sent to {choice.address}.", err=True)
    return choice


def tell_unanswered(told: Iterable[str]) -> None:
    """Why a model was not heard: one line for each reason, whatever the number of documents."""
    for reason, documents in Counter(each for each in told if each).items():
        where = "the document was" if documents == 1 else f"{documents} documents were"
        click.echo(f"Warning: {reason}; {where} read by the rules alone.", err=True)


def open_all(
    paths: Iterable[Path], settings: Settings, encoding: str, given: dict[str, str]
) -> tuple[list[Opened], int]:
    """The documents that could be opened, and how many could not; each fault is told when it is met."""
    from .loaders.opening import document_ids, find_documents, open_source

    ids = document_ids(find_documents(paths))
    opened: list[Opened] = []
    for path, doc in ids.items():
        try:
            opened.append(open_source(path, doc=doc, encoding=encoding, max_bytes=settings.max_bytes, **given))
        except UnreadableDocument as error:
            if len(ids) == 1:
                raise
            click.echo(f"Error: {' '.join(str(error).split())}", err=True)
    return opened, len(ids) - len(opened)


def read_one(document: Opened, settings: Settings, least: float | None = None, choice: Choice | None = None) -> Reading:
    """What is read off one document, down to a confidence; without one, down to that which is stored."""

    from .graph.naming import Naming
    from .loaders.proposers.choosing import proposer_of
    from .reading.claims import read_claims

    naming = Naming(settings.base_iri)
    sure = settings.min_confidence_stored if least is None else least
    proposer = proposer_of(choice) if choice else None
    return read_claims(document.source, naming, document.body_start, least=sure, proposer=proposer)


def read_or_recall(document: str, settings: Settings, encoding: str, given: dict[str, str]) -> Reading:
    """The reading of a file, which is not stored, or of a document of the store."""
    from .graph.naming import Naming
    from .graph.recalling import recall

    if Path(document).is_file():
        opened, _ = open_all([Path(document)], settings, encoding, given)
        return read_one(opened[0], settings)
    with reading_store(settings) as store:
        return recall(store, document, Naming(settings.base_iri))


def ingest_new(
    store: Store,
    opened: list[Opened],
    settings: Settings,
    *,
    again: bool = False,
    jobs: int = 1,
    cached: bool = False,
    cluster: str = "",
    choice: Choice | None = None,
) -> tuple[IngestReport, frozenset[str]]:
    """Reads what is not in the store yet, ``jobs`` documents at once, and puts it there, all or nothing.

    ``cluster`` is the address of a dask scheduler that reads in place of this machine, ``choice`` the model that is
    asked besides the rules.

    Gives back what was done and the ids of documents that could not be read; each fault is told when it is met.
    """
    from .graph.naming import Naming
    from .loaders.cache import Cache
    from .loaders.ingest import is_current, store_shards
    from .loaders.pool import read_shards
    from .loaders.proposers.choosing import proposer_of

    naming = Naming(settings.base_iri)
    asked = proposer_of(choice).identity if choice else ""
    new = [document for document in opened if again or not is_current(store, document.source, naming, asked)]
    cache = Cache.of_user(choice.key if choice else "") if cached else None
    least = settings.min_confidence_stored
    elsewhere = None
    if cluster:
        from functools import partial

        from .loaders.cluster import read_on_cluster

        elsewhere = partial(read_on_cluster, cluster, choice=choice)
    shards = []
    found_all = read_shards(new, naming, least, jobs, cache, elsewhere=elsewhere, choice=choice)
    for found in progress(found_all, "Reading", len(new)):
        if isinstance(found, PolicyGraphError):
            click.echo(f"Error: {' '.join(str(found).split())}", err=True)
        else:
            shards.append(found)
    tell_unanswered(shard.unanswered for shard in shards)
    unread = frozenset(document.source.id for document in new) - {shard.doc for shard in shards}
    return store_shards(store, sorted(shards, key=lambda shard: shard.doc), naming), unread


def end_with(failed: int) -> None:
    """Ends with exit code 1 where files could not be read."""

    from .telling import count

    if failed:
        click.echo(f"{count(failed, 'file')} could not be read.", err=True)
        raise click.exceptions.Exit(1)


def reading_store(settings: Settings) -> Store:
    """The store, for questions only: any number of readers, beside one writer."""

    from .graph.store import Store

    return Store.open(settings.store, create=False, read_only=True)


def width() -> int:
    """How wide text may be: the terminal, or 160 letters in a pipe."""

    import shutil

    return shutil.get_terminal_size((160, 24)).columns if sys.stdout.isatty() else 160


def print_table(table: Table, form: str) -> None:
    """Prints a table to standard output as ``text``, ``csv`` or ``json``."""

    from .queries.pages import as_page
    from .queries.table import as_csv, as_json

    click.echo({"csv": as_csv, "json": as_json}[form](table) if form != "text" else as_page(table, width()), nl=False)


def progress(items: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:
    """The items, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, doing, total, console=Console(stderr=True), transient=True)


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Tells a file that cannot be written as what it is."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        raise SettingsError(f"{out} cannot be written: {error.strerror or error}. Choose another place.") from error


def refuse_foreign_page(out: Path) -> None:
    """A page of somebody else under the name of ours is not written over."""
    if out.is_file() and b"window.policygraph" not in out.read_bytes():
        raise SettingsError(f"{out} is there already and is not ours. Name another page with --out.")
