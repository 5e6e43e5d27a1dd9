"""The people whose accounts the mock hands out.

Numbers come from the ranges set aside for films and books, so nobody is ever called: Germany's
Bundesnetzagentur (0221 4710-000…999, 030 23125-000…999, 040 66969-000…999, 069 90009-000…999,
089 99998-000…999) and Britain's Ofcom (020 7946 0000…0999, 0161 496 0000…0999).
"""

from dataclasses import dataclass
from typing import Literal

from api_client.models import Account

TELEKOM = "unify-office-telekom"
"""The slug, in the table of brands, of Unify Office by RingCentral."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account.

    `line` is what the company's numbers have in common, E.164; `main` and `direct` are the direct
    dials behind it, and `direct` is the extension too.
    """

    first_name: str
    last_name: str
    email: str
    company: str
    line: str
    main: str
    direct: str
    fax: str
    locale: str = "de-DE"


EVA = Person(
    "Eva",
    "von der Lühe-Müller",
    "eva.luehe@beispiel-gmbh.de",
    "Beispiel GmbH",
    "+492214710",
    "800",
    "815",
    "899",
)

PEOPLE: tuple[Person, ...] = (
    EVA,
    Person(
        "Jörg",
        "Amsel",
        "joerg.amsel@amsel-gartenbau.de",
        "Amsel Gartenbau",
        "+493023125",
        "100",
        "142",
        "199",
    ),
    Person(
        "Swantje",
        "Petersen",
        "s.petersen@kontor-petersen.de",
        "Kontor Petersen KG",
        "+494066969",
        "500",
        "527",
        "599",
    ),
    Person(
        "Mehmet",
        "Aydın",
        "mehmet.aydin@aydin-logistik.de",
        "Aydın Logistik GmbH & Co. KG",
        "+496990009",
        "300",
        "336",
        "399",
    ),
    Person(
        "Theresa",
        "Oberhuber",
        "t.oberhuber@oberhuber-bau.de",
        "Oberhuber Bau AG",
        "+498999998",
        "700",
        "763",
        "799",
    ),
    Person(
        "Priya",
        "Whitfield",
        "priya.whitfield@harbour-lane.example",
        "Harbour Lane Ltd",
        "+442079460",
        "400",
        "428",
        "499",
        locale="en-GB",
    ),
    Person(
        "Callum",
        "O’Rourke",
        "callum.orourke@northgate-books.example",
        "Northgate Books",
        "+441614960",
        "600",
        "671",
        "699",
        locale="en-GB",
    ),
)

ODD_PEOPLE: dict[str, Person] = {
    "unicode": Person(
        "Zoe\u0308 小明",
        "Ñandú-Łęcki 👩\u200d👩\u200d👧",
        "zoë@bücher-straße.example",
        "Bücher & Straße ﬁne 書店",
        "+492214710",
        "900",
        "917",
        "999",
    ),
    "long-name": Person(
        "Maximiliane-Friederike-Wilhelmine-Auguste" * 3,
        "Freifrau-von-und-zu-Donaudampfschifffahrtsgesellschaft" * 4,
        f"{'maximiliane.' * 5}freifrau@{'donaudampfschifffahrt.' * 6}example",
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesellschaft mbH & Co. KG " * 3,
        "+492214710",
        "900",
        "918",
        "999",
    ),
    "rtl": Person(
        "ليلى",
        "בן־דוד",
        "layla.bendavid@beispiel-gmbh.de",
        "شركة المثال ‏(Beispiel) 12-34",
        "+492214710",
        "900",
        "919",
        "999",
    ),
    "markup": Person(
        "[bold red]x[/]",
        "[/] [@click=app.quit]x[/]",
        "markup@beispiel-gmbh.de",
        "[b]Klammer[/b] & <b>Söhne</b> [",
        "+492214710",
        "900",
        "920",
        "999",
    ),
    "escapes": Person(
        "Eva\x1b]52;c;Z2VoZWlt\x07\x1b[2J",
        "\u202eellüM\u202c\x9b31mMüller\x1b[0m\r\nzweite Zeile\x00",
        "escapes@beispiel-gmbh.de",
        "Beispiel\x1b]0;Titel\x07 GmbH\x08\x7f\x85\u2066isoliert\u2069",
        "+492214710",
        "900",
        "921",
        "999",
    ),
}


def account_of(person: Person, *, main_user: bool, with_fax: bool) -> Account:
    """The account as a look shows it."""
    role: Literal["main_user", "user"] = "main_user" if main_user else "user"
    return Account(
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        company=person.company,
        main_number=person.line + person.main,
        main_fax_number=person.line + person.fax if with_fax else None,
        extension=person.direct,
        direct_number=person.line + person.direct,
        role=role,
        brand=TELEKOM,
        locale=person.locale,
    )
