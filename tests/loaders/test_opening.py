"""Opening: which files count, what their text is, and where metadata come from."""

from __future__ import annotations

import json
import os
import tempfile
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygraph.errors import PolicyGraphError, SettingsError, UnknownFormat, UnreadableDocument
from policygraph.loaders.decoding import decode
from policygraph.loaders.metadata import front_matter, language_of, told_by_text
from policygraph.loaders.opening import document_ids, find_documents, open_source

ENGLISH = "The government will put 58.2 trillion won into the Digital New Deal by 2025.\n"
KOREAN = "정부는 2025년까지 디지털 뉴딜에 58조 2천억원을 투자한다.\n"
SAMPLES = Path(str(files("policygraph.loaders") / "samples"))


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


# Which files


def test_a_folder_is_read_whole_in_order_without_sidecars_and_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/page.HTML", "a/z.json", "notes.xyz", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name, ENGLISH)
    found = [path.relative_to(tmp_path).as_posix() for path in find_documents([tmp_path])]
    assert found == ["a/page.HTML", "a/z.md", "b.txt"]


def test_a_file_that_is_named_twice_counts_once(tmp_path: Path) -> None:
    document = write(tmp_path / "a.txt", ENGLISH)
    assert find_documents([document, tmp_path, tmp_path / "." / "a.txt"]) == [document]


def test_a_missing_path_and_a_folder_without_documents_are_errors(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"nowhere\.txt: no such file or folder"):
        find_documents([tmp_path / "nowhere.txt"])
    write(tmp_path / "a.json", "{}")
    with pytest.raises(UnreadableDocument, match="no documents in this folder; readable are"):
        find_documents([tmp_path])


def test_the_id_is_the_stem_with_folders_and_suffix_only_where_names_clash() -> None:
    paths = [Path(p) for p in ("x/2020/plan.txt", "x/2021/plan.txt", "x/law.md")]
    assert list(document_ids(paths).values()) == ["2020-plan", "2021-plan", "law"]
    twins = document_ids([Path("y/notes.txt"), Path("y/notes.html")])
    assert list(twins.values()) == ["notes-txt", "notes-html"]


def test_names_that_give_one_iri_clash_too() -> None:
    ids = document_ids([Path("a/The Plan.txt"), Path("b/the-plan.txt")])
    assert sorted(ids.values()) == ["a-The Plan", "b-the-plan"]


# The text


def test_a_mark_is_dropped_line_ends_become_lf_and_nothing_else_changes(tmp_path: Path) -> None:
    decomposed = "데이터 댐 \u1103\u1162\u11b7 ﬁ\u3000½\n"
    data = b"\xef\xbb\xbf" + f"{ENGLISH}{decomposed}".replace("\n", "\r\n").encode() + b"end\rlast"
    opened = open_source(write(tmp_path / "a.txt", data))
    assert opened.source.text == f"{ENGLISH}{decomposed}end\nlast"


@pytest.mark.parametrize("encoding", ["cp949", "euc-kr", "utf-16", "utf-8-sig"])
def test_korean_encodings_are_detected_and_said(tmp_path: Path, encoding: str) -> None:
    opened = open_source(write(tmp_path / "a.txt", KOREAN.encode(encoding)))
    assert opened.source.text == KOREAN
    assert opened.source.language == "ko"
    assert ("not UTF-8; read as cp949" in opened.warnings) == (encoding in ("cp949", "euc-kr"))


def test_latin_1_is_refused_until_it_is_declared(tmp_path: Path) -> None:
    document = write(tmp_path / "a.txt", "Le café et l’État: 5 millions d’euros".replace("’", "'").encode("latin-1"))
    with pytest.raises(UnreadableDocument, match=r"byte 0xE9 at 6.*--encoding latin-1"):
        open_source(document)
    opened = open_source(document, encoding="latin-1")
    assert opened.source.text.startswith("Le café et l'État")
    assert "not UTF-8; read as cp1252" in opened.warnings

    write(tmp_path / "a.json", '{"encoding": "latin1"}')
    assert open_source(document).source.text == opened.source.text


def test_an_encoding_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such text encoding"):
        open_source(write(tmp_path / "a.txt", b"caf\xe9"), encoding="klingon")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff")))
def test_every_text_in_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(Path("a.txt"), text.encode("utf-8")).text == text


