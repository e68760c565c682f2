"""What Python runs first in a routed program: it waits for the libraries that make input, and loads the rest then.

It is found by the module path that `agent-supervisor run` gives to the agent. A program that imports none of these
libraries pays nothing for it. It stands alone: whatever Python runs it, and whichever packages that one has.
"""

from __future__ import annotations

import importlib
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

_HERE = Path(__file__).resolve().parent
_PACKAGE = _HERE.parents[2]
_NAMES = frozenset({"pyautogui", "pynput", "pyscreeze", "mouseinfo", "pygetwindow"})


class Waiting(MetaPathFinder):
    """Waits for the first import that is to be routed."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Load what routes, and let it find the module."""
        if fullname.partition(".")[0] not in _NAMES:
            return None
        try:
            finder = _routing().install()
        except Exception as e:
            # INVARIANT: what cannot be routed is not imported; this stays in front of the originals.
            raise ImportError(f"`{fullname}` cannot be supervised here, so it is not imported: {e}") from e
        sys.meta_path.remove(self)
        found: ModuleSpec | None = finder.find_spec(fullname, path, target)
        return found


def _routing() -> Any:
    """Import what routes from beside this file, and leave the name `supervisor` to a package of the program's."""
    other = PathFinder.find_spec("supervisor")
    ours = _PACKAGE / "__init__.py"
    if other is not None and _is_ours(other):
        return importlib.import_module("supervisor.client.shims.routing")
    kept = {name: sys.modules.pop(name) for name in _of_that_name()}
    spec: Any = spec_from_file_location("supervisor", ours, submodule_search_locations=[str(_PACKAGE)])
    sys.modules["supervisor"] = module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        return importlib.import_module("supervisor.client.shims.routing")
    finally:
        if other is not None:
            for name in _of_that_name():
                del sys.modules[name]
            sys.modules.update(kept)


def _is_ours(other: ModuleSpec) -> bool:
    """Tell whether the program has this package itself: what it catches are then the exceptions that are raised."""
    return any((Path(place) / "client/shims/routing.py").exists() for place in other.submodule_search_locations or ())


def _of_that_name() -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] == "supervisor"]


def _next_one() -> None:
    """Run the `sitecustomize` that would have been run."""
    sys.path[:] = [path for path in sys.path if not path or Path(path).resolve() != _HERE]
    spec = PathFinder.find_spec("sitecustomize")
    if spec is not None and spec.loader is not None:
        module = module_from_spec(spec)
        spec.loader.exec_module(module)


if __name__ == "sitecustomize":
    sys.meta_path.insert(0, Waiting())
    _next_one()
