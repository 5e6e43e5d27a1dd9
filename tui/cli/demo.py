"""A demo account against the bundled mock server, started inside on a free port."""

from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import fill

from api_client.link import ActivationLink, find_links
from mock_server.scenarios.catalogue import SCENARIOS
from mock_server.scenarios.magic_links import unknown_word
from mock_server.server import RunningMock
from tui.cli.usage import Usage
from tui.i18n import _
from tui.terminal.sanitize import WIDTH, harmless

SCENARIO_NAMES = tuple(SCENARIOS)
"""What --scenario takes, apart from modifiers."""


@contextmanager
def demo_link(scenario: str | None) -> Iterator[ActivationLink]:
    """The link of the demo tenant's main user, or of a scenario; the server lives as long.

    Raises:
        Usage: there is no such scenario.
    """
    if scenario is not None:
        _refuse_unknown(scenario)
    with RunningMock() as mock:
        text = mock.service.demo_link() if scenario is None else mock.service.link(scenario)
        found = find_links(text)
        if not found:
            raise Usage(_("The name of the scenario is too long."))
        yield found[0]


def _refuse_unknown(scenario: str) -> None:
    """Name the word that means nothing, and what would."""
    word = scenario.partition(".")[0]
    if word not in SCENARIOS:
        names = fill(", ".join(SCENARIOS), WIDTH, break_on_hyphens=False)
        there_is = _("The scenario “{name}” does not exist. Choose from:").format(
            name=harmless(word)
        )
        raise Usage(f"{there_is}\n{names}")
    modifier = unknown_word(scenario)
    if modifier is not None:
        raise Usage(
            _(
                "The modifier “{name}” does not exist.\nExamples of modifiers are de, ttl-10m and "
                "look-503."
            ).format(name=harmless(modifier))
        )
