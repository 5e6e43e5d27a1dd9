"""Known brands, and what a link's host is worth."""

import pytest

from api_client.brands import (
    BRANDS,
    LINK_HOSTS,
    Brand,
    Trust,
    brand_by_slug,
    brand_of,
    origin_to_ask,
    owner_of,
    trust,
)
from api_client.link import ActivationLink
from api_client.problems import NoPublicInterface, UnknownHost
from tests.links import activation_link

LOOKALIKES = [
    "ringcentral.com",
    "www.secure.ringcentral.com",
    "secure.ringcentral.com.evil.example",
    "evilsecure.ringcentral.com",
    "secure-ringcentral.com",
    "xn--secure-ringcentral-com",
    "secure.xn--ringcentrl-v7a.com",
    "secure.ringcentral.com:8443",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "127.0.0.256",
    "127.1",
    "0x7f000001",
    "[::ffff:127.0.0.1]",
    "0.0.0.0",
    "",
]
LOOPBACK = ["localhost", "localhost:8025", "127.0.0.1:8025", "127.9.9.9", "[::1]", "[::1]:8025"]


def link_to(host: str, scheme: str = "https") -> ActivationLink:
    return activation_link(f"{scheme}://{host}")


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.slug)
def test_a_brands_hosts_are_its_own(brand: Brand) -> None:
    assert brand_by_slug(brand.slug) is brand
    assert brand.link_hosts or brand.web_app
    for host in brand.link_hosts:
        assert brand_of(host) is brand
        assert trust(link_to(host)) == Trust("brand", brand)


@pytest.mark.parametrize("host", LINK_HOSTS)
def test_a_known_host_without_encryption_is_nobody(host: str) -> None:
    assert trust(link_to(host, "http")) == Trust("unknown")


@pytest.mark.parametrize(
    "around", ["www.{}", "evil{}", "{}.evil.example", "{}:8443", "{}.", "{}x", "x-{}"]
)
@pytest.mark.parametrize("host", LINK_HOSTS)
def test_nothing_but_the_very_host_is_known(host: str, around: str) -> None:
    assert brand_of(around.format(host)) is None
    assert trust(link_to(around.format(host))) == Trust("unknown")


@pytest.mark.parametrize("host", LOOKALIKES)
def test_what_only_looks_like_a_known_host_is_unknown(host: str) -> None:
    assert brand_of(host) is None
    assert trust(link_to(host)) == Trust("unknown")


@pytest.mark.parametrize("host", LOOPBACK)
def test_this_machine_is_loopback_and_is_asked(host: str) -> None:
    link = link_to(host, "http")
    assert trust(link) == Trust("loopback")
    assert origin_to_ask(link, frozenset()) == link.origin


@pytest.mark.parametrize("host", LINK_HOSTS)
@pytest.mark.parametrize("named", [False, True])
def test_a_brand_without_a_gateway_is_not_asked_even_if_it_is_named(host: str, named: bool) -> None:
    with pytest.raises(NoPublicInterface):
        origin_to_ask(link_to(host), frozenset({host}) if named else frozenset())


@pytest.mark.parametrize("host", LOOKALIKES)
def test_an_unknown_host_is_asked_only_if_this_very_host_is_named(host: str) -> None:
    link = link_to(host)
    others = frozenset({"secure.ringcentral.com", "evil.example", "x" + host})
    with pytest.raises(UnknownHost) as caught:
        origin_to_ask(link, others)
    assert caught.value.host == host
    assert origin_to_ask(link, others | {host}) == link.origin


def test_a_named_host_is_not_asked_without_encryption() -> None:
    with pytest.raises(UnknownHost):
        origin_to_ask(link_to("pilot.example", "http"), frozenset({"pilot.example"}))


def test_the_table_holds_together() -> None:
    slugs = [brand.slug for brand in BRANDS]
    hosts = [host for brand in BRANDS for host in brand.link_hosts]
    assert len(set(slugs)) == len(slugs)
    assert len(set(hosts)) == len(hosts)
    for brand in BRANDS:
        assert all(host == host.lower() and "/" not in host for host in brand.link_hosts)
        assert all(host.count(".") >= 2 and ":" not in host for host in brand.link_hosts)
        assert all(sender == sender.lower() and "@" in sender for sender in brand.senders)
        pages = (brand.web_app, brand.download_page, brand.login_url, brand.gateway)
        assert all(page is None or page.startswith("https://") for page in pages)
        assert brand.gateway is None


def test_the_guides_mail_is_known() -> None:
    brand = brand_by_slug("unify-office-telekom")
    assert brand is not None
    assert brand.link_hosts == ("secure.unifyoffice-telekom.ringcentral.com",)
    assert brand.senders == ("support@email.unifyoffice-telekom.ringcentral.com",)
    assert brand.subjects.de == (
        "Sie wurden dem Unify Office by RingCentral-Geschäftstelefonsystem Ihres Unternehmens"
        " hinzugefügt"
    )


@pytest.mark.parametrize(
    ("host", "brand_id"),
    [
        ("secure.ringcentral.ca", "1210"),
        ("secure.ringcentral.au", "1210"),
        ("secure.ecotel.ringcentral.com", "4210"),
        ("secure.1und1.ringcentral.com", "4710"),
        ("secure.vodafonebusiness.ringcentral.com", "7010"),
        ("secure.sunrise.ringcentral.com", "2050"),
        ("secure.symphony.ringcentral.com", "4810"),
        ("secure.frontier.ringcentral.com", "4910"),
        ("secure.eastlink.ringcentral.com", "4610"),
        ("secure.spectrumenterprise.ringcentral.com", None),
        ("secure.spectrumbusiness.ringcentral.com", None),
        ("secure.verizon.ringcentral.biz", "2210"),
        ("setup.btcloudphone.bt.com", "7710"),
        ("businessconnect.telus.com", "7310"),
    ],
)
def test_the_hosts_of_partners_are_known_with_their_number(host: str, brand_id: str | None) -> None:
    brand = brand_of(host)
    assert brand is not None
    assert brand.brand_id == brand_id
    assert (brand.login_url or "").endswith(brand_id or "")
    assert owner_of(host)


def test_web_apps_of_partners() -> None:
    apps = {brand.brand_id: brand.web_app for brand in BRANDS}
    assert apps["7710"] == "https://app.cloudwork.bt.com/"
    assert apps["7310"] == "https://app.businessconnect.telus.com/"
    assert apps["3420"] == "https://app.officeathand.att.com/"


def test_a_slug_nobody_knows_is_none() -> None:
    assert brand_by_slug("unify-office-2") is None
