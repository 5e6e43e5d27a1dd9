"""What speaks for a mail or a link, and what against it: findings as data, without words.

Only the link's host decides who gets to know the token. Sender and subject are easily forged, so
"good" there means no more than "as it should be"; what a header claims of a mail's authentication
is never more than a notice.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from api_client.brands import SENDERS, owner_of, trust
from api_client.link import ActivationLink, Refused
from api_client.mail.authentication_results import of_another_domain
from api_client.mail.domains import belong_together, domain_of
from api_client.mail.known_subjects import is_known_subject
from api_client.mail.lookalike_hosts import (
    decoded,
    is_punycode,
    looks_like,
    mixes_scripts,
    without_port,
)

if TYPE_CHECKING:
    from api_client.mail.activation_mail import ActivationMail, Claim, Sender

TrustStanding = Literal["good", "notice", "warning", "danger"]

TrustFindingId = Literal[
    "sender-known",
    "sender-unknown",
    "sender-missing",
    "sender-several",
    "sender-quoted",
    "reply-elsewhere",
    "subject-known",
    "subject-unknown",
    "host-brand",
    "host-loopback",
    "host-of-owner",
    "host-unknown",
    "host-looks-alike",
    "host-mixed-scripts",
    "host-punycode",
    "link-shown-differs",
    "link-unwrapped",
    "link-elsewhere",
    "anchor-disguised",
    "link-refused",
    "no-link",
    "not-https",
    "claim-pass",
    "claim-elsewhere",
    "claim-nothing",
    "claim-fail",
    "claim-none",
    "age-fresh",
    "age-expired",
    "age-future",
    "age-unknown",
    "several-links",
    "forwarded",
    "unreadable",
]

LINK_LIFE = timedelta(hours=48)
"""How long a link is valid after its mail (guide: "innerhalb von 48 Stunden")."""

CLOCKS_APART = timedelta(minutes=10)
"""By how much the clocks of sender and reader may differ."""

MAX_LINKS = 50
"""Links, and refused ones, that are judged one by one."""

MAX_NAMED = 3
"""Hosts that one finding names, and findings of one kind about anchors."""

_FAILED = frozenset({"fail", "hardfail", "softfail", "permerror"})


@dataclass(frozen=True, slots=True)
class TrustFinding:
    """One thing worth knowing before a server is asked.

    `values` are what a sentence about it needs, all of them outside text and none of them secret:

    - sender-known, sender-unknown, sender-quoted: `address`, `name`; sender-several: `addresses`
    - subject-…: `subject` · forwarded: `address` · unreadable: `kind` · several-links: `count`
    - reply-elsewhere: `address` · anchor-disguised: `shown`, `host`
    - link-elsewhere: `hosts` (the first of them), `count`
    - host-…: `host`; host-of-owner also `owner`; host-brand also `brand` (slug); host-looks-alike
      also `known`; host-punycode also `decoded`, what people would read
    - link-shown-differs: `shown`, `host` · link-unwrapped: `wrapper`, `host`
    - link-refused: `text`, `reason`, `host` · not-https: `text`
    - claim-…: `methods`, `domains`, `server`; claim-elsewhere also `sender` (its domain),
      claim-nothing also `results`
    - age-…: `sent_at` (ISO 8601), `hours` (whole hours since, negative if it is to come)
    """

    id: TrustFindingId
    standing: TrustStanding
    values: Mapping[str, str] = field(default_factory=dict)


def findings(mail: "ActivationMail | ActivationLink", now: datetime) -> tuple[TrustFinding, ...]:
    """Everything worth knowing about a mail, or about a link without one, in display order.

    Args:
        mail: the mail, or a bare link.
        now: the moment to which the mail's age is told; aware.
    """
    if isinstance(mail, ActivationLink):
        return _each_once(_of_host(mail))
    return _each_once(
        [
            *_of_sender(mail),
            *_of_subject(mail),
            *_of_links(mail),
            *_of_age(mail, now),
            *_of_claims(mail),
        ]
    )


def _each_once(found: Iterable[TrustFinding]) -> tuple[TrustFinding, ...]:
    once: list[TrustFinding] = []
    for finding in found:
        if finding not in once:
            once.append(finding)
    return tuple(once)


def _of_sender(mail: "ActivationMail") -> Iterator[TrustFinding]:
    sender = mail.sender
    if len(mail.senders) > 1:
        yield TrustFinding(
            "sender-several", "warning", {"addresses": ", ".join(map(str, mail.senders))}
        )
    elif sender is None:
        yield TrustFinding("sender-missing", "warning" if mail.has_headers else "notice")
    else:
        values = {"address": sender.address, "name": sender.name}
        if sender.address in SENDERS:
            yield TrustFinding("sender-known", "good", values)
        else:
            yield TrustFinding(
                "sender-unknown", "danger" if "@" in sender.name else "warning", values
            )
    if mail.forwarded_by:
        yield TrustFinding("forwarded", "notice", {"address": mail.forwarded_by.address})
    if mail.quoted_sender:
        quoted = {"address": mail.quoted_sender.address, "name": mail.quoted_sender.name}
        yield TrustFinding("sender-quoted", "notice", quoted)
    if sender is not None:
        yield from _of_answers(mail.reply_to, domain_of(sender.address))


def _of_answers(reply_to: "Iterable[Sender]", own: str) -> Iterator[TrustFinding]:
    """Where answers go, if that is not where the mail comes from."""
    for each in reply_to:
        if not belong_together(domain_of(each.address), own):
            yield TrustFinding("reply-elsewhere", "warning", {"address": each.address})
            return


def _of_subject(mail: "ActivationMail") -> Iterator[TrustFinding]:
    if not mail.has_headers:
        return
    subject = mail.subject or ""
    values = {"subject": subject}
    yield (
        TrustFinding("subject-known", "good", values)
        if is_known_subject(subject)
        else TrustFinding("subject-unknown", "notice", values)
    )


def _of_links(mail: "ActivationMail") -> Iterator[TrustFinding]:
    if not mail.links:
        yield TrustFinding("no-link", "danger")
    if len(mail.links) > 1:
        yield TrustFinding("several-links", "notice", {"count": str(len(mail.links))})
    for each in mail.links[:MAX_LINKS]:
        yield from _of_host(each.link)
        if each.shown is not None:
            values = {"shown": each.shown, "host": each.link.host}
            yield TrustFinding("link-shown-differs", "danger", values)
        if each.wrapped_by:
            values = {"wrapper": each.wrapped_by, "host": each.link.host}
            yield TrustFinding("link-unwrapped", "notice", values)
    for disguise in mail.disguises[:MAX_NAMED]:
        values = {"shown": disguise.shown, "host": disguise.host}
        yield TrustFinding("anchor-disguised", "danger", values)
    if mail.links:
        yield from _of_others(mail)
    for refused in mail.refused[:MAX_LINKS]:
        if not (mail.links and refused.reason == "unknown-host"):
            yield from _of_refused(refused)
    if mail.unreadable:
        yield TrustFinding(
            "unreadable", "notice" if mail.links else "danger", {"kind": mail.unreadable}
        )


def _of_others(mail: "ActivationMail") -> Iterator[TrustFinding]:
    """What else in a mail leads to strangers, told once: nobody is led there by the link."""
    own = {without_port(each.link.host) for each in mail.links}
    unknown = (refused.host for refused in mail.refused if refused.reason == "unknown-host")
    hosts = list(dict.fromkeys(host for host in unknown if host and host not in own))
    strangers = [host for host in hosts if owner_of(host) is None]
    if strangers:
        named = ", ".join(strangers[:MAX_NAMED]) + (
            f" + {len(strangers) - MAX_NAMED}" if len(strangers) > MAX_NAMED else ""
        )
        values = {"hosts": named, "count": str(len(strangers))}
        yield TrustFinding("link-elsewhere", "danger", values)


def _of_host(link: ActivationLink) -> Iterator[TrustFinding]:
    trusted = trust(link)
    host = link.host
    if trusted.kind == "brand" and trusted.brand:
        yield TrustFinding("host-brand", "good", {"host": host, "brand": trusted.brand.slug})
    elif trusted.kind == "loopback":
        yield TrustFinding("host-loopback", "good", {"host": host})
    else:
        yield from _of_unknown(host)
        if not link.origin.startswith("https://"):
            yield TrustFinding("not-https", "danger", {"text": link.origin})


def _of_refused(refused: Refused) -> Iterator[TrustFinding]:
    if refused.reason == "http-scheme":
        yield TrustFinding("not-https", "danger", {"text": refused.text})
    else:
        values = {"text": refused.text, "reason": refused.reason, "host": refused.host}
        yield TrustFinding("link-refused", "warning", values)
    if refused.reason == "unknown-host" and refused.host:
        yield from _of_unknown(refused.host)


def _of_unknown(host: str) -> Iterator[TrustFinding]:
    if owner := owner_of(host):
        yield TrustFinding("host-of-owner", "warning", {"host": host, "owner": owner})
        return
    yield TrustFinding("host-unknown", "danger", {"host": host})
    if known := looks_like(host):
        yield TrustFinding("host-looks-alike", "danger", {"host": host, "known": known})
    if is_punycode(host):
        yield TrustFinding("host-punycode", "warning", {"host": host, "decoded": decoded(host)})
    if mixes_scripts(host):
        yield TrustFinding("host-mixed-scripts", "danger", {"host": host, "decoded": decoded(host)})


def _of_age(mail: "ActivationMail", now: datetime) -> Iterator[TrustFinding]:
    if mail.sent_at is None:
        yield TrustFinding("age-unknown", "notice")
        return
    age = now - mail.sent_at
    values = {"sent_at": mail.sent_at.isoformat(), "hours": str(int(age / timedelta(hours=1)))}
    if age > LINK_LIFE:
        yield TrustFinding("age-expired", "warning", values)
    elif age < -CLOCKS_APART:
        yield TrustFinding("age-future", "warning", values)
    else:
        yield TrustFinding("age-fresh", "good", values)


def _of_claims(mail: "ActivationMail") -> Iterator[TrustFinding]:
    """What each server says passed, what failed, or that it found nothing."""
    own = domain_of(mail.sender.address) if mail.sender else None
    for server in dict.fromkeys(claim.stated_by for claim in mail.claims):
        stated = [claim for claim in mail.claims if claim.stated_by == server]
        passed = [claim for claim in stated if claim.result == "pass"]
        failed = [claim for claim in stated if claim.result in _FAILED]
        if failed:
            yield TrustFinding("claim-fail", "warning", _claimed(failed))
        elsewhere = of_another_domain(passed, own) if own else []
        if elsewhere:
            values = _claimed(elsewhere) | {"sender": own or ""}
            yield TrustFinding("claim-elsewhere", "warning", values)
        if rest := [claim for claim in passed if claim not in elsewhere]:
            yield TrustFinding("claim-pass", "notice", _claimed(rest))
        if not (passed or failed):
            results = ", ".join(dict.fromkeys(claim.result for claim in stated))
            yield TrustFinding("claim-nothing", "notice", _claimed(stated) | {"results": results})
    if not mail.claims and mail.has_headers:
        yield TrustFinding("claim-none", "notice")


def _claimed(claims: "list[Claim]") -> dict[str, str]:
    return {
        "methods": ", ".join(dict.fromkeys(claim.method for claim in claims)),
        "domains": ", ".join(dict.fromkeys(claim.domain for claim in claims if claim.domain)),
        "server": claims[0].stated_by,
    }
