"""People that a text names with their office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...graph.claim import EntityType
from ..names import NameMention
from .words import word_set

_RANK = r"(?:Acting|Vice|Deputy|First|Second|Senior|Prime|Assistant)"
_OFFICE = (
    rf"(?:{_RANK}[ -])*(?:Minister|President|Premier|Secretary|Commissioner|Chancellor|Governor|Mayor|Director"
    r"|Chairperson|Chairman|Chair|Administrator|Ambassador|Chief Executive(?: Officer)?|Chief Scientist|Spokesperson"
    r"|Executive Director|Managing Director|Director)(?:[- ]General)?"
)
_GIVEN_AND_FAMILY = r"[A-Z][a-z]+(?:-[A-Za-z][a-z]+)?(?:[ ][A-Z][a-z]+(?:-[A-Za-z][a-z]+)?){1,2}"
_OFFICE_NAME = re.compile(
    rf"(?P<office>{_OFFICE})[ ](?P<name>{_GIVEN_AND_FAMILY})"
    r"(?=[ ](?:of|for)[ ](?P<body>[A-Z]\w+(?:[ ,](?:and[ ])?[A-Z]\w+)*)|\b)"
)
_NAME_OFFICE = re.compile(
    rf"(?P<name>{_GIVEN_AND_FAMILY}),[ ](?:who[ ](?:is|was)[ ])?(?:the[ ])?(?P<office>{_OFFICE}"
    r"(?:[ ](?:and|of|for)[ ][A-Z]\w+(?:[ ,]+(?:and[ ])?(?:of[ ])?[A-Z]\w+)*)*)(?P<body>)"
)


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """A person and the office that the text gives them, which stands at ``start``:``end``."""

    person: NameMention
    office: str
    start: int
    end: int


def find_office_holders(text: str, start: int, end: int) -> Iterator[OfficeHolder]:
    """People named beside their office in ``text[start:end]``.

    >>> [(h.person.name, h.office) for h in find_office_holders("Minister Ada Byrne of Fisheries said", 0, 36)]
    [('Ada Byrne', 'Minister of Fisheries')]
    """
    for pattern in (_OFFICE_NAME, _NAME_OFFICE):
        for match in pattern.finditer(text, start, end):
            if any(part in word_set("titles", "no_personal_name") for part in re.split(r"[- ]", match["name"])):
                continue
            office = f"{match['office']} of {match['body']}" if match["body"] else match["office"]
            person = NameMention(*match.span("name"), match["name"], EntityType.PERSON)
            yield OfficeHolder(person, office, *match.span("office"))
