"""Reading activation links in the shapes in which people paste them."""

import base64
import quopri
from collections.abc import Callable
from urllib.parse import quote

import pytest

from api_client.brands import LINK_HOSTS
from api_client.link import anchors, find_links, read_origin
from tests.links import HOST, LINK, ORIGIN, PATH, TOKEN, WRAPS, activation_link, safelinks

EXPECTED = activation_link()
EVIL = f"https://evil.example{PATH}?1:{TOKEN}"


def cut(text: str, width: int, joint: str) -> str:
    return joint.join(text[start : start + width] for start in range(0, len(text), width))


def test_a_link_shows_its_parts_but_never_its_token() -> None:
    assert find_links(LINK) == [EXPECTED]
    assert (EXPECTED.host, EXPECTED.is_loopback) == (HOST, False)
    assert EXPECTED.url() == LINK
    assert EXPECTED.bearer == f"40012345678~{TOKEN}"
    assert TOKEN not in repr(EXPECTED) + str(EXPECTED) + f"{EXPECTED}"


@pytest.mark.parametrize("host", LINK_HOSTS)
def test_every_known_host_is_read_with_and_without_its_scheme(host: str) -> None:
    expected = [activation_link(f"https://{host}", "1")]
    assert find_links(f"https://{host}{PATH}?1:{TOKEN}") == expected
    assert find_links(f"Ihr Link: {host}{PATH}?1:{TOKEN}.") == expected


AROUND = {
    "angle brackets": f"<{LINK}>",
    "Outlook's text": f"Konto einrichten<{LINK}> oder",
    "full stop": f"Hier: {LINK}.",
    "comma": f"{LINK}, bitte",
    "brackets": f"({LINK})",
    "Markdown": f"[Konto]({LINK})",
    "German quotes": f"„{LINK}“",
    "bold": f"**{LINK}**",
    "prose on the next line": f"{LINK}\nDieser Link ist 48 Stunden gültig",
    "hex on the next line": f"{LINK}\nabc",
    "prose after a blank line": f"{LINK}\n\nabc",
    "glued to words": f"Link:{LINK};danke",
    "more parameters": f"{LINK}&utm_source=mail",
    "more parameters in HTML": f"{LINK}&amp;utm_source=mail",
    "a fragment": f"{LINK}#top",
    "capitals": LINK.replace(TOKEN, TOKEN.upper()).replace(HOST, HOST.upper()),
    "the scheme in capitals": LINK.replace("https", "HTTPS"),
    "the default port": LINK.replace(HOST, f"{HOST}:443"),
    "a trailing dot": LINK.replace(HOST, f"{HOST}."),
    "an encoded colon": LINK.replace("?40012345678:", "?40012345678%3A"),
    "the token as parameter": LINK.replace("?", "?token="),
    "the token as second parameter": LINK.replace("?", "?lang=de&token="),
    "the token on any path": f"{ORIGIN}/go?token=40012345678:{TOKEN}",
    "the same twice": f"{LINK}\n{LINK.upper().replace('RC-WEB/CONFIRMATION/DEFAULT.HTML', 'x')} {LINK}",
    "soft hyphens": LINK.replace("telekom", "tele\u00adkom").replace("0123", "01\u00ad23"),
    "zero width": "\ufeff" + LINK.replace("/", "/\u200b"),
    "after an unrelated address": f"https://www.telekom.de\n{LINK}",
    "without scheme after an unrelated address": f"https://www.telekom.de/\n{LINK[8:]}",
    "a link in the query of nothing": f"https://www.example/page,{LINK}",
}


@pytest.mark.parametrize("name", AROUND)
def test_what_stands_around_a_link_does_not_matter(name: str) -> None:
    assert find_links(AROUND[name]) == [EXPECTED]


JOINTS = {
    "LF": "\n",
    "CRLF": "\r\n",
    "CR": "\r",
    "Unicode's": "\u2028",
    "spaces at the end": "  \n",
    "indented": "\n    ",
    "quoted": "\n> ",
    "quoted twice": "\n>> ",
    "quoted apart": "\n> > ",
    "mutt's plus": "\n+",
    "a pager's plus": "+\n",
    "a backslash": "\\\n",
    "a box": " │\n│ ",
    "quoted-printable's": "=\n",
    "quoted-printable's CRLF": "=\r\n",
}


@pytest.mark.parametrize("joint", JOINTS.values(), ids=JOINTS)
@pytest.mark.parametrize("width", [1, 7, 20, 40, 76])
def test_a_link_broken_over_lines_is_joined(joint: str, width: int) -> None:
    text = f"Ihr Link:\n\n{cut(LINK, width, joint)}\n\nEr ist 48 Stunden gültig."
    assert find_links(text) == [EXPECTED]


