"""Tests keep what they read in a folder of their own, not in the user's cache."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    pytest.MonkeyPatch().setenv("POLICYGRAPH_CACHE", str(tmp_path_factory.mktemp("cache")))
