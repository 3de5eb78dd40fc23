"""The seam to pyvis: nodes and edges in, one HTML page out. No other module imports pyvis.

pyvis renders our own template; its stock page (which asks other servers for parts and runs scripts from texts) is never
used. vis-network, the script that draws, is read from the pyvis wheel at run time.
"""

from __future__ import annotations

import base64
import hashlib
import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from ..errors import PolicyGraphError
from .palette import write_variables

VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"
"""Place of the drawing script in the pyvis wheel."""
SCRIPTS = (
    "words.js",
    "page.js",
    "dating.js",
    "finding.js",
    "telling.js",
    "drawing.js",
    "taking.js",
    "steering.js",
)
"""Our own scripts, in the order in which they are joined."""


@dataclass(frozen=True, slots=True)
class Node:
    """A sign at its place; ``id`` is the thing's number in the page's data."""

    id: int
    shape: str
    size: float
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from thing to thing; ``id`` is the relation's number in the page's data."""

    id: int
    start: int
    end: int


def read_vis_network() -> str:
    """The drawing script as it lies in the installed pyvis wheel, without the pointer to its source map."""
    script = files("pyvis").joinpath(VIS_NETWORK).read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*", "", script)


def _digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def _static(name: str) -> str:
    return files("policygraph.viz").joinpath("static", name).read_text(encoding="utf-8")


def render(nodes: Iterable[Node], edges: Iterable[Edge], page: Mapping[str, Any], title: str, language: str) -> str:
    """The whole page as HTML text; ``page`` is written as JSON that the page's scripts read.

    Everything is inside: no request is made, and the content security policy lets only our own scripts and styles
    run, by their digests. Texts reach the page as JSON strings and become text nodes, never HTML.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyvis imports all of IPython, which warns of its own parts
        from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="100%", width="100%")
    for node in nodes:
        network.add_node(node.id, label=" ", shape=node.shape, size=node.size, x=node.x, y=node.y)
    for edge in edges:
        network.add_edge(edge.start, edge.end, id=edge.id)
    network.options = {
        "physics": {"enabled": False},
        "interaction": {"hover": True, "keyboard": False, "multiselect": False, "navigationButtons": False},
        "layout": {"improvedLayout": False},
    }

    drawing, steering = read_vis_network(), "\n".join(_static(name) for name in SCRIPTS)
    steering = f'"use strict";\n(() => {{\n{steering}}})();\n'
    style = write_variables() + _static("explorer.css")
    for script in (drawing, steering):
        if "</script" in script.lower():
            raise PolicyGraphError("The page's scripts hold a closing script tag: reinstall pyvis and policygraph.")
    policy = (
        f"default-src 'none'; script-src {_digest(drawing)} {_digest(steering)}; style-src {_digest(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    environment = Environment(
        loader=PackageLoader("policygraph.viz", "templates"), autoescape=True, undefined=StrictUndefined
    )
    environment.globals |= {
        "drawing_script": Markup(drawing),
        "own_script": Markup(steering),
        "own_style": Markup(style),
        "policy": policy,
        "page": page,
        "title": title,
        "language": language,
    }
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False, "separators": (",", ":")}
    network.templateEnv = environment
    network.path = "explorer.html"
    return str(network.generate_html())
