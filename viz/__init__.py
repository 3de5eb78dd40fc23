"""What people see: the explorer and its picture; ``policygraph.viz.show(store)`` shows it in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .notebook import Picture as Picture
    from .notebook import show as show

__all__ = ["Picture", "show"]


def __getattr__(name: str) -> Any:
    """Imports the notebook's part when it is asked for, so that importing the package stays light."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import notebook

    return getattr(notebook, name)
