"""The brands whose activation links are known, as data, and what a link's host is worth.

Sources: brand ids and codes from the vendor's developer guide ("brand guidelines") and its widget
library's brand table, web apps from its embeddable app's brand files, link hosts (and the ids of
partners) from a public QA helper of the vendor, sender and German subject from the CompanyFlex
guide ("Aktivierung Hauptbenutzer"), the English subject from universities' help pages.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from api_client.loopback import may_lead_to

_DOWNLOAD_PAGE = "https://support.ringcentral.com/download"
_LOGIN = "https://login.ringcentral.com/?brandId="
_SEGREGATED_LOGIN = "https://login.ringcentral.biz/?brandId="


class Subjects(NamedTuple):
    """The subject of the activation mail; None where it is not known."""

    de: str | None = None
    en: str | None = None


_NO_SUBJECTS = Subjects()


@dataclass(frozen=True, slots=True)
class Brand:
    """One brand of the product.

    `slug` is what the contract calls it, `name` what people do. `link_hosts` and `senders` are
    exact, and empty where no public source names one; so are `web_app` and `brand_id`, the vendor's
    number, None. `gateway` is the origin that answers the contract for this brand: none does today.
    """

    slug: str
    name: str
    brand_id: str | None
    link_hosts: tuple[str, ...]
    senders: tuple[str, ...] = ()
    subjects: Subjects = _NO_SUBJECTS
    web_app: str | None = None
    download_page: str | None = None
    login_url: str | None = None
    gateway: str | None = None


def _partner(
    slug: str,
    name: str,
    brand_id: str | None,
    *hosts: str,
    web_app: str | None = None,
    login: str = _LOGIN,
) -> Brand:
    """A partner of whom no more than this is known."""
    login_url = login + brand_id if brand_id else None
    return Brand(slug, name, brand_id, hosts, web_app=web_app, login_url=login_url)


BRANDS: tuple[Brand, ...] = (
    Brand(
        slug="unify-office-telekom",
        name="Unify Office by RingCentral",
        brand_id="2040",
        link_hosts=("secure.unifyoffice-telekom.ringcentral.com",),
        senders=("support@email.unifyoffice-telekom.ringcentral.com",),
        subjects=Subjects(
            de="Sie wurden dem Unify Office by RingCentral-Geschäftstelefonsystem "
            "Ihres Unternehmens hinzugefügt",
        ),
        download_page=_DOWNLOAD_PAGE,
        login_url=_LOGIN + "2040",
    ),
    Brand(
        slug="ringcentral-telekom",
        name="RingCentral mit Telekom",
        brand_id="2030",
        link_hosts=("secure.telekom.ringcentral.com",),
        download_page=_DOWNLOAD_PAGE,
        login_url=_LOGIN + "2030",
    ),
    Brand(
        slug="unify-office",
        name="Unify Office",
        brand_id="2020",
        link_hosts=("secure.unifyoffice.com",),
        web_app="https://app.unifyoffice.com/",
        download_page=_DOWNLOAD_PAGE,
        login_url=_LOGIN + "2020",
    ),
    Brand(
        slug="ringcentral",
        name="RingCentral",
        brand_id="1210",
        link_hosts=(
            "secure.ringcentral.com",
            "secure.ringcentral.eu",
            "secure.ringcentral.co.uk",
            "secure.ringcentral.ca",
            "secure.ringcentral.au",
        ),
        senders=("support@ringcentral.com",),
        subjects=Subjects(
            en="You have been added to your company's RingCentral business phone system",
        ),
        web_app="https://app.ringcentral.com/",
        download_page=_DOWNLOAD_PAGE,
        login_url=_LOGIN + "1210",
    ),
    Brand(
        slug="avaya-cloud-office",
        name="Avaya Cloud Office",
        brand_id="6010",
        link_hosts=("secure.cloudoffice.avaya.com",),
        web_app="https://app.cloudoffice.avaya.com/",
        login_url=_LOGIN + "6010",
    ),
    Brand(
        slug="rainbow-office",
        name="Rainbow Office",
        brand_id="2110",
        link_hosts=("secure.rainbowoffice.com",),
        web_app="https://app.rainbowoffice.com/",
        login_url=_LOGIN + "2110",
    ),
    _partner("ecotel", "RingCentral mit ecotel", "4210", "secure.ecotel.ringcentral.com"),
    _partner("1und1", "RingCentral mit 1&1", "4710", "secure.1und1.ringcentral.com"),
    _partner(
        "vodafone-business",
        "RingCentral with Vodafone Business",
        "7010",
        "secure.vodafonebusiness.ringcentral.com",
    ),
    _partner("sunrise", "RingCentral with Sunrise", "2050", "secure.sunrise.ringcentral.com"),
    _partner("symphony", "RingCentral with Symphony", "4810", "secure.symphony.ringcentral.com"),
    _partner("frontier", "RingCentral with Frontier", "4910", "secure.frontier.ringcentral.com"),
    _partner("eastlink", "RingCentral with Eastlink", "4610", "secure.eastlink.ringcentral.com"),
    _partner(
        "spectrum-enterprise",
        "RingCentral with Spectrum Enterprise",
        None,
        "secure.spectrumenterprise.ringcentral.com",
    ),
    _partner(
        "spectrum-business",
        "RingCentral with Spectrum Business",
        None,
        "secure.spectrumbusiness.ringcentral.com",
    ),
    _partner(
        "verizon",
        "RingCentral with Verizon",
        "2210",
        "secure.verizon.ringcentral.biz",
        login=_SEGREGATED_LOGIN,
    ),
    _partner(
        "bt-cloud-work",
        "BT Cloud Work",
        "7710",
        "setup.btcloudphone.bt.com",
        web_app="https://app.cloudwork.bt.com/",
    ),
    _partner(
        "telus-business-connect",
        "TELUS Business Connect",
        "7310",
        "businessconnect.telus.com",
        web_app="https://app.businessconnect.telus.com/",
    ),
    _partner(
        "att-office-at-hand",
        "AT&T Office@Hand",
        "3420",
        web_app="https://app.officeathand.att.com/",
        login=_SEGREGATED_LOGIN,
    ),
)

OWNERS = (
    "ringcentral.com", "ringcentral.eu", "ringcentral.co.uk", "ringcentral.ca", "ringcentral.au",
    "ringcentral.biz", "unifyoffice.com", "avaya.com", "rainbowoffice.com", "bt.com", "telus.com",
    "att.com",
)  # fmt: skip
"""Domains of the vendor and its partners. A host below one is no forgery, but not known for that."""

LINK_HOSTS: dict[str, Brand] = {host: brand for brand in BRANDS for host in brand.link_hosts}
"""Every known link host and whose it is; nothing but an equal host matches."""

SENDERS: dict[str, Brand] = {sender: brand for brand in BRANDS for sender in brand.senders}
"""Every known sender of activation mails; nothing but an equal address matches."""

_BY_SLUG = {brand.slug: brand for brand in BRANDS}


class Hosted(Protocol):
    """What leads to a host: an activation link, or a mail's."""

    @property
    def origin(self) -> str:
        """`scheme://host[:port]`."""

    @property
    def host(self) -> str:
        """The host, with its port where that is not the scheme's own."""

    @property
    def is_loopback(self) -> bool:
        """Whether it is this very machine."""