@pytest.mark.parametrize("wrap", WRAPS.values(), ids=WRAPS)
@pytest.mark.parametrize(
    "arrive",
    [
        str,
        lambda url: f"<{url}>.",
        lambda url: cut(url, 60, "\n") + "\nDieser Link",
        lambda url: "> " + cut(url, 33, "\n> "),
        lambda url: f'<p><a class="b" href="{url.replace("&", "&amp;")}">{EVIL}</a></p>',
        lambda url: quopri.encodestring(f"Für Sie:\n{url}\n".encode()).decode(),
        lambda url: quopri.encodestring(f'ü <a href="{url}">{EVIL}</a>'.encode()).decode(),
    ],
    ids=["alone", "angle brackets", "broken", "quoted", "HTML", "quoted-printable", "QP HTML"],
)
def test_redirectors_are_seen_through(
    wrap: Callable[[str], str], arrive: Callable[[str], str]
) -> None:
    assert find_links(arrive(wrap(LINK))) == [EXPECTED]


def test_redirectors_in_redirectors_are_seen_through_five_deep() -> None:
    url = LINK
    for _ in range(5):
        url = safelinks(url)
    assert find_links(url) == [EXPECTED]
    assert find_links(safelinks(url)) == []


def test_an_address_that_was_encoded_twice_is_read() -> None:
    assert find_links(f"https://click.example/?u={quote(quote(LINK, safe=''))}") == [EXPECTED]


def test_an_escape_may_be_broken_and_its_neighbour_too() -> None:
    url = "https://click.example/go?redirect=https%3A%\n2F\n%2F" + quote(LINK[8:], safe="")
    assert find_links(url) == [EXPECTED]


def test_an_address_that_was_not_encoded_at_all_is_read() -> None:
    assert find_links(f"https://click.example/?url={LINK}") == [EXPECTED]


@pytest.mark.parametrize(
    ("address", "replaced"),
    [
        (LINK.replace("?", "*"), "Pw"),  # one "?"
        (LINK.replace("https://", "https:/"), ""),  # folded on the way
        (LINK.replace(TOKEN, "**C" + TOKEN[4:]), "MDEyMw"),  # a run of four: "0123"
        (LINK.replace("?", "*").replace(TOKEN, "**A" + TOKEN[2:]), "PzAx"),  # "?", then "01"
    ],
)
def test_proofpoint_v3_gets_its_replaced_characters_back(address: str, replaced: str) -> None:
    url = f"https://urldefense.com/v3/__{address}__;{replaced}!!abc!def$"
    assert find_links(url) == [EXPECTED]
    assert find_links(cut(url, 50, "\n")) == [EXPECTED]
    assert find_links(url.replace(f";{replaced}!", ";%%!")) in ([], [EXPECTED])


@pytest.mark.parametrize(
    ("address", "characters"),
    [
        ("https://klick.example/M**Aller/?url=https*3A**B", "ü%//s"),  # ü is two bytes
        ("https://klick.example/**D?url=https*3A**B", "€é%//s"),
        ("https://klick.example/**u**A/?url=https*3A**B", "😀" * 12 + "é%//s"),
    ],
)
def test_proofpoint_v3_counts_bytes_and_not_characters(address: str, characters: str) -> None:
    tail = f"ecure{LINK.removeprefix('https://secure')}"
    replaced = base64.urlsafe_b64encode(characters.encode()).decode().rstrip("=")
    assert find_links(f"https://urldefense.com/v3/__{address}{tail}__;{replaced}!!a!b$") == [
        EXPECTED
    ]


def test_plain_equals_signs_at_line_ends_are_not_taken_for_quoted_printable() -> None:
    text = f"{ORIGIN}{PATH}?token=\n40012345678:{TOKEN}"
    assert find_links(text) == [EXPECTED]
    mixed = f"a=3Db\n{ORIGIN}{PATH}?token=40012345678:{TOKEN}"
    assert find_links(mixed) == [EXPECTED]


def test_foreign_hosts_are_listed_too_in_order_and_once() -> None:
    text = f"{EVIL} {LINK} {EVIL} http://127.0.0.1:8025{PATH}?ok:{TOKEN}"
    assert [link.origin for link in find_links(text)] == [
        "https://evil.example",
        ORIGIN,
        "http://127.0.0.1:8025",
    ]


@pytest.mark.parametrize(
    "account_id",
    [
        "1",
        "9" * 19,
        "ok",
        "many-questions",
        "pin4",
        "ok.commit-503-7",
        "ok.look-delay-300ms.ttl-5m",
    ],
)
def test_account_ids_are_numbers_or_scenarios_with_modifiers(account_id: str) -> None:
    assert [link.account_id for link in find_links(f"{ORIGIN}{PATH}?{account_id}:{TOKEN}")] == [
        account_id
    ]


