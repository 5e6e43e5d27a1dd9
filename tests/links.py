"""Activation links in the shapes in which they reach people, for tests."""

import base64
from collections.abc import Callable
from urllib.parse import quote

from api_client.activation_link import ActivationLink

TOKEN = "0123456789abcdef0123456789abcdef"
OTHER_TOKEN = "fedcba9876543210fedcba9876543210"
HOST = "secure.unifyoffice-telekom.ringcentral.com"
PATH = "/rc-web/confirmation/default.html"
ORIGIN = f"https://{HOST}"
ACCOUNT_ID = "40012345678"
LINK = f"{ORIGIN}{PATH}?{ACCOUNT_ID}:{TOKEN}"
LOCAL_ORIGIN = "http://127.0.0.1:8025"
"""Where the mock server is, unless it is told another port."""

Wrap = Callable[[str], str]


def activation_link(
    origin: str = ORIGIN, account_id: str = ACCOUNT_ID, token: str = TOKEN
) -> ActivationLink:
    """A link as it is read; its `url()` is how it is written."""
    return ActivationLink(origin, account_id, token)


def safelinks(url: str) -> str:
    return (
        "https://eur01.safelinks.protection.outlook.com/?url="
        + quote(url, safe="")
        + "&data=05%7C01%7C%7C0&sdata=Zm9v%3D&reserved=0"
    )


def proofpoint_v1(url: str) -> str:
    return f"https://urldefense.proofpoint.com/v1/url?u={quote(url, safe='')}&k=a%3D&r=b"


def proofpoint_v2(url: str) -> str:
    encoded = quote(url, safe="/").replace("-", "%2D").replace("_", "%5F")
    return (
        "https://urldefense.proofpoint.com/v2/url?u="
        + encoded.replace("%", "-").replace("/", "_")
        + "&d=DwMFAg&c=abc"
    )


def proofpoint_v3(url: str) -> str:
    listed = "".join(character for character in url if character in "%*")
    replaced = base64.urlsafe_b64encode(listed.encode()).decode().rstrip("=")
    return f"https://urldefense.com/v3/__{url.replace('%', '*')}__;{replaced}!!Ab1-_c!hsxs5$"


def redirector(parameter: str) -> Wrap:
    def wrap(url: str) -> str:
        return f"https://click.example/go?id=7&{parameter}={quote(url, safe='')}&x=1"

    return wrap


def in_path(before: str, after: str = "", *, encoded: bool = False) -> Wrap:
    """A redirector in whose path the address stands in clear."""

    def wrap(url: str) -> str:
        return before + (quote(url, safe="") if encoded else url) + after

    return wrap


WRAPS: dict[str, Wrap] = {
    "Cisco": in_path("https://secure-web.cisco.com/1G_SeRH3AwLxm6U-gXB2UD/", encoded=True),
    "Check Point v1": lambda url: (
        "https://checkpoint.url-protection.com/v1/r07/url?o="
        + quote(url, safe="/")
        + "&g=NjQ2ZjJkOWIwMjZiYTExYw==&h=M2IxMDZj&p=bWVjMTp0"
    ),
    "Check Point v2": in_path(
        "https://protect.checkpoint.com/v2/r01/___", "___.YzJ1OnN0YXRlOmM6bzo5"
    ),
    "Check Point v2, Outlook": lambda url: in_path(
        "https://url.avanan.click/v2/___", "___.YXAzOnRvb2VsZXNj#x"
    )(url.replace("://", ":/", 1)),
    "Hornetsecurity": lambda url: (
        "https://atpscan.global.hornetsecurity.com/?d=OPVB0l7g&f=ct4f&i=&k=QwqN&s=ef12&u="
        + quote(url, safe="")
    ),
    "Hornetsecurity's path": in_path(
        "https://seclinks.cloud-security.net/url/Ab-C_d/", encoded=True
    ),
    "Edgepilot": lambda url: f"https://link.edgepilot.com/s/1a2b3c4d/xYz?u={quote(url, safe='/:')}",
    "SafeLinks": safelinks,
    "Proofpoint v1": proofpoint_v1,
    "Proofpoint v2": proofpoint_v2,
    "Proofpoint v3": proofpoint_v3,
    **{
        f"parameter {name}": redirector(name)
        for name in ("url", "u", "q", "o", "target", "redirect", "link", "a", "URL")
    },
}
