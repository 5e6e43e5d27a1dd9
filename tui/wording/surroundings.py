"""What the environment named, where a connection failed because of it."""

from api_client.problems import Problem, TlsUntrusted, Unreachable
from tui.i18n import _
from tui.terminal.sanitize import harmless
from tui.wording.identity import shown_path, shown_url


def surroundings_sentence(problem: Problem) -> str:
    """Which variable to look at; empty where none is to blame."""
    if isinstance(problem, TlsUntrusted) and problem.certificates is not None:
        name, value = problem.certificates
        said = _("The certificates named in {name} cannot be read: {value}")
    elif isinstance(problem, Unreachable) and problem.proxy is not None:
        name, value = problem.proxy
        said = _("The proxy named in {name} could not be used: {value}")
    else:
        return ""
    return said.format(
        name=name, value=harmless(shown_path(value) if value.startswith("/") else shown_url(value))
    )
