"""Routes that are made when a call first needs them: most mocks of a test never do."""

from collections.abc import Callable, Sequence
from functools import cached_property

from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send


class LaterRoutes(BaseRoute):
    """Stands for several routes, and asks each as the router would."""

    def __init__(self, make: Callable[[], Sequence[BaseRoute]]) -> None:
        self._make = make

    @cached_property
    def routes(self) -> Sequence[BaseRoute]:
        """The routes themselves."""
        return self._make()

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """How the first of them matches that fits, or the first that fits but for its method."""
        partly: tuple[Match, Scope] = Match.NONE, {}
        for route in self.routes:
            match, child = route.matches(scope)
            if match is Match.FULL:
                return match, {**child, _CHOSEN: route}
            if match is Match.PARTIAL and partly[0] is Match.NONE:
                partly = match, {**child, _CHOSEN: route}
        return partly

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the route answer that matched."""
        await scope[_CHOSEN].handle(scope, receive, send)


_CHOSEN = "mock_server.chosen_route"
