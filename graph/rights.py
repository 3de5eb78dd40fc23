"""What may leave the house: whole texts only where their licence allows it, contact details never.

Pages and exports use the same two questions: may the whole text be shown (:func:`allows_whole_text`), and which
stretches of it are e-mail addresses or telephone numbers (:func:`mask`).
"""

from __future__ import annotations

import re

_OPEN_LICENCES = re.compile(
    r"""
      cc[ -]?0([ -]1\.0)?
    | cc[ -]by([ -]sa)?([ -]\d(\.\d)?)?([ -](kr|international))?
    | https?://creativecommons\.org/(licenses/by(-sa)?/.*|publicdomain/(zero|mark)/.*)
    | (public[ ]domain|pdm)([ -]?1\.0)?
    | kogl([ -]|[ ]?/[ ]?)?(open[ ]government[ ]data[ ])?(type[ -]?)?1
    | 공공누리[ ]?(제[ ]?)?1[ ]?유형
    | https?://(www\.)?kogl\.or\.kr/.*type[ -]?=?1\b.*
    | ogl([ -]uk)?[ -][123](\.0)?
    | https?://www\.nationalarchives\.gov\.uk/doc/open-government-licence/.*
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Licences that let anybody hand on the whole text: CC0, CC BY, CC BY-SA, public domain, KOGL type 1, OGL."""

_EMAIL = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_LABELLED = (
    r"(?i:\b(?:(?:tele|mobile )?phone|mobile|cell)(?: number)?[ ]?[:：][ ]?|\b(?:tel|fax)[.:)： ]{1,3}"
    r"|(?:전화|휴대폰|휴대전화|팩스|연락처)(?:번호)?[):： ]{1,3}|[☎☏✆][ :：]{0,2})"
)
_TELEPHONES = (
    # Korean, with the leading zero: 044-202-6123, (02) 2110-1234, 010 1234 5678, 01012345678
    r"(?<![\d.,-])(?:\(0\d{1,2}\)[ ]?|0\d{1,2}[-. )])\d{3,4}[-. ]\d{4}(?![\d-])",
    r"(?<![\d.,-])01[016789]\d{7,8}(?!\d)",
    # with a country code: +82 2 2110 1234, +1 (202) 555-0123
    r"(?<![\w.,])\+\d{1,3}[ -]?(?:\(\d{1,4}\)[ -]?|\d{1,4}[ -])(?:\d{2,4}[ -])?\d{2,4}[ -]?\d{2,4}(?![\d,])",
    r"(?<![\w.,])\+82\d{8,10}(?!\d)",
)
_CONTACT = re.compile("|".join((_EMAIL, *_TELEPHONES)))
# whatever looks like a number behind a word for telephone, fax or mobile
_AFTER_LABEL = re.compile(rf"({_LABELLED})(\+?\(?\d[\d() .~-]{{5,18}}\d)(?![\d,])")
_ISO_DATE = re.compile(r"\d{4}[-. ]{1,2}\d{1,2}[-. ]{1,2}\d{1,2}")


def allows_whole_text(licence: str) -> bool:
    """Whether a document's licence lets its whole text be published.

    >>> allows_whole_text("CC-BY-4.0"), allows_whole_text("공공누리 제1유형"), allows_whole_text("CC BY-NC 4.0")
    (True, True, False)
    >>> allows_whole_text("")
    False
    """
    return _OPEN_LICENCES.fullmatch(licence.strip()) is not None


def contacts(text: str) -> list[tuple[int, int]]:
    """Where e-mail addresses and telephone numbers stand, in order and without overlap.

    >>> contacts("Ask 044-202-6123 about the 58.2 trillion won of 2020-07-14.")
    [(4, 16)]
    """
    spans = [match.span() for match in _CONTACT.finditer(text)]
    spans += [match.span(2) for match in _AFTER_LABEL.finditer(text) if not _ISO_DATE.match(match[2])]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def mask(text: str) -> str:
    """The text with every letter and digit of a contact detail replaced by a star.

    The length stays, so that offsets and quotes agree before and after.

    >>> mask("Press: 044-202-6123, press@korea.kr")
    'Press: ***-***-****, *****@*****.**'
    """
    spans = contacts(text)
    if not spans:
        return text
    pieces, last = [], 0
    for start, end in spans:
        pieces += [text[last:start], re.sub(r"\w", "*", text[start:end])]
        last = end
    return "".join(pieces) + text[last:]
