"""What shows who a person is: names, companies, addresses, numbers, links, names of files.

In presenter mode each is masked so that its kind can be told, and neither what it says nor how long
it is: `E••• V•••`, `e•••@b•••`, `+49 •••`. Facts come through here before they are put into words,
so that screens, lines and what is left in the terminal at the end say the same. Whatever is public
stays: the hosts, addresses and senders of the known providers, and this very machine.

Without presenter mode everything is given back as it came.
"""

import os.path
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import normalize

from api_client.activation_link import is_loopback
from api_client.brands import BRANDS, LINK_HOSTS, SENDERS, owner_of
from tui.i18n import _
from tui.terminal.charset import spelled
from tui.terminal.presenter import is_presenting

if TYPE_CHECKING:
    from api_client.mail import MailFacts
    from api_client.mail.compare import Difference
    from api_client.mail.trust import TrustFinding
    from api_client.models import Account
    from tui.browser.address import Address

MASK = "•••"

_MOST_WORDS = 3
"""Of a name: more would tell which of many companies it is."""

_PUBLIC_URLS = frozenset(
    url.rstrip("/")
    for brand in BRANDS
    for url in (brand.web_app, brand.download_page, brand.login_url)
    if url
)

_AFTER_HOST = re.compile("[/?#]")


def presenter_words() -> str:
    """The same in two words, on screens."""
    return _("Presenter mode")


def presenter_sentence() -> str:
    """That presenter mode is on, in lines."""
    return _("Presenter mode is on: names, email addresses, numbers and links are hidden.")


# The kinds of facts, each as text


def shown_name(name: str) -> str:
    """A person's or a company's name."""
    if not is_presenting() or not name.strip():
        return name
    words = [word for word in name.split() if any(map(str.isalnum, word))]
    return " ".join(_masked(word) for word in words[:_MOST_WORDS]) or _mask()


def shown_email(address: str) -> str:
    """An e-mail address."""
    if not is_presenting() or not address.strip():
        return address
    local, at, domain = address.strip().rpartition("@")
    return f"{_masked(local)}@{_masked(domain)}" if at else _masked(address.strip())


def shown_sender(address: str) -> str:
    """Whom a mail is from; a known sender of activation mails is no person."""
    return address if address in SENDERS else shown_email(address)


def shown_number(number: str) -> str:
    """A phone number, however it is written: its country, if that is Germany."""
    if not is_presenting() or not number.strip():
        return number
    if number.strip().startswith(("+49", "0049")):
        return f"+49 {_mask()}"
    return f"+{_mask()}" if number.strip().startswith("+") else _mask()


def shown_id(text: str) -> str:
    """A receipt's number, an extension, the number of an account."""
    return _mask() if is_presenting() and text else text


def shown_host(host: str) -> str:
    """A host (perhaps with a port): that of a company names it, that of a provider nobody."""
    if not is_presenting() or not host or _is_public_host(host):
        return host
    *labels, last = host.partition(":")[0].rstrip(".").split(".")
    if not labels:
        return _masked(last)
    if not last.isalpha():
        return _mask()  # an address in numbers
    return ".".join([*map(_masked, labels), last])


def shown_domains(domains: str) -> str:
    """Hosts in a row, as findings tell them: `a.example, b.example + 2`."""
    told, plus, count = domains.partition(" + ")
    return ", ".join(map(shown_host, told.split(", "))) + plus + count


def shown_url(url: str) -> str:
    """An address, or an origin, as text: where it leads, and not to whose page."""
    if not hides(url):
        return url
    scheme, separator, rest = _split(url)
    host, *more = _AFTER_HOST.split(rest, maxsplit=1)
    return spelled(
        f"{scheme}{separator}{shown_host(host.rpartition('@')[2])}{'/…' if more else ''}"
    )


def shown_address(address: "Address") -> str:
    """The whole of an address that may be opened."""
    return shown_url(address.url)


def shown_shortly(address: "Address") -> str:
    """An address in a line that names what it is for."""
    return shown_url(address.url).partition("://")[2] if hides(address.url) else address.short()


def hides(url: str) -> bool:
    """Whether an address is not told whole: a code that holds it is not shown either."""
    if not is_presenting() or url.rstrip("/") in _PUBLIC_URLS:
        return False
    host, *more = _AFTER_HOST.split(_split(url)[2].rstrip("/"), maxsplit=1)
    return bool(more) or "@" in host or not _is_public_host(host)


def shown_path(path: str) -> str:
    """A file or folder by what a person called it; where it lies tells whose machine it is."""
    if not is_presenting() or not path or path == "-":
        return path
    stem, suffix = os.path.splitext(os.path.basename(path.rstrip("/")) or path)
    return _masked(stem) + (suffix if suffix[1:].isalnum() and len(suffix) <= 5 else "")


