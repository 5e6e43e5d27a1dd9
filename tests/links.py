"""Activation links in the shapes in which they reach people, for tests."""

import base64
from collections.abc import Callable
from urllib.parse import quote

TOKEN = "0123456789abcdef0123456789abcdef"
HOST = "secure.unifyoffice-telekom.ringcentral.com"
PATH = "/rc-web/confirmation/default.html"
ORIGIN = f"https://{HOST}"
LINK = f"{ORIGIN}{PATH}?40012345678:{TOKEN}"

Wrap = Callable[[str], str]


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
    replaced = base64.urlsafe_b64encode(b"%" * url.count("%")).decode().rstrip("=")
    return f"https://urldefense.com/v3/__{url.replace('%', '*')}__;{replaced}!!Ab1-_c!hsxs5$"


def redirector(parameter: str) -> Wrap:
    def wrap(url: str) -> str:
        return f"https://click.example/go?id=7&{parameter}={quote(url, safe='')}&x=1"

    return wrap


WRAPS: dict[str, Wrap] = {
    "SafeLinks": safelinks,
    "Proofpoint v1": proofpoint_v1,
    "Proofpoint v2": proofpoint_v2,
    "Proofpoint v3": proofpoint_v3,
    **{
        f"parameter {name}": redirector(name)
        for name in ("url", "u", "q", "target", "redirect", "link", "a", "URL")
    },
}
