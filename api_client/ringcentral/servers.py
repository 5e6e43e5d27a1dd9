"""Where the platform is, and how it numbers the brands.

Sources: the servers of the public description (production; the sandbox in its edition of
2024-05-29), "Segregated environments" and "Brand guidelines" of the vendor's developer guide.
"""

from dataclasses import dataclass

from api_client.activation_link import is_loopback
from api_client.brands import BRANDS, Brand
from api_client.urls import host_of, read_base_url


@dataclass(frozen=True, slots=True)
class PlatformServer:
    """One installation of the platform; accounts of one are not known to the others."""

    name: str
    origin: str


PRODUCTION = PlatformServer("production", "https://platform.ringcentral.com")
SANDBOX = PlatformServer("sandbox", "https://platform.devtest.ringcentral.com")
SEGREGATED = PlatformServer("segregated", "https://platform.ringcentral.biz")
"""For two American partners; every other brand, Unify Office included, is at `PRODUCTION`."""

SERVERS: tuple[PlatformServer, ...] = (PRODUCTION, SANDBOX, SEGREGATED)

LOGIN = "https://login.ringcentral.com/"
"""Where to sign in: the page shows the brand whose number it is told."""

_MORE_BRAND_IDS = {"2010": "1210"}
"""Brand ids that belong to a brand listed under another one: RingCentral EU."""


def read_server(text: str) -> str:
    """The origin of a known server by its name or address, or that of a mock on this machine.

    Credentials are sent there, so no other host will do.

    Raises:
        ValueError: it is neither.
    """
    named = {server.name: server.origin for server in SERVERS}
    origin = named.get(text.strip().lower()) or read_base_url(text)
    if origin in named.values() or is_loopback(host_of(origin)):
        return origin
    raise ValueError("not a server of the platform")


def brand_by_id(brand_id: str | None) -> Brand | None:
    """The brand with the vendor's number, or None."""
    if brand_id is None:
        return None
    known = _MORE_BRAND_IDS.get(brand_id, brand_id)
    return next((brand for brand in BRANDS if brand.brand_id == known), None)


def login_page(brand_id: str | None) -> str:
    """Where accounts of a brand sign in, as far as its number tells."""
    return f"{LOGIN}?brandId={brand_id}" if (brand_id or "").isdecimal() else LOGIN
