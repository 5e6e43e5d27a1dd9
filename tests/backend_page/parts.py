"""What the generated parts of the page are to hold, each under its name."""

from tests.backend_page.journey import journey
from tests.backend_page.problem_tables import client_problems, server_problems
from tests.checkout import ROOT

PAGE = ROOT / "docs" / "backend.md"


async def made_parts() -> dict[str, str]:
    """Every part, as the code and the mock server have it now."""
    return {
        "journey": await journey(),
        "problems": server_problems(),
        "problems-of-clients": client_problems(),
    }
