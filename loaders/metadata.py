"""What is known of a document beside its text: front matter, sidecar, the text's own first lines.

Dates are kept as precisely as they are given and never guessed; a field that cannot be used is told, not dropped
silently.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

from ..errors import UnreadableDocument
from .guard import read_guarded

FIELDS = (
    "title",
    "publisher",
    "issued",
    "reference_time",
    "language",
    "country",
    "url",
    "licence",
    "translation_of",
)
_OTHER_NAMES = {"license": "licence", "lang": "language", "date": "issued", "source_url": "url"}
_FRONT_MATTER_LIMIT = 64 * 1024
_SIDECAR_LIMIT = 1024 * 1024
_ENGLISH = frozenset(
    re.findall(r"\w+", "the of and to in for by with will be is are was on at from has have that as its")
)


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields that can be used, and what had to be said about the others."""

    values: Mapping[str, str]
    warnings: tuple[str, ...] = ()


def front_matter(path: Path, text: str) -> tuple[Fields, int]:
    """The YAML block between two ``---`` lines at the very start of a text, and the offset where the text goes on.

    A text without such a block gives no fields and 0. Raises UnreadableDocument for a block that is not plain YAML:
    aliases, deep nesting and faults of syntax are refused.

    >>> front_matter(Path("a.md"), "---\\ntitle: Plan\\nissued: 2020-07-14\\n---\\nText")
    (Fields(values={'title': 'Plan', 'issued': '2020-07-14'}, warnings=()), 39)
    """
    opening = re.match(r"---[ \t]*\n(?=[A-Za-z_]+[ \t]*:)", text)
    closing = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
    found = closing.search(text, opening.end()) if opening else None
    if not opening or not found:
        return Fields({}), 0
    if found.start() - opening.end() > _FRONT_MATTER_LIMIT:
        raise UnreadableDocument(
            f"{path}: front matter longer than {_FRONT_MATTER_LIMIT // 1024} kB; move it to a sidecar"
        )
    written = _plain_yaml(path, text[opening.end() : found.start()])
    if not isinstance(written, dict):
        raise UnreadableDocument(f"{path}: front matter holds no `key: value` lines; mend or remove it")
    return usable({str(key): value for key, value in written.items()}, "front matter"), found.end()


def sidecar(path: Path) -> tuple[Fields, str]:
    """The fields of ``NAME.json`` beside a document, and the text encoding that it declares, if any.

    Raises UnreadableDocument for a file that is not a JSON object.
    """
    beside = path.with_suffix(".json")
    if not beside.is_file():
        return Fields({}), ""
    try:
        written = json.loads(read_guarded(beside, _SIDECAR_LIMIT).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise UnreadableDocument(f"{beside}: not valid JSON ({reason}); mend or remove this sidecar") from None
    if not isinstance(written, dict):
        raise UnreadableDocument(f"{beside}: a sidecar holds one JSON object with title, publisher, issued …")
    encoding = written.pop("encoding", "")
    return usable(written, beside.name), encoding if isinstance(encoding, str) else ""


def usable(written: Mapping[str, object], where: str) -> Fields:
    """The fields that fit, and a warning for each that does not or that is nearly one.

    >>> print(*usable({"issued": "summer", "publsher": "MSIT"}, "x.json").warnings, sep="\\n")
    x.json: issued 'summer' is not a date such as 2021-08-30; left out
    x.json: 'publsher' is not known; publisher?
    """
    values: dict[str, str] = {}
    warnings: list[str] = []
    for key, value in written.items():
        name = _OTHER_NAMES.get(key, key)
        if key == "source" and isinstance(value, str) and re.fullmatch(r"https?://\S+", value):
            name = "url"
        if name not in FIELDS:
            near = get_close_matches(key, FIELDS, n=1, cutoff=0.8)
            warnings += [f"{where}: {key!r} is not known; {near[0]}?"] if near else []
        elif isinstance(value, bool | list | dict):
            warnings.append(f"{where}: {key} must be text; left out")
        elif value not in (None, ""):
            text = " ".join(_as_text(value).split())
            fault = _fault(name, text)
            if fault:
                warnings.append(f"{where}: {name} {text!r} is not {fault}; left out")
            else:
                values.setdefault(name, text)
    return Fields(values, tuple(warnings))


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _fault(name: str, value: str) -> str:
    match name:
        case "issued" | "reference_time":
            return "" if is_date(value) else "a date such as 2021-08-30"
        case "language":
            return "" if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", value) else "a language such as en or ko"
        case "country":
            return "" if re.fullmatch(r"[A-Za-z]{2}", value) else "a country such as KR"
        case "url":
            return "" if re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", value) else "an address"
    return ""


def is_date(value: str) -> bool:
    """Whether a text is an ISO 8601 year, month or day that the calendar has.

    >>> [is_date(t) for t in ("2021", "2021-08", "2021-08-30", "2021-02-30", "30.8.2021")]
    [True, True, True, False, False]
    """
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value, re.ASCII):
        return False
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