def shown_place(path: str) -> str:
    """Where something is saved under a name of ours, as `folder_name` writes it."""
    if not is_presenting() or path.startswith("~"):
        return path
    return spelled(f"…/{os.path.basename(path)}")


def shown_subject(subject: str) -> str:
    """A mail's subject; who wrote another than the known ones may have put a name into it."""
    if not is_presenting() or not subject.strip():
        return subject
    from api_client.mail.known_subjects import is_known_subject

    return subject if is_known_subject(subject) else _mask()


def said_by_server(message: str) -> str:
    """What a server says of an answer that it does not accept; it may quote whose account it is."""
    return "" if is_presenting() else message


# Facts that belong together


def shown_account(account: "Account") -> "Account":
    """An account as it is told."""
    if not is_presenting():
        return account
    return account.model_copy(
        update={
            "first_name": shown_name(account.first_name),
            "last_name": shown_name(account.last_name),
            "email": shown_email(account.email),
            "company": shown_name(account.company),
            "main_number": _each(account.main_number, shown_number),
            "main_fax_number": _each(account.main_fax_number, shown_number),
            "extension": _each(account.extension, shown_id),
            "direct_number": _each(account.direct_number, shown_number),
        }
    )


def full_name(account: "Account") -> str:
    """First and last name, as they are told."""
    shown = shown_account(account)
    return f"{shown.first_name} {shown.last_name}"


def shown_facts(facts: "MailFacts") -> "MailFacts":
    """What a mail says about an account, as it is told."""
    if not is_presenting():
        return facts
    return replace(
        facts,
        company=_each(facts.company, shown_name),
        main_number=_each(facts.main_number, shown_number),
        extension=_each(facts.extension, shown_id),
        direct_number=_each(facts.direct_number, shown_number),
        login_email=_each(facts.login_email, shown_email),
        first_name=_each(facts.first_name, shown_name),
        last_name=_each(facts.last_name, shown_name),
        name=_each(facts.name, shown_name),
        other_extension=_each(facts.other_extension, shown_id),
    )


_FACTS: Mapping[str, Callable[[str], str]] = {
    "login_email": shown_email,
    "extension": shown_id,
    "main_number": shown_number,
    "direct_number": shown_number,
}
"""By fact of a mail; all others are names."""


def shown_difference(difference: "Difference") -> "Difference":
    """What mail and server tell differently, as it is told."""
    show = _FACTS.get(difference.field, shown_name)
    return replace(
        difference, in_mail=show(difference.in_mail), at_server=show(difference.at_server)
    )


_VALUES: Mapping[str, Callable[[str], str]] = {
    "address": shown_sender,
    "addresses": lambda senders: ", ".join(map(shown_sender, senders.split(", "))),
    "name": shown_name,
    "subject": shown_subject,
    "host": shown_host,
    "hosts": shown_domains,
    "decoded": shown_host,
    "shown": shown_url,
    "text": shown_url,
    "wrapper": lambda host: _filter_name(host),
    "server": shown_host,
    "sender": shown_host,
    "domains": shown_domains,
}
"""By value of a finding. All others are words of ours, or counts."""


def shown_finding(finding: "TrustFinding") -> "TrustFinding":
    """What speaks for a mail or against it, as it is told; known senders and providers stay."""
    if not is_presenting():
        return finding
    values = {
        name: _VALUES[name](value) if name in _VALUES and value else value
        for name, value in finding.values.items()
    }
    return replace(finding, values=values)


# How it is masked


def _masked(word: str) -> str:
    """A word with its first letter alone, where that is not half of what it says."""
    first = normalize("NFC", word)[:1]
    is_letter = len(word) > 1 and first.lower() != first.upper()
    return f"{spelled(first)}{_mask()}" if is_letter else _mask()


def _mask() -> str:
    return spelled(MASK)


def _each(value: str | None, show: Callable[[str], str]) -> str | None:
    return value and show(value)


def _split(url: str) -> tuple[str, str, str]:
    """Scheme, `://` and all that follows; the first two may be missing."""
    scheme, separator, rest = url.partition("://")
    return (scheme, separator, rest) if separator else ("", "", url)


def _is_public_host(host: str) -> bool:
    name = host.partition(":")[0].lower().rstrip(".")
    return is_loopback(host) or name in LINK_HOSTS or owner_of(name) is not None


def _filter_name(host: str) -> str:
    from api_client.link.mail_filters import filter_of

    return filter_of(host) or shown_host(host)