@dataclass(frozen=True, slots=True)
class Trust:
    """What a link's host is: a brand's own, this machine, or nobody known.

    `brand` is there exactly with the kind `brand`.
    """

    kind: Literal["brand", "loopback", "unknown"]
    brand: Brand | None = None


def brand_of(host: str) -> Brand | None:
    """The brand that lists this very host (lower-case, no port), or None."""
    return LINK_HOSTS.get(host)


def owner_of(host: str) -> str | None:
    """The vendor's or a partner's domain to which a host belongs (any case, perhaps a port), or None."""
    below = f".{host.partition(':')[0].lower().rstrip('.')}"
    return next((owner for owner in OWNERS if below.endswith(f".{owner}")), None)


def brand_by_slug(slug: str) -> Brand | None:
    """The brand of an `Account.brand`, or None."""
    return _BY_SLUG.get(slug)


def trust(link: Hosted) -> Trust:
    """What the link's host is worth; hosts compare exactly, and a brand's only by https."""
    if link.is_loopback:
        return Trust("loopback" if may_lead_to(link.origin) else "unknown")
    brand = brand_of(link.host)
    if brand is None or not link.origin.startswith("https://"):
        return Trust("unknown")
    return Trust("brand", brand)


def origin_to_ask(link: Hosted, trusted_hosts: frozenset[str]) -> str:
    """The origin that may be asked about a link when the user named no backend.

    Args:
        link: the link.
        trusted_hosts: `host[:port]` as the user named them, lower-case. A brand's own host is
            not asked even if it is among them: it answers no such questions.

    Raises:
        NoPublicInterface: the link is a known brand's, which publishes no interface.
        UnknownHost: the host is neither this machine nor named.
    """
    from api_client.problems import NoPublicInterface, UnknownHost

    trusted = trust(link)
    if trusted.kind == "loopback":
        return link.origin
    if trusted.brand is not None:
        if trusted.brand.gateway is None:
            raise NoPublicInterface
        return trusted.brand.gateway
    if link.host in trusted_hosts and link.origin.startswith("https://"):
        return link.origin
    raise UnknownHost(link.host)
