"""Colours and shapes: one token for every role, one sign for every kind of thing, in light and in dark.

The style sheet's variables are written from here, so that a test can hold every pair against WCAG 2.2 contrast.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """How one kind of thing is drawn and called; shape and colour both tell it, so neither alone has to."""

    key: str
    shape: str
    """a shape of vis-network whose label stands outside"""
    light: str
    dark: str
    en: str
    ko: str
    classes: frozenset[str]
    """local names of the ontology's classes that are drawn so"""


SIGNS: tuple[Sign, ...] = (
    Sign("programme", "dot", "#0b66b0", "#5cb0f0", "Programme", "사업", frozenset({"Programme"})),
    Sign(
        "deliverable",
        "triangleDown",
        "#00795a",
        "#37c493",
        "Infrastructure or service",
        "인프라·서비스",
        frozenset({"Infrastructure", "DigitalService", "Deliverable"}),
    ),
    Sign(
        "body",
        "square",
        "#b04a86",
        "#e58fc1",
        "Organisation",
        "기관",
        frozenset({"Ministry", "PublicBody", "Alliance", "Organization", "OrganizationalCollaboration"}),
    ),
    Sign("person", "triangle", "#836600", "#d9b441", "Person or post", "인물·직위", frozenset({"Person", "Post"})),
    Sign(
        "technology",
        "hexagon",
        "#c24e00",
        "#ff9252",
        "Technology",
        "기술",
        frozenset({"Technology", "TechnologyGroup"}),
    ),
    Sign(
        "instrument",
        "diamond",
        "#6a54d4",
        "#a99bff",
        "Law, plan or fund",
        "법·계획·재원",
        frozenset({"Law", "Plan", "FinancialInstrument", "RegulatoryRelief", "PolicyInstrument"}),
    ),
    Sign(
        "topic",
        "star",
        "#566173",
        "#a7b1bf",
        "Sector, index, place or other",
        "분야·지수·장소 등",
        frozenset({"Sector", "Index", "Location", "TargetGroup", "PolicyEvent", "Collection", "Concept"}),
    ),
)

SURFACES = ("bg", "card")
"""Tokens that others stand on."""
TEXT = ("ink", "mute", "acc", "ok", "part", "warn", "none")
"""Tokens for words: at least 4.5 to 1 on every surface."""
MARKS = ("edge", "rule")
"""Tokens for lines that carry meaning: at least 3 to 1 on every surface."""

TOKENS: dict[str, tuple[str, str]] = {
    # role: (light, dark)
    "bg": ("#f6f7f9", "#12161c"),
    "card": ("#ffffff", "#1a2028"),
    "ink": ("#1b2430", "#e8ecf2"),
    "mute": ("#515c6d", "#a7b1bf"),
    "line": ("#d7dce3", "#313a46"),
    "rule": ("#7d8794", "#77839a"),
    "acc": ("#0b57a4", "#7db8ff"),
    "mark": ("#fff1a8", "#5c4a00"),
    "ok": ("#146c3f", "#5fd39a"),
    "part": ("#0b5fa5", "#6cb6ff"),
    "warn": ("#7a4f00", "#f0bf5a"),
    "none": ("#59636f", "#9fabb9"),
    "track": ("#e4e8ee", "#2b333e"),
    "edge": ("#7f8a99", "#77839a"),
}


def sign_of(classes: Iterable[str]) -> Sign:
    """The sign of a thing with these classes (local names); the last one, *other*, for what no sign knows.

    >>> sign_of(["Ministry", "PublicBody"]).key
    'body'
    >>> sign_of([]).key
    'topic'
    """
    have = set(classes)
    return next((sign for sign in SIGNS if sign.classes & have), SIGNS[-1])


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours after WCAG 2.2, from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def write_variables() -> str:
    """The style sheet's colour variables: light, dark by choice, dark by the system's setting."""

    def block(theme: int) -> str:
        tokens = {name: pair[theme] for name, pair in TOKENS.items()}
        tokens |= {f"sign-{sign.key}": (sign.light, sign.dark)[theme] for sign in SIGNS}
        return "".join(f"--{name}:{colour};" for name, colour in tokens.items())

    light, dark = block(0), block(1)
    return (
        f":root{{color-scheme:light;{light}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}"
        f"@media (prefers-color-scheme:dark){{:root[data-theme=auto]{{color-scheme:dark;{dark}}}}}\n"
    )
