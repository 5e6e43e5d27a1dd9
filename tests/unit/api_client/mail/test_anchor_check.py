"""What anchors show beside where they lead."""

import pytest

from api_client.link import find_links
from api_client.mail.activation_mail import Disguise
from api_client.mail.anchor_check import shown_elsewhere
from api_client.mail.read import read_mail
from tests.links import HOST, LINK, TOKEN, activation_link, safelinks

HEAD = b"From: a@b.example\nSubject: x\nContent-Type: text/html\n\n"
LOGIN = "https://unify-aktivierung.example/login"
DISGUISED = {
    "an address": f'<a href="{LOGIN}">https://{HOST}/rc-web/confirmation/</a>',
    "a host": f'<a href="{LOGIN}">{HOST}</a>',
    "another host of the owner": f'<a href="{LOGIN}">www.ringcentral.com/login</a>',
    "in bold": f"<a/href={LOGIN}><b>https://</b>{HOST}<wbr>/x</a>",
    "over an attribute": f'<a title=">" href="{LOGIN}">{HOST}</a>',
    "through a redirector": f'<a href="{safelinks(LOGIN)}">https://{HOST}</a>',
    "without a scheme": f'<a href="//unify-aktivierung.example/x">https://{HOST}</a>',
    "from a base": f'<base href="{LOGIN}"><a href="y">https://{HOST}</a>',
    "with a port": f'<a href="https://unify-aktivierung.example:8443/">https://{HOST}</a>',
}
FITTING = {
    "the same host": f'<a href="https://{HOST}/login">https://{HOST}/</a>',
    "the same owner": '<a href="https://go.ringcentral.com/x">www.ringcentral.com</a>',
    "a filter": f'<a href="https://protect-eu.mimecast.com/s/x">https://{HOST}</a>',
    "a redirector to it": f'<a href="{safelinks(f"https://{HOST}/x")}">https://{HOST}</a>',
    "words": f'<a href="{LOGIN}">RingCentral</a>',
    "another's host": f'<a href="{LOGIN}">www.telekom.example</a>',
    "a mail address": f'<a href="mailto:x@y.example">support@{HOST}</a>',
    "nowhere": f'<a name="x">https://{HOST}</a>',
    "a link, which is told elsewhere": f'<a href="{LINK}">https://{HOST}</a>',
}


@pytest.mark.parametrize("name", DISGUISED)
def test_an_anchor_that_shows_the_providers_host_and_leads_elsewhere_is_told(name: str) -> None:
    mail = read_mail(HEAD + DISGUISED[name].encode())
    assert [each.host for each in mail.disguises] == ["unify-aktivierung.example"]
    assert read_mail(HEAD + DISGUISED[name].encode() * 9).disguises == mail.disguises


@pytest.mark.parametrize("name", FITTING)
def test_an_anchor_that_shows_where_it_leads_is_not(name: str) -> None:
    assert read_mail(HEAD + FITTING[name].encode()).disguises == ()


def test_a_disguise_shows_no_token() -> None:
    page = f'<a href="{LOGIN}?x">{LINK}</a>'
    [disguise] = shown_elsewhere(page).disguises
    assert TOKEN[:9] not in disguise.shown
    assert find_links(page) == []


def test_a_link_is_told_with_what_its_anchor_shows() -> None:
    page = f'<a/href="{LINK}">https://bank.example</a>'
    assert shown_elsewhere(page).of_links == {activation_link(): "https://bank.example"}
    assert Disguise("a", "b") != Disguise("a", "c")