@settings(deadline=None)  # the first page imports the extractor
@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_one_line(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for suffix in (".txt", ".md", ".html"):
            document = write(Path(folder, f"a{suffix}"), data)
            try:
                opened = open_source(document)
            except PolicyGraphError as error:
                assert "\n" not in str(error)  # noqa: PT017 (either outcome is right, this one has a form)
            else:
                assert opened.source.text.strip()
                opened.source.text.encode("utf-8")


# Metadata


def test_options_win_over_the_sidecar_that_over_front_matter_that_over_the_text(tmp_path: Path) -> None:
    text = "---\ntitle: From front matter\npublisher: Ministry A\nissued: 2020-07-14\n---\n# From the text\n" + ENGLISH
    document = write(tmp_path / "plan.md", text)
    write(tmp_path / "plan.json", json.dumps({"title": "From the sidecar", "publisher": "Ministry B"}))
    source = open_source(document, title="From the option").source
    assert (source.title, source.publisher, source.issued) == ("From the option", "Ministry B", "2020-07-14")
    assert source.language == "en"


def test_front_matter_belongs_to_the_text_and_the_body_begins_after_it(tmp_path: Path) -> None:
    opened = open_source(write(tmp_path / "plan.md", f"---\ntitle: Plan\n---\n{ENGLISH}"))
    assert opened.source.text.startswith("---\ntitle")
    assert opened.source.text[opened.body_start :] == ENGLISH


@pytest.mark.parametrize("path", find_documents([SAMPLES]), ids=lambda path: path.stem)
def test_the_samples_open_with_everything_known_of_them(path: Path) -> None:
    opened = open_source(path)
    source = opened.source
    assert source.id == path.stem
    assert source.publisher
    assert source.issued
    assert source.licence == "CC-BY-4.0"
    assert source.country == "KR"
    assert source.language == ("ko" if path.stem.endswith("-ko") else "en")
    assert source.text[: opened.body_start].rstrip().endswith("---")
    assert opened.warnings == ()


@pytest.mark.parametrize(
    ("written", "issued", "reference_time"),
    [
        ("issued: 2021", "2021", ""),
        ("issued: 2021-08", "2021-08", ""),
        ("date: 2021-08-30 10:00:00", "2021-08-30", ""),
        ("issued: '2021-08-30'\nreference_time: 2021-07-22", "2021-08-30", "2021-07-22"),
    ],
)
def test_dates_stay_as_precise_as_they_were_given(
    tmp_path: Path, written: str, issued: str, reference_time: str
) -> None:
    source = open_source(write(tmp_path / "a.md", f"---\n{written}\n---\n{ENGLISH}")).source
    assert (source.issued, source.reference_time) == (issued, reference_time)


def test_a_field_that_cannot_be_used_is_told_and_left_out(tmp_path: Path) -> None:
    document = write(tmp_path / "a.txt", ENGLISH)
    write(tmp_path / "a.json", '{"issued": "30.8.2021", "publsher": "MSIT", "country": "Korea", "title": ["x"]}')
    opened = open_source(document)
    assert opened.source.issued == opened.source.country == opened.source.publisher == ""
    told = "\n".join(opened.warnings)
    for words in (
        "issued '30.8.2021' is not a date",
        "'publsher' is not known; publisher?",
        "country 'Korea'",
        "title must be text",
    ):
        assert words in told


def test_an_option_that_cannot_be_used_is_an_error(tmp_path: Path) -> None:
    document = write(tmp_path / "a.txt", ENGLISH)
    with pytest.raises(SettingsError, match=r"issued 'soon' is not a date such as 2021-08-30$"):
        open_source(document, issued="soon")
    with pytest.raises(SettingsError, match="author: not a field"):
        open_source(document, author="x")


def test_nothing_is_invented_for_a_document_that_tells_nothing(tmp_path: Path) -> None:
    opened = open_source(write(tmp_path / "a.txt", "Le marché a atteint 5 milliards en 2020.\n"))
    source = opened.source
    assert (source.issued, source.publisher, source.language, source.country) == ("", "", "", "")
    assert opened.warnings == ("neither plainly English nor Korean: name its language (--language en)",)


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("Aug 30,2021", "2021-08-30"),
        ("August 30, 2021", "2021-08-30"),
        ("30 August 2021", "2021-08-30"),
        ("2021.8.30.(월)", "2021-08-30"),
        ("등록일 : 2021-08-30", "2021-08-30"),
        ("2021년 8월 30일", "2021-08-30"),
        ("Published: 2021-02-30", None),
        ("On Aug 30, 2021 the ministry spoke", None),
        ("Room 30, 2021", None),
    ],
)
def test_a_date_counts_only_where_it_stands_alone_on_a_line(line: str, issued: str | None) -> None:
    fields = told_by_text(f"Press release\n\n{line}\n\n{ENGLISH}", 0)
    assert fields.values.get("issued") == issued
    assert bool(fields.warnings) == bool(issued)