@pytest.mark.parametrize(
    "query",
    [
        f"{'9' * 20}:{TOKEN}",
        f"OK:{TOKEN}",
        f"ok.:{TOKEN}",
        f".ok:{TOKEN}",
        f"ok--x:{TOKEN}",
        f"-ok:{TOKEN}",
        f"ok_x:{TOKEN}",
        f"٣:{TOKEN}",
        f":{TOKEN}",
        f"1:{TOKEN[:-1]}",
        f"1:{TOKEN}0",
        f"1:{TOKEN[:-1]}g",
        f"1;{TOKEN}",
        TOKEN,
        "",
    ],
)
def test_anything_else_is_no_link(query: str) -> None:
    assert find_links(f"{ORIGIN}{PATH}?{query}") == []


BARE_ORIGIN = "http://127.0.0.1:8025"


@pytest.mark.parametrize(
    "text",
    [
        f"1:{TOKEN}",
        f"Ihr Code: 1:{TOKEN}.",
        f"Code\n1:{TOKEN}\n",
        f"„1:{TOKEN}“",
        f"1:{TOKEN[:9]}\n> {TOKEN[9:]}",
        f"1:{TOKEN.upper()}",
    ],
)
def test_bare_tokens_count_only_together_with_an_origin(text: str) -> None:
    assert find_links(text) == []
    assert find_links(text, origin=BARE_ORIGIN) == [activation_link(BARE_ORIGIN, "1")]


@pytest.mark.parametrize("origin", ["", "http://backend.example", "https://a b", "\ud800"])
def test_bare_tokens_do_not_count_for_an_origin_that_may_not_be_asked(origin: str) -> None:
    assert find_links(f"1:{TOKEN}", origin=origin) == []


def test_a_bare_token_is_not_read_out_of_an_address() -> None:
    text = f"https://x.example/a:b?md5:{TOKEN} {LINK} 7:{TOKEN}"
    assert find_links(text, origin=BARE_ORIGIN) == [
        EXPECTED,
        activation_link(BARE_ORIGIN, "7"),
    ]


HTML = {
    "single quotes": f"<A HREF='{LINK}'>x</A>",
    "no quotes": f"<a href={LINK}>x</a>",
    "over lines": f'<a\n  class="b"\n  href="{LINK}"\n>\n  {EVIL}\n</a>',
    "entities": f'<a href="{LINK.replace(":", "&#58;").replace("?", "&quest;")}">x</a>',
    "visible text elsewhere": f'<a href="{LINK}"><b>{EVIL}</b></a>',
    "comment": f'<!-- {EVIL} <a href="{EVIL}"> --><a href="{LINK}">x</a>',
    "style": f'<style>a{{b:url({EVIL})}}</style><a href="{LINK}">x</a>',
    "other attributes": f'<img src="{EVIL}"><a title="{EVIL}" data-href="{EVIL}" href="{LINK}">x</a>',
    "outside the anchor": f'<a href="https://www.telekom.de">x</a><p>Oder: {LINK}</p>',
    "a slash for a space": f"<a/href={LINK}/class=b>{EVIL}</a>".replace("/class", " /class"),
    "an attribute that holds a tag's end": f'<a title=">" data-x="<a href={EVIL}>" href="{LINK}">{EVIL}</a>',
    "the first of two": f'<a href="{LINK}" href="{EVIL}">x</a>',
    "a comment that is over at once": f'<!--><a href="{LINK}">x</a><!-- {EVIL} -->',
    "a comment that ends oddly": f'<!-- {EVIL} --!><a href="{LINK}">x</a>',
    "a tag that never ends": f'<a href="{LINK}">x</a><a href="{EVIL} {EVIL}',
    "a script in a script's comment": f'<script><!--<script></script>{EVIL}--></script><a href="{LINK}">x</a>',
    "no scheme": f'<a href="//{HOST}{PATH}?40012345678:{TOKEN}">x</a>',
    "a base": f'<base target=x><BASE HREF="{ORIGIN}/x/y"><a href="../rc-web/./confirmation/default.html?40012345678:{TOKEN}">x</a>',
    "a base and a path": f'<a href="{PATH}?40012345678:{TOKEN}">x</a><base href="//{HOST}/">',
    "a base and a query": f'<base href="{ORIGIN}{PATH}?1"><a href="?40012345678:{TOKEN}">x</a>',
    "tabs": f'<a href="\t{LINK[:50]}\t{LINK[50:90]}\t\t{LINK[90:]} ">x</a>',
    "line ends": f'<a href="{LINK[:50]}\r\n\r\n{LINK[50:90]}\n    {LINK[90:]}\n">x</a>',
    "backslashes": f'<a href="https:\\\\{HOST}{PATH}?40012345678:{TOKEN}">x</a>',
    "slashes": f'<a href="https:/{HOST}{PATH}?40012345678:{TOKEN}">x</a><a href="https:////a.example">y</a>',
    "soft hyphens": f'<p><a href="/x">x</a>{LINK[:90]}&shy;<wbr/>{LINK[90:]}</p>',
    "zero widths": f'<a href="{LINK[:90]}&#8203;&ZeroWidthSpace;&shy;{LINK[90:]}">x</a>',
    "an encoded zero width": f'<a href="{LINK.replace("?", "?%E2%80%8B").replace(TOKEN, TOKEN[:7] + "%C2%AD" + TOKEN[7:])}">x</a>',
    "an encoded soft hyphen in the path": f'<a href="{LINK.replace("/confirm", "/con%C2%ADfirm")}">x</a>',
    "a break encoded on the way": f'<a href="{LINK.replace(TOKEN, TOKEN[:7] + "%0D%0A" + TOKEN[7:])}">x</a>',
    "no anchor at all": f"<p>{LINK[:60]}<wbr>{LINK[60:]}<p>",
    "two addresses in one": f'<a href="https://www.telekom.de/ {EVIL}">x</a><a href="https://www.telekom.de/,{EVIL}">x</a><a href="{LINK}">x</a>',
    "an address that is no web's": f"""<a href="javascript:'{EVIL}'">x</a><a href="mailto:a@b.example?body={EVIL}">y</a><a href="{LINK}">x</a>""",
    "a part of a picture": f'<map><area href="{LINK}" alt="{EVIL}"></map>',
    "brackets that are no tag": f"<p>Konto<{LINK}></p>",
    "word breaks": f'<a href="/">x</a><p>{LINK[:90]}<wbr>{LINK[90:]}</p>',
}


