"""The list of 30,000 common passwords that ships with zxcvbn, loaded when first asked for.

Source: `zxcvbn.frequency_lists`, "passwords". OWASP ASVS 5.0, 6.2.4 asks for the 3,000 commonest
that fit the policy; 3,815 of these fit the default one.
"""

import sys
from functools import lru_cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from types import ModuleType

_PACKAGE = "zxcvbn"
_LISTS = "zxcvbn.frequency_lists"


def is_common(value: str) -> bool:
    """Whether a value, in lower case, is literally on the list."""
    return value in common_passwords()


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """The list itself, lower case; the first call takes about 10 ms."""
    return frozenset(_frequency_lists().FREQUENCY_LISTS["passwords"])


def _frequency_lists() -> ModuleType:
    """The module of lists without its package, whose import builds every matcher at 4 × the cost.

    It is not put into `sys.modules`, so the lists nobody asked for are freed again.
    """
    if _LISTS in sys.modules:
        return sys.modules[_LISTS]
    package = find_spec(_PACKAGE)
    path = package.submodule_search_locations if package else None
    spec = PathFinder.find_spec(_LISTS, path)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name=_LISTS)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
