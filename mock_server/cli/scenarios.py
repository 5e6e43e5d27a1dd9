"""`unify-mock scenarios`: every scenario of a server, with a ready link; modifiers and faults."""

import argparse

from mock_server.cli.answers import ToldOffer
from mock_server.cli.client import Server
from mock_server.cli.console import tell, tell_json
from mock_server.i18n import _


def scenarios(options: argparse.Namespace) -> int:
    """List them.

    Raises:
        Refused: no mock server answers.
    """
    with Server(options) as server:
        listed = server.get("scenarios")
        offer = server.read(ToldOffer, listed)
    if options.json:
        tell_json(listed)
        return 0
    for scenario in offer.scenarios:
        text = scenario.text.in_language(options.lang)
        tell(f"{scenario.name}: {text}", f"  {scenario.link}")
    for kind, all_named in ((_("modifiers"), offer.modifiers), (_("faults"), offer.faults)):
        tell("", kind)
        for named in all_named:
            tell(f"  {named.name}: {named.text.in_language(options.lang)}")
    return 0
