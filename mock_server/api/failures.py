"""What the server says in its log about a failure of its own: where, and not over what."""

import logging
import traceback

logger = logging.getLogger("mock_server")


def report(error: Exception, doing: str) -> None:
    """Log a failure. The message of an exception may quote what a person typed; its place does not."""
    place = "".join(traceback.format_tb(error.__traceback__))
    logger.error("%s in %s\n%s", type(error).__name__, doing, place)
