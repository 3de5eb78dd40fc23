"""The house stands as drawn: imports run down only, the root imports nothing, wheel and sdist hold every file."""

from __future__ import annotations

import ast
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "policygraph"
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"__main__"}),
    frozenset({"cli"}),
    frozenset({"review"}),
    frozenset({"console"}),
    frozenset({"server", "telling"}),
    frozenset({"loaders", "viz"}),
    frozenset({"reading", "queries"}),
    frozenset({"graph"}),
    frozenset({"ontology", "settings"}),
    frozenset({"errors"}),
)
"""From the top down. What shares a floor does not import each other."""
FOLDERS = ("ontology", "graph", "reading", "loaders", "queries", "viz")


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph(PACKAGE, cache_dir=None)


def test_every_module_stands_on_a_floor(imports: grimp.ImportGraph) -> None:
    placed = {f"{PACKAGE}.{name}" for floor in FLOORS for name in floor}
    assert set(imports.find_children(PACKAGE)) <= placed


def upward(imports: grimp.ImportGraph) -> list[str]:
    present = {module.removeprefix(f"{PACKAGE}.") for module in imports.find_children(PACKAGE)}
    layers = [grimp.Layer(*floor & present, independent=True) for floor in FLOORS if floor & present]
    found = imports.find_illegal_dependencies_for_layers(layers, containers={PACKAGE})
    return sorted(f"{each.importer} imports {each.imported}" for each in found)


def test_imports_run_down_only(imports: grimp.ImportGraph) -> None:
    assert upward(imports) == []


def test_an_upward_import_and_one_between_neighbours_would_be_found(imports: grimp.ImportGraph) -> None:
    changed = deepcopy(imports)
    changed.add_import(importer="policygraph.graph.store", imported="policygraph.reading.document")
    changed.add_import(importer="policygraph.viz.explorer", imported="policygraph.loaders.opening")
    assert upward(changed) == [
        "policygraph.graph imports policygraph.reading",
        "policygraph.viz imports policygraph.loaders",
    ]


def test_the_root_imports_nothing_of_its_own() -> None:
    body = ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8")).body
    imported = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imported if "__future__" not in ast.unparse(node)] == []


def test_no_module_of_the_root_hides_one_of_the_standard_library() -> None:
    names = {path.stem for path in ROOT.glob("*.py")} | set(FOLDERS)
    assert names & set(sys.stdlib_module_names) == set()
    assert "run" not in names


def test_every_folder_of_modules_is_a_package() -> None:
    bare = {path.parent for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")}
    assert [str(folder.relative_to(ROOT)) for folder in sorted(bare) if not (folder / "__init__.py").is_file()] == []


def test_folders_of_the_package_use_relative_imports_between_each_other() -> None:
    absolute = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in [*ROOT.glob("*.py"), *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] == PACKAGE)
        or (isinstance(node, ast.Import) and any(name.name.split(".")[0] == PACKAGE for name in node.names))
    ]
    assert absolute == []


# Wheel and sdist


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel built from that sdist."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def package_files() -> Iterator[str]:
    """Every file that belongs to the package, as it stands in the checkout."""
    yield "py.typed"
    yield from (path.name for path in ROOT.glob("*.py"))
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            hidden = any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(ROOT).parts)
            if path.is_file() and not hidden and path.suffix != ".pyc":
                yield path.relative_to(ROOT).as_posix()


def test_the_wheel_built_from_the_sdist_holds_every_file_of_the_package(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert sorted(name for name in names if ".dist-info/" not in name) == sorted(
        f"{PACKAGE}/{name}" for name in package_files()
    )
    licences = {Path(name).name for name in names if ".dist-info/licenses/" in name}
    assert {"LICENSE", "LICENSE-DATA"} <= licences


def test_the_sdist_holds_what_it_takes_to_build_and_to_test(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    tests = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py")}
    assert {"pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA", *package_files(), *tests} <= names
    assert not any(name.startswith((".venv", ".dev", ".ci")) for name in names)


def test_the_wheel_names_the_command_and_says_that_it_is_typed(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    archive = zipfile.ZipFile(wheel)
    entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "policygraph = policygraph.cli:main" in archive.read(entry).decode()
    assert f"{PACKAGE}/py.typed" in archive.namelist()
