"""What one test pays for a mock of its own, without a socket.

`python -m tests.bench.mock.in_process COUNT` measures it in a process of its own and prints the
milliseconds as JSON.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterable

from tests.bench.program import measured_alone
from tests.bench.rows import MOCK
from tests.bench.samples import Series

WARM = 20
MOST_SECONDS = 120


def measure(count: int) -> Iterable[tuple[Series, float]]:
    """Milliseconds of making a mock, and of making one with a client that looks at a link."""
    return measured_alone(__name__, count, MOCK, MOST_SECONDS)


def make() -> None:
    """A mock, and its end."""
    from mock_server.mock import Mock
    from mock_server.state.service import MockService

    Mock(MockService.in_memory()).close()


async def make_and_look() -> None:
    """A mock, a client, one look, and the end of both."""
    from mock_server.mock import Mock
    from mock_server.state.service import MockService

    mock = Mock(MockService.in_memory())
    async with mock.client() as client:
        answer = await client.get("/v1/activation", headers=mock.headers(mock.link()))
    mock.close()
    if answer.status_code != 200:
        raise RuntimeError(f"a look was answered with {answer.status_code}")


async def timed(count: int) -> dict[str, list[float]]:
    """Both in turn, so many times each, after some that do not count."""
    times: dict[str, list[float]] = {"making": [], "first-look": []}
    for _ in range(WARM + count):
        begun = time.perf_counter()
        make()
        made = time.perf_counter()
        await make_and_look()
        times["making"].append((made - begun) * 1_000)
        times["first-look"].append((time.perf_counter() - made) * 1_000)
    return {quantity: values[WARM:] for quantity, values in times.items()}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(timed(int(sys.argv[1])))))
