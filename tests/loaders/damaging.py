# ruff: noqa: E501 (one damage a line reads best)
"""Damages files in ways that know nothing of what is in them, and in ways that know ZIP archives and XML.

Every damage takes a source of chance and gives bytes; the same source gives the same bytes.
"""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterable, Sequence
from random import Random

Damage = Callable[[Random], bytes]
LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def cut(random: Random, data: bytes) -> bytes:
    """The file without its end."""
    return data[: random.randrange(len(data))]


def flipped(random: Random, data: bytes) -> bytes:
    """The file with a few bits turned over."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 5, 20, 200))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def missing(random: Random, data: bytes) -> bytes:
    """The file without a stretch."""
    at = random.randrange(len(data))
    return data[:at] + data[at + random.choice((1, 4, 64, 512, 4096)) :]


def doubled(random: Random, data: bytes) -> bytes:
    """The file with a stretch twice, or many times."""
    at, end = sorted((random.randrange(len(data)), random.randrange(len(data))))
    return data[:at] + data[at:end] * random.choice((2, 3, 50)) + data[end:]


def overwritten(random: Random, data: bytes) -> bytes:
    """The file with a stretch of noise, of zeros or of ones."""
    at, size = random.randrange(len(data)), random.choice((1, 4, 16, 64, 512))
    return data[:at] + random.choice((random.randbytes(size), bytes(size), b"\xff" * size)) + data[at + size :]


def numbers_changed(random: Random, data: bytes) -> bytes:
    """The file with binary numbers replaced by the smallest and largest ones."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 10))):
        at = random.randrange(max(len(changed) - 8, 1))
        value = random.choice((0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF))
        changed[at : at + 4] = struct.pack("<I", value)
    return bytes(changed)


def digits_changed(random: Random, data: bytes) -> bytes:
    """The file with written numbers replaced by absurd ones."""
    places = [at for at in range(len(data)) if data[at : at + 1].isdigit()]
    if not places:
        return flipped(random, data)
    at = random.choice(places)
    end = at
    while data[end : end + 1].isdigit():
        end += 1
    absurd = (b"0", b"-1", b"2147483648", b"99999999999999999999", b"1e9", b"9" * 5000, "²".encode(), b"")
    return data[:at] + random.choice(absurd) + data[end:]


def surrounded(random: Random, data: bytes) -> bytes:
    """The file with noise before or behind it."""
    noise = random.choice((random.randbytes(random.choice((1, 100, 3000))), bytes(1024), data))
    return random.choice((noise + data, data + noise))


def noise(random: Random, data: bytes) -> bytes:
    """The first bytes of the file, and then anything."""
    return data[: random.choice((0, 4, 8, 512))] + random.randbytes(random.choice((1, 100, 5000, 200_000)))


BLIND: tuple[Callable[[Random, bytes], bytes], ...] = (
    cut,
    flipped,
    missing,
    doubled,
    overwritten,
    numbers_changed,
    digits_changed,
    surrounded,
    noise,
)


