"""HTML out of templates: files beside the code that fills them in, named by their path in here.

Whatever is filled in is escaped unless a template says it is safe. Jinja2 is loaded with the first
page that somebody asks for, so that the server starts without it.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def rendered(template: str, **values: object) -> str:
    """The HTML of a template, such as `website/message.html`.

    Raises:
        jinja2.UndefinedError: the template asks for a value that is not given.
    """
    return _environment().get_template(template).render(values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("mock_server", ""),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Texts stay in the order of their file, and readable.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment
