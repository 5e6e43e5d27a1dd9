"""What looks like an activation link and is none, and why."""

import base64
import re
from urllib.parse import quote, unquote

import pytest

from api_client.link import RefusalReason, find_links, find_refused
from tests.links import HOST, LINK, ORIGIN, PATH, TOKEN, safelinks

QUERY = f"{PATH}?1:{TOKEN}"
ESCAPED = "".join(f"%{ord(digit):x}" for digit in TOKEN)
BASE64 = base64.b64encode(LINK.encode()).decode()

REFUSED: list[tuple[RefusalReason, str]] = [
    ("http-scheme", f"http://{HOST}{QUERY}"),
    ("http-scheme", f"http://evil.example{QUERY}"),
    ("http-scheme", safelinks(f"http://{HOST}{QUERY}")),
    ("user-info", f"https://{HOST}@evil.example{QUERY}"),
    ("user-info", f"https://user:word@{HOST}{QUERY}"),
    ("user-info", f"https://{HOST}\\@evil.example{QUERY}"),
    ("user-info", f"https://{HOST}%40evil.example{QUERY}"),
    ("user-info", f"http://user@127.0.0.1:8025{QUERY}"),
    ("user-info", f"https://{TOKEN}@{HOST}{QUERY}"),
    ("shape", f"{ORIGIN}{PATH}"),
    ("shape", f"{ORIGIN}/rc-web/confirmation/{TOKEN}"),
    ("user-info", f"https://{ESCAPED}@{HOST}{QUERY}"),
    ("shape", f"{ORIGIN}/rc-web/confirmation/{ESCAPED}"),
    ("shape", f"{ORIGIN}{PATH}?1:{TOKEN[:-1]}"),
    ("shape", f"{ORIGIN}{PATH}?1:{TOKEN}0"),
    ("shape", f"{ORIGIN}/other.html?1:{TOKEN}"),
    ("shape", f"{ORIGIN}/go?token=1-{TOKEN}"),
    ("shape", f"{ORIGIN}:99999{QUERY}"),
    ("shape", f"http://127.0.0.1:8025{PATH}?OK:{TOKEN}"),
    ("unknown-host", f"https://evil.example{QUERY}"),
    ("unknown-host", f"https://{HOST}.evil.example{QUERY}"),
    ("unknown-host", f"https://{HOST}:8443{QUERY}"),
    ("unknown-host", f"https://ſecure.ringcentral.com{QUERY}"),
    ("unknown-host", f"https://evil.example/go?token=1:{TOKEN}"),
    ("unknown-host", safelinks(f"https://evil.example{QUERY}")),
    ("opaque-wrapper", f"https://click.example/?x={BASE64}"),
    ("opaque-wrapper", f"https://click.example/{BASE64}"),
    ("opaque-wrapper", f"https://click.example/?dest={quote(LINK, safe='')}"),
    ("opaque-wrapper", "https://secure-web.cisco.com/1G_SeRH3AwLxm6UgXB2UDNDVNmryPBba/x"),
    (
        "opaque-wrapper",
        "https://atpscan.global.hornetsecurity.com/?d=bl0Wkj&f=kXUM&i=&k=zA1z&m=2hBC",
    ),
    ("opaque-wrapper", "https://seclinks.cloud-security.net/url/AbC-dEf"),
    (
        "opaque-wrapper",
        f"https://mibc-fr-04.mailinblack.com/securelink/?url=https%3A%2F%2F{HOST}&key={BASE64}",
    ),
    (
        "opaque-wrapper",
        "https://eu-central-1.protection.sophos.com/?d=ringcentral.com&u=aHQ0cA==&i=N",
    ),
    ("opaque-wrapper", "https://protect-eu.mimecast.com/s/AbCdEf?domain=x"),
    ("opaque-wrapper", "https://urldefense.com/v3/__*__;!!x$"),
]


@pytest.mark.parametrize(("reason", "text"), REFUSED)
def test_the_reason_is_told(reason: RefusalReason, text: str) -> None:
    for pasted in (text, f"Hier: <{text}>.", f"> {text}"):
        assert [refused.reason for refused in find_refused(pasted)] == [reason]


@pytest.mark.parametrize(("reason", "text"), REFUSED)
def test_a_refusal_shows_the_host_and_no_token(reason: RefusalReason, text: str) -> None:
    (refused,) = find_refused(text)
    assert re.search(r"[0-9a-fA-F]{8}", refused.text) is None
    assert TOKEN not in unquote(refused.text)
    assert BASE64[:20] not in refused.text
    assert refused.text.isprintable()
    assert refused.text.startswith("http")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://www.telekom.de/hilfe",
        f"https://{HOST}/",
        f"https://{HOST}/legal/privacy.html?lang=de",
        "https://example.org/?token=abc&q=1:2",
        "https://github.com/a/b/commit/" + TOKEN,
        safelinks("https://www.telekom.de/"),
        f"md5:{TOKEN}",
        f"1:{TOKEN}",
        LINK,
        f"http://127.0.0.1:8025{QUERY}",
        f"http://localhost:8025{PATH}?token=ok:{TOKEN}",
    ],
)
def test_nothing_is_refused_that_is_a_link_or_does_not_look_like_one(text: str) -> None:
    assert find_refused(text) == []


def test_a_refusal_is_told_once_and_in_order() -> None:
    text = f"http://{HOST}{QUERY} {LINK} http://{HOST}{QUERY} {ORIGIN}{PATH}"
    assert [refused.reason for refused in find_refused(text)] == ["http-scheme", "shape"]


def test_a_link_beside_a_refused_one_is_still_found() -> None:
    text = f"http://{HOST}{QUERY}\n{LINK}\nhttps://{HOST}@evil.example{QUERY}"
    assert [link.origin for link in find_links(text)] == [ORIGIN]
    assert [refused.reason for refused in find_refused(text)] == ["http-scheme", "user-info"]


@pytest.mark.parametrize(
    ("host", "reason"),
    [("evil.example", "unknown-host"), ("a@secure.unifyoffice.com", "user-info")],
)
def test_a_path_like_that_of_a_link_wraps_none(host: str, reason: str) -> None:
    [refused] = find_refused(f"https://{host}/rc-web/confirmation/x?y")
    assert refused.reason == reason