def members_of(data: bytes) -> list[tuple[str, bytes]]:
    """The members of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def archived(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of members, several of one name too."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")  # that a name comes twice is the point
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def with_main(data: bytes, main: str, content: bytes) -> bytes:
    """The archive with other content of its main member."""
    return archived((name, content if name == main else kept) for name, kept in members_of(data))


def damaged_within(random: Random, data: bytes, main: str) -> bytes:
    """The archive whose main member is damaged before it is packed."""
    members = dict(members_of(data))
    return with_main(data, main, random.choice(BLIND)(random, members[main]))


def _patched(data: bytes, mark: bytes, at: int, value: bytes, *, every: bool = True) -> bytes:
    """The archive with some bytes of its headers replaced."""
    changed, place = bytearray(data), data.find(mark)
    while place >= 0:
        changed[place + at : place + at + len(value)] = value
        place = data.find(mark, place + 4) if every else -1
    return bytes(changed)


def archive_damages(data: bytes, main: str) -> dict[str, Damage]:
    """Ways in which an archive can lie about what it holds."""
    members = members_of(data)
    content = dict(members)[main]
    other = content.replace(b"18", b"81")
    sizes: Sequence[int] = (0, 1, 0x7FFFFFFF, 0xFFFFFFFF)
    return {
        "damaged within": lambda r: damaged_within(r, data, main),
        "member twice": lambda r: archived([*members, (main, r.choice((other, b"", b"<a/>")))]),
        "member renamed": lambda r: archived(
            (
                r.choice((name.upper(), f"../../{name}", f"/{name}", name.replace("/", "\\"), f"x/{name}", name + "/")),
                kept,
            )
            if r.random() < 0.6
            else (name, kept)
            for name, kept in members
        ),
        "climbing names": lambda r: archived([*members, ("../" * r.randrange(1, 50) + "etc/x.xml", content)]),
        "odd names": lambda r: archived(
            [*members, *((n, content) for n in ("a\nb.xml", "é\u202e.xml", "x" * 60_000 + ".xml", " ", "con.xml"))]
        ),
        "member missing": lambda r: archived(r.sample(members, r.randrange(1, len(members)))),
        "many members": lambda r: archived([*members, *((f"m{n}.xml", b"") for n in range(r.choice((3000, 20_000))))]),
        "absurd sizes": lambda r: _patched(
            data, CENTRAL, r.choice((20, 24)), struct.pack("<I", r.choice(sizes)), every=r.random() < 0.5
        ),
        "absurd sizes in front": lambda r: _patched(
            data, LOCAL, r.choice((18, 22)), struct.pack("<I", r.choice(sizes))
        ),
        "absurd places": lambda r: _patched(data, CENTRAL, 42, struct.pack("<I", r.choice((1, 7, 0xFFFFFFFF)))),
        "overlapping members": lambda r: _patched(data, CENTRAL, 42, bytes(4)),
        "lying directory": lambda r: _patched(
            data, END, r.choice((8, 10, 12, 16)), struct.pack("<I", r.choice((0, 1, 0xFFFF, 0xFFFFFFFF)))
        ),
        "locked": lambda r: _patched(_patched(data, LOCAL, 6, b"\x01"), CENTRAL, 8, b"\x01"),
        "odd packing": lambda r: _patched(data, CENTRAL, 10, struct.pack("<H", r.choice((1, 6, 9, 12, 14, 95, 99)))),
        "rarely used packing": lambda r: archived(members, r.choice((zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2))),
        "long comment": lambda r: data[:-2] + struct.pack("<H", 0xFFFF) + END * 16_000 + bytes(1535),
        "bomb": lambda r: with_main(data, main, content + b" " * r.choice((900_000, 8_000_000, 60_000_000))),
        "bombs": lambda r: archived([*members, *((f"b{n}.xml", bytes(900_000)) for n in range(r.choice((20, 300))))]),
        "archive within": lambda r: archived([*members, ("word/embeddings/a.xml", data), (f"{main}.zip", data)]),
    }


LAUGHS = "".join(f"<!ENTITY a{n} '" + f"&a{n - 1};" * 10 + "'>" for n in range(1, 12))
DECLARATIONS: tuple[str, ...] = (
    f"<!DOCTYPE a [<!ENTITY a0 'ha'>{LAUGHS}]>",
    "<!DOCTYPE a [<!ENTITY a11 SYSTEM 'file:///etc/passwd'>]>",
    "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x.dtd'> %p; <!ENTITY a11 'x'>]>",
    "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x.dtd'>",
    f"<!DOCTYPE a [<!ENTITY a11 '{'ha' * 500_000}'>]>",
)


def xml_damages(data: bytes, main: str, word: bytes, deep: tuple[str, str]) -> dict[str, Damage]:
    """Ways in which the XML of an archive can be too much; ``word`` is a word of its text, ``deep`` a tag that nests."""
    content = dict(members_of(data))[main]
    at = content.index(b">", content.index(b"<", content.rindex(b"xmlns"))) if b"xmlns" in content else 0

    def put(words: bytes) -> bytes:
        return with_main(data, main, content.replace(word, words, 1))

    def declared(random: Random) -> bytes:
        text = random.choice(DECLARATIONS).encode() + content.replace(word, b"&a11;", 1)
        return with_main(data, main, text.decode().encode(random.choice(("utf-8", "utf-16", "utf-8-sig"))))

    def attributed(words: bytes) -> bytes:
        end = content.index(b" ", content.index(b"<")) if b" " in content else at
        return with_main(data, main, content[:end] + b" " + words + content[end:])

    return {
        "billion laughs": declared,
        "deep": lambda r: put(
            (lambda n: deep[0].encode() * n + b"5 won" + deep[1].encode() * n)(r.choice((50, 200, 250, 3000, 100_000)))
        ),
        "unclosed": lambda r: put(deep[0].encode() * r.choice((1, 200, 50_000))),
        "huge attribute": lambda r: attributed(b"z='" + b"9" * r.choice((1_000_000, 11_000_000)) + b"'"),
        "many attributes": lambda r: attributed(b" ".join(b"z%d='1'" % n for n in range(r.choice((1000, 100_000))))),
        "many namespaces": lambda r: attributed(b" ".join(b"xmlns:z%d='u%d'" % (n, n) for n in range(30_000))),
        "huge text": lambda r: put(b"18 won " * r.choice((100_000, 1_300_000, 2_000_000))),
        "huge word": lambda r: put(b"9" * r.choice((100_000, 5_000_000))),
        "odd characters": lambda r: put(
            r.choice((b"&#xD800;", b"&#0;", b"&#x110000;", b"\0", b"\xed\xa0\x80", b"&#xFFFE;", b"\xff", b"&#x202E;18"))
        ),
        "other encoding": lambda r: with_main(
            data,
            main,
            content.decode().encode(r.choice(("utf-16", "utf-16-le", "utf-32", "utf-7", "cp949")), "replace"),
        ),
        "lying encoding": lambda r: with_main(
            data,
            main,
            f"<?xml version='1.0' encoding='{r.choice(('utf-16', 'euc-kr', 'klingon', 'utf-7', 'x' * 9999))}'?>".encode()
            + content,
        ),
        "odd length": lambda r: with_main(data, main, content.decode().encode("utf-16")[:-1]),
        "many comments": lambda r: put(b"<!-- x -->" * r.choice((1000, 1_000_000))),
        "instructions": lambda r: put(b"<?x y?>" * 10_000 + b"<![CDATA[" + b"<" * 100_000 + b"]]>"),
    }