@pytest.mark.parametrize("name", HTML)
def test_in_html_the_href_counts_and_not_what_it_shows(name: str) -> None:
    assert find_links(HTML[name]) == [EXPECTED]


def test_a_link_outside_the_anchors_of_a_page_counts_however_it_is_broken() -> None:
    page = f'<a href="https://evil.example/">{LINK}</a><td>{LINK[:9]}<b></b>{LINK[9:]}</td>'
    assert find_links(page) == [EXPECTED]
    assert find_links(page.replace("<td>", "<!--")) == []


def test_anchors_tell_where_they_lead_and_what_they_show() -> None:
    html = f'<p>a <a href="{LINK}"> <b>Konto</b> &amp; mehr </a> b <a name="x">c</a>'
    assert [(anchor.href, anchor.text) for anchor in anchors(html)] == [(LINK, "Konto & mehr")]
    assert TOKEN not in repr(anchors(html))


def test_the_parts_of_a_pasted_mail_are_decoded_each_in_its_own_way() -> None:
    plain_link = f"{ORIGIN}{PATH}?token=40012345678:{TOKEN}"
    html = quopri.encodestring(f'<a href="{LINK.replace("4001", "7")}">ü</a>'.encode()).decode()
    mail = (
        "From: a@b.example\nMIME-Version: 1.0\n\n"
        f"------=_Part_1\nContent-Type: text/plain\n\n{plain_link}\n\n"
        "------=_Part_1\nContent-Type: text/html\n"
        f"Content-Transfer-Encoding: quoted-printable\n\n{html}\n\n------=_Part_1--\n"
    )
    assert [link.account_id for link in find_links(mail)] == ["40012345678", "72345678"]


@pytest.mark.parametrize(
    ("scheme", "authority", "origin"),
    [
        ("HTTPS", "A.Example.", "https://a.example"),
        ("https", "a.example:443", "https://a.example"),
        ("https", "a.example:0443", "https://a.example"),
        ("https", "a.example:", "https://a.example"),
        ("https", "a.example:80", "https://a.example:80"),
        ("http", "127.0.0.1:80", "http://127.0.0.1"),
        ("http", "[0:0::1]:8025", "http://[::1]:8025"),
        ("https", "a.example:65536", None),
        ("https", "a.example:" + "9" * 5000, None),
        ("https", "a..example", None),
        ("https", "ä.example", None),
        ("https", "ſecure.ringcentral.com", None),
        ("https", "a%2eexample", None),
        ("https", "user@a.example", None),
        ("https", "a" * 254, None),
        ("https", "[::g]", None),
        ("https", "", None),
    ],
)
def test_an_origin_has_one_spelling(scheme: str, authority: str, origin: str | None) -> None:
    assert read_origin(scheme, authority) == origin
