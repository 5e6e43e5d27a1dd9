"""A demo account against the bundled mock server, started inside on a free port."""

from collections.abc import Iterator
from contextlib import contextmanager

from api_client.link import ActivationLink, find_links
from mock_server.magic import unknown_word
from mock_server.runner import RunningMock
from mock_server.scenarios import SCENARIOS
from tui.language import _
from tui.options import Usage


@contextmanager
def demo_link(scenario: str | None) -> Iterator[ActivationLink]:
    """The link of the demo tenant's main user, or of a scenario; the server lives as long.

    Raises:
        Usage: there is no such scenario.
    """
    unknown = None if scenario is None else unknown_word(scenario)
    if unknown is not None:
        names = ", ".join(SCENARIOS)
        raise Usage(
            _("There is no scenario {name}. There are: {names}").format(name=unknown, names=names)
        )
    with RunningMock() as mock:
        text = mock.service.demo_link() if scenario is None else mock.service.link(scenario)
        found = find_links(text)
        if not found:
            raise Usage(_("There is no scenario {name}.").format(name=scenario))
        yield found[0]
