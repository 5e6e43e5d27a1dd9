"""What people hand in (a link, a mail, any text with a link in it) read as invitations."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from api_client.activation_link import ActivationLink, Refused, plain_link
from api_client.brands import trust

if TYPE_CHECKING:
    from api_client.mail import ActivationMail
    from api_client.mail.compare import Difference
    from api_client.models import Account


@dataclass(frozen=True, slots=True)
class Invitation:
    """One activation link, and the mail that brought it.

    `mail` holds this link alone; it is None where a link came without any words around it.
    `source` is the file or folder it was found in, for people to read; empty for a link that was
    typed, pasted or named itself.
    """

    link: ActivationLink
    mail: "ActivationMail | None" = None
    source: str = ""

    def spent(self) -> "Invitation":
        """What may be kept of it when the link has served: neither its token nor the mail's text."""
        mail = None if self.mail is None else replace(self.mail, links=())
        return replace(self, link=self.link.spent(), mail=mail)

    def contradictions(self, account: "Account") -> "tuple[Difference, ...]":
        """What the mail tells of an account differently than the server; nothing without a mail."""
        if self.mail is None:
            return ()
        from api_client.mail.compare import differences  # a bare link needs none of it

        return differences(self.mail.facts, account)

    def for_login(self, email: str) -> "Invitation":
        """The same, its mail about the person who signs in with this address."""
        if self.mail is None:
            return self
        return replace(
            self, mail=replace(self.mail, facts=replace(self.mail.facts, login_email=email))
        )

    def for_extension(self, number: str) -> "Invitation":
        """The same, its mail about the person with this extension, whatever it said before."""
        if self.mail is None:
            return self
        facts = replace(self.mail.facts, extension=number, other_extension=None)
        return replace(self, mail=replace(self.mail, facts=facts))


@dataclass(frozen=True, slots=True)
class Intake:
    """What was found in one text: invitations, the mail if it is one, and near misses.

    `is_bare` says that the text is the end of a link alone, `<account id>:<token>`, and that
    nobody named the server it is meant for.
    """

    invitations: tuple[Invitation, ...] = ()
    mail: "ActivationMail | None" = None
    refused: tuple[Refused, ...] = ()
    is_bare: bool = False


def read_intake(
    given: bytes | str, *, origin: str | None = None, source: str = "", more_follow: bool = False
) -> Intake:
    """Every invitation in a text or a mail, those to known hosts first; raises nothing.

    Args:
        given: a link, a mail, or anything that may hold one.
        origin: whom a bare `<account id>:<token>` is meant for; without it such pairs do not count.
        source: where it comes from, for people to read.
        more_follow: whether other mails are read next, as `read_mail` takes it.
    """
    text = given if isinstance(given, str) else ""
    if link := plain_link(text.strip()):
        return Intake((Invitation(link, None, source),))
    if _is_one_word(text):
        return _of_words(text, origin, source)
    from api_client.link import find_links
    from api_client.mail.activation_mail import MAX_MAIL, MailLink
    from api_client.mail.read import read_mail

    data = given if isinstance(given, bytes) else given.encode("utf-8", "replace")
    mail = read_mail(data, more_follow=more_follow)
    if mail.is_nothing:
        return _of_words(data[:MAX_MAIL].decode("utf-8", "replace"), origin, source)
    links = mail.links
    if not links:  # a bare pair, or what only the whole source shows
        found = find_links(data[:MAX_MAIL].decode("utf-8", "replace"), origin=origin)
        links = tuple(map(MailLink, found))
    links = tuple(sorted(links, key=lambda each: trust(each.link).kind == "unknown"))
    invitations = (Invitation(each.link, replace(mail, links=(each,)), source) for each in links)
    return Intake(tuple(invitations), mail, mail.refused)


def _is_one_word(text: str) -> bool:
    """Whether it is a link as people type it: no mail is read for that."""
    return bool(text) and len(text) <= LONGEST_WORD and not any(map(str.isspace, text.strip()))


_ADDRESS = re.compile(r"[^\s@<>()\[\]\",;:]{1,64}@[^\s@<>()\[\]\",;:]{1,190}\.[^\W\d_]{2,24}")


def login_address(typed: str) -> str | None:
    """The address to sign in with that was typed; None if it is none."""
    address = typed.strip()
    return address if _ADDRESS.fullmatch(address) else None


_ANY_ORIGIN = "https://somewhere.invalid"


LONGEST_WORD = 4096
"""Characters; a link inside several redirectors may be as long as that."""


def _of_words(text: str, origin: str | None, source: str) -> Intake:
    from api_client.link import find_links, find_refused

    found = find_links(text, origin=origin)
    refused = () if found else tuple(find_refused(text))
    is_bare = (
        not (found or refused or origin)
        and _is_one_word(text)
        and bool(find_links(text, origin=_ANY_ORIGIN))
    )
    found.sort(key=lambda link: trust(link).kind == "unknown")
    return Intake(tuple(Invitation(link, None, source) for link in found), None, refused, is_bare)


def each_once(invitations: Iterable[Invitation]) -> tuple[Invitation, ...]:
    """The invitations in order, each link once, with its mail where any of the sources is one."""
    best: dict[ActivationLink, Invitation] = {}
    for invitation in invitations:
        known = best.setdefault(invitation.link, invitation)
        if known.mail is None and invitation.mail is not None:
            best[invitation.link] = invitation
    return tuple(best.values())