def _plain_yaml(path: Path, text: str) -> object:
    """Small YAML without aliases. Depth and aliases are looked at before anything is built."""
    import yaml

    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise UnreadableDocument(
                    f"{path}: front matter uses a YAML alias (*{event.anchor}); write the value out"
                )
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > 8:
                raise UnreadableDocument(f"{path}: front matter nests more than 8 deep; mend or remove it")
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise UnreadableDocument(f"{path}: front matter, line {line}: {error.problem}; mend or remove it") from None
    except (yaml.YAMLError, ValueError) as error:
        raise UnreadableDocument(f"{path}: front matter: {' '.join(str(error).split())}; mend or remove it") from None


def told_by_text(text: str, start: int) -> Fields:
    """What the text itself tells for certain: its language by script and commonest words, the title on its first line,
    a date that stands alone on one of its first lines.

    >>> dict(told_by_text("# 데이터 댐 추진계획\\n2021년 8월 30일\\n", 0).values)
    {'title': '데이터 댐 추진계획', 'language': 'ko', 'issued': '2021-08-30'}
    """
    values: dict[str, str] = {}
    lines = [line.strip() for line in text[start : start + 20_000].splitlines() if line.strip()]
    headings = [line.lstrip("#").strip() for line in lines if re.match(r"#{1,6}\s+\S", line)]
    title = (headings or lines[:1] or [""])[0]
    if 0 < len(title) <= 300:
        values["title"] = title
    language = language_of(text[start : start + 200_000])
    if language:
        values["language"] = language
    dated = [day for day in map(_dated_line, lines[:15]) if day]
    if not dated:
        return Fields(values)
    values["issued"] = dated[0]
    return Fields(values, (f"issued {dated[0]} is taken from a line of the text",))


def language_of(text: str) -> str:
    """``ko``, ``en`` or, where neither is plain, nothing.

    >>> language_of("The size of the data market grew by 14.3%."), language_of("데이터 시장"), language_of("Le marché")
    ('en', 'ko', '')
    """
    hangul, latin = len(re.findall("[가-힣]", text)), len(re.findall("[A-Za-z]", text))
    if hangul * 2 > latin:
        return "ko"
    words = re.findall("[a-z]+", text.lower())
    return "en" if sum(word in _ENGLISH for word in words) > len(words) * 0.08 else ""


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\s+(?P<name>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<name>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s*(?P<year>\d{4})")
_NUMERIC = re.compile(
    r"(?P<year>\d{4})\s*[-./년]\s*(?P<month>\d{1,2})\s*[-./월]\s*(?P<day>\d{1,2})\s*[.일]?(\s*\([월화수목금토일]\))?"
)
_LABEL = re.compile(r"^(?:date|published|issued|등록일|작성일|배포일|보도일|보도일시|배포일시)\s*:?\s*", re.IGNORECASE)


def _dated_line(line: str) -> str:
    alone = _LABEL.sub("", line)
    for form in (_NUMERIC, _MONTH_FIRST, _DAY_FIRST):
        found = form.fullmatch(alone)
        if found:
            parts = found.groupdict()
            name = (parts.get("name") or "")[:3].lower()
            if name and name not in _MONTHS:
                continue
            month = _MONTHS.index(name) + 1 if name else int(parts["month"])
            day = f"{parts['year']}-{month:02d}-{int(parts['day']):02d}"
            return day if is_date(day) else ""
    return ""
