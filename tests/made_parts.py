"""Parts of a page that are made from data: what stands between `<!-- made: NAME -->` and `<!-- end -->`."""

import re
from collections.abc import Mapping

_PART = re.compile(r"(<!-- made: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def parts_of(page: str) -> dict[str, str]:
    """What stands between the marks, by the name of each part."""
    return {
        each["name"]: each[0].removeprefix(each[1]).removesuffix(each[3])
        for each in _PART.finditer(page)
    }


def with_parts(page: str, parts: Mapping[str, str]) -> str:
    """The page with every part made anew."""
    return _PART.sub(lambda each: each[1] + parts[each["name"]] + each[3], page)
