"""The packages this plugin was installed with, which those of the project under test may hide.

`mock_server` and `api_client` are names that others give their own packages, too. Whichever comes
first on `sys.path` is the one that Python imports, so the plugin imports neither before a test asks
for what needs them, and never one that is not ours.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("mock_server", "api_client")


class HiddenPackage(ImportError):
    """A package of the project under test has the name of one of ours."""


def ensure_ours(wanted: str) -> None:
    """Make sure that what is imported next is ours; `wanted` is what it is for.

    Raises:
        HiddenPackage: it is not; the text says what can be done.
    """
    for name in PACKAGES:
        found = _origin(name)
        expected = Path(__file__).resolve().parent.parent / name / "__init__.py"
        if found is None or not expected.exists() or not found.samefile(expected):
            raise HiddenPackage(
                f"{wanted} is not to be had here: it needs the package {name} of unify-activate, "
                f"and {found or 'something else of that name'} hides it.\n"
                "Start the server on its own, installed apart from this project: `pipx install "
                "unify-activate`, then `unify-mock serve`. Run your tests with `--unify-mock-url "
                "http://127.0.0.1:8025`; the fixtures mock_server and mock_session then use it."
            )


def passed_over(folder: Path) -> list[str]:
    """Folders of our names that Python passes over, since any installed package goes before them."""
    return [
        name
        for name in PACKAGES
        if (folder / name).is_dir() and not (folder / name / "__init__.py").exists()
    ]


def _origin(name: str) -> Path | None:
    """The file that is imported, or would be, under a name."""
    if name in sys.modules:
        file = getattr(sys.modules[name], "__file__", None)
    else:
        spec = find_spec(name)
        file = None if spec is None else spec.origin
    return Path(file) if isinstance(file, str) and Path(file).exists() else None
