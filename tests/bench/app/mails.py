"""What one mail costs to be read: a usual one, one of many, and a megabyte that somebody made to be slow.

`python -m tests.bench.app.mails COUNT` measures it in a process of its own and prints the
milliseconds as JSON.
"""

import json
import sys
import time
from collections.abc import Iterable

from tests.accounts import NOW
from tests.activation_mail import FACTS, mail
from tests.bench.program import measured_alone
from tests.bench.rows import APP
from tests.bench.samples import Series
from tests.links import LINK, TOKEN, safelinks

WARM = 5
MOST_SECONDS = 300
HOSTILE_SIZE = 1_000_000


def measure(count: int) -> Iterable[tuple[Series, float]]:
    """Processor milliseconds of reading so many mails of each kind."""
    return measured_alone(__name__, count, APP, MOST_SECONDS)


def usual(number: int = 0, origin: str = "") -> bytes:
    """A mail as the service sends them, with a link and an account of its own.

    Args:
        number: which of many; token, extension and address follow from it.
        origin: whom its link leads to, a mock; the real service if empty.
    """
    token = f"{number:032x}" if number or origin else TOKEN
    link = LINK.replace(TOKEN, token)
    if origin:
        link = f"{origin}{link.partition('.com')[2].replace('40012345678', 'ok')}"
    facts = FACTS.format(extension=1000 + number, email=f"eva{number}@beispiel.example")
    return mail(link, NOW, facts=facts, shown="Konto aktivieren").encode()


def hostile() -> bytes:
    """A page full of wrapped addresses, each of which has to be looked into."""
    head = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
    anchor = f'<a href="{safelinks(LINK)}">https://b.example</a> '
    body = "".join(anchor.replace(TOKEN, f"{n:032x}") for n in range(HOSTILE_SIZE // len(anchor)))
    return head + body.encode()


def timed(count: int) -> dict[str, list[float]]:
    """Each kind in turn, after some that do not count."""
    from api_client.mail.line_memory import forget_lines
    from api_client.mail.read import read_mail

    times: dict[str, list[float]] = {"mail": [], "mail-of-many": [], "hostile-mail": []}
    made_to_be_slow = hostile()

    def one(quantity: str, data: bytes, *, more_follow: bool = False) -> None:
        begun = time.process_time()
        read_mail(data, more_follow=more_follow)
        times[quantity].append((time.process_time() - begun) * 1_000)

    for number in range(WARM + count):
        one("mail", usual(number))
    for number in range(WARM + count):
        one("mail-of-many", usual(number), more_follow=True)
    forget_lines()
    for _ in range(WARM + max(1, count // 20)):
        one("hostile-mail", made_to_be_slow)
    return {quantity: values[WARM:] for quantity, values in times.items()}


if __name__ == "__main__":
    print(json.dumps(timed(int(sys.argv[1]))))