def test_a_line_of_dashes_that_opens_no_fields_is_text() -> None:
    for text in ("---\nA line\n---\nmore", "----\ntitle: x\n---\n", "---\ntitle: x\nno end", "\n---\ntitle: x\n---\n"):
        assert front_matter(Path("a.md"), text)[1] == 0


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "YAML alias"),
        ("a: " + "[" * 3000 + "]" * 3000, "nests more than 8 deep"),
        ("title: one: two", "front matter, line 2"),
        ("title: !!python/object/apply:os.system [id]", "front matter, line 2"),
        ("title: " + "x" * 70_000, "longer than 64 kB"),
        ("title: \x07", "front matter"),
    ],
)
def test_front_matter_that_is_no_plain_yaml_is_refused(tmp_path: Path, yaml: str, told: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        open_source(write(tmp_path / "a.md", f"---\n{yaml}\n---\n{ENGLISH}"))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", ["[1]", "{", '{"a":' * 100_000, b"\xff\xfe\x00"])
def test_a_sidecar_that_is_no_json_object_is_refused(tmp_path: Path, content: str | bytes) -> None:
    document = write(tmp_path / "a.txt", ENGLISH)
    write(tmp_path / "a.json", content)
    with pytest.raises(UnreadableDocument, match=r"a\.json: "):
        open_source(document)


def test_the_language_is_told_by_script_and_common_words() -> None:
    assert language_of(ENGLISH) == "en"
    assert language_of(KOREAN + "AI, 5G") == "ko"
    assert language_of("1,000 % — 3") == ""


# The guard


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "null.txt").symlink_to(os.devnull)
    for name, told in (
        ("null.txt", "a device"),
        ("pipe.txt", "a pipe"),
        ("loop.txt", "leads back to itself"),
        ("folder.txt", "a folder"),
    ):
        with pytest.raises(UnreadableDocument, match=told):
            open_source(tmp_path / name)


def test_a_link_to_a_document_is_that_document(tmp_path: Path) -> None:
    write(tmp_path / "real.txt", ENGLISH)
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert open_source(tmp_path / "link.txt").source.text == ENGLISH


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="over the limit of 1 MB"):
        open_source(write(tmp_path / "a.txt", b"x" * 1_100_000), max_bytes=1024 * 1024)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04\x14\0", "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "an OLE container"),
        (b"<!DOCTYPE html><html>", "a web page"),
    ],
)
def test_another_format_under_the_name_of_text_is_named(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(UnknownFormat, match=f"looks like {told}"):
        open_source(write(tmp_path / "a.txt", data))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"The plan\0 of 2020", "a NUL byte stands at byte 8"),
        ("The plan of 2020".encode("utf-16-le"), "a NUL byte"),
        (bytes(range(1, 32)) * 40, "a control character"),
        (b"", "the file is empty"),
        (b" \r\n\t ", "the file is empty"),
        (b"---\ntitle: x\n---\n\n", "holds no text"),
        ("\ufeff \u3000\n".encode(), "holds no text"),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(UnreadableDocument, match=told):
        open_source(write(tmp_path / "a.txt", data))


def test_an_unknown_suffix_is_told_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"no reader for \.xyz; readable are .*\.html.*\.txt"):
        open_source(write(tmp_path / "a.xyz", ENGLISH))
    with pytest.raises(UnknownFormat, match="the name has no suffix"):
        open_source(write(tmp_path / "README", ENGLISH))


def test_a_text_too_long_to_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"holds 2,100,000 letters, over the limit of 2,000,000; split it"):
        open_source(write(tmp_path / "a.txt", b"5 million won \n" * 140_000))
