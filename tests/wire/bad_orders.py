"""Orders that are wrong: what is changed in one that is right, and what is said about it."""

from typing import Any

from tests.wire.orders import BLOCK, person

BAD: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "unknown edition": ({"edition": "gold"}, [("edition", "edition")]),
    "unknown language": ({"language": "fr"}, [("language", "language")]),
    "missing fields": (
        {"company": None, "numbers": None, "main_user": None},
        [("company", "required"), ("numbers", "required"), ("main_user", "required")],
    ),
    "unknown members": (
        {"colour": "red", "main_user": person("ada", age="33")},
        [("main_user.age", "unexpected"), ("colour", "unexpected")],
    ),
    "a number for a text": ({"company": 4711}, [("company", "text")]),
    "nothing but spaces": ({"company": "  "}, [("company", "blank")]),
    "a text that never ends": ({"company": "x" * 257}, [("company", "too-long")]),
    "half a character": ({"company": "a\ud800"}, [("company", "characters")]),
    "no list": ({"users": {}}, [("users", "list")]),
    "no table": ({"users": ["bob"]}, [("users.0", "table")]),
    "no numbers at all": ({"numbers": []}, [("numbers", "no-main-number")]),
    "no number that can be the main one": (
        {"numbers": [{"block": "+4989999980", "first": "10", "last": "19"}]},
        [("numbers", "no-main-number")],
    ),
    "invalid numbers": (
        {"numbers": [BLOCK, {"single": "089 1234"}, {"single": "+49٨٩١٢٣٤٥"}]},
        [("numbers.1.single", "number"), ("numbers.2.single", "number")],
    ),
    "a block without an end": (
        {"numbers": [{"block": "+4989999980", "first": "00"}]},
        [("numbers.0", "block-or-single")],
    ),
    "a block and a single number in one": (
        {"numbers": [{**BLOCK, "single": "+4930231250"}]},
        [("numbers.0", "block-or-single")],
    ),
    "direct dials the wrong way round": (
        {"numbers": [{"block": "+4989999980", "first": "09", "last": "00"}]},
        [("numbers.0", "direct-dials")],
    ),
    "direct dials of different length": (
        {"numbers": [{"block": "+4989999980", "first": "0", "last": "10"}]},
        [("numbers.0", "direct-dials")],
    ),
    "a number that gets too long": (
        {"numbers": [{"block": "+4989999980123", "first": "000", "last": "999"}]},
        [("numbers.0", "number-too-long")],
    ),
    "numbers listed twice": (
        {"numbers": [BLOCK, {"single": "+498999998001"}, BLOCK]},
        [("numbers.1", "ordered-twice"), ("numbers.2", "ordered-twice")],
    ),
    "a direct number outside the block": (
        {"main_user": person("ada", direct="+498999998010")},
        [("main_user.direct", "outside")],
    ),
    "the main number as a direct one": (
        {"main_user": person("ada", direct="+498999998000")},
        [("main_user.direct", "main-number")],
    ),
    "the fax number as a direct one": (
        {"edition": "premium", "main_user": person("ada", direct="+498999998009")},
        [("main_user.direct", "fax-number")],
    ),
    "one direct number for two": (
        {"users": [person(n, direct="+498999998004") for n in ("bob", "cem")]},
        [("users.1.direct", "number-taken")],
    ),
    "one extension for two": (
        {"main_user": person("ada", extension="200"), "users": [person("bob", extension="200")]},
        [("users.0.extension", "extension-taken")],
    ),
    "extensions that are none": (
        {"users": [person("bob", extension="1"), person("cem", extension="٣٣٣")]},
        [("users.0.extension", "extension"), ("users.1.extension", "extension")],
    ),
    "an emergency number": (
        {"users": [person("bob", extension="112")]},
        [("users.0.extension", "emergency")],
    ),
    "one address for two, however it is written": (
        {"users": [person("bob", email="ADA@Muster.Example")]},
        [("users.0.email", "email-twice")],
    ),
    "an address that an account has": (
        {"users": [person("bob", email="Eva.Luehe@beispiel-gmbh.EXAMPLE")]},
        [("users.0.email", "email-taken")],
    ),
    "addresses that are none": (
        {
            "users": [
                person("bob", email=address)
                for address in (
                    "bob",
                    "bob@localhost",
                    "a..b@muster.example",
                    "bob@muster.example\r\nBcc: all@muster.example",
                    "bob <bob@muster.example>",
                    "x" * 65 + "@muster.example",
                )
            ]
        },
        [(f"users.{place}.email", "email") for place in range(6)],
    ),
    "an unknown licence": (
        {"users": [person("bob", licence="fax")]},
        [("users.0.licence", "licence")],
    ),
    "a fax for an edition without": (
        {"fax": {"number": "+498999998009"}},
        [("fax", "no-fax-in-edition")],
    ),
    "a fax outside the block": (
        {"edition": "premium", "fax": {"number": "+498999998010"}},
        [("fax.number", "outside")],
    ),
    "the main number as fax": (
        {"edition": "premium", "fax": {"number": "+498999998000"}},
        [("fax.number", "main-number")],
    ),
    "a block too small for everyone": (
        {
            "numbers": [{"block": "+4989999980", "first": "00", "last": "02"}],
            "users": [person("bob"), person("cem")],
        },
        [("users.1.direct", "block-too-small")],
    ),
    "a block too small for the fax": (
        {
            "edition": "premium",
            "numbers": [{"block": "+4989999980", "first": "00", "last": "00"}],
        },
        [("numbers", "block-too-small"), ("main_user.direct", "block-too-small")],
    ),
    "many things at once": (
        {
            "edition": "gold",
            "numbers": [BLOCK, {"single": "x"}],
            "main_user": person("ada", extension="200"),
            "users": [person("bob", extension="200"), person("cem", licence="fax"), person("ada")],
        },
        [
            ("edition", "edition"),
            ("numbers.1.single", "number"),
            ("users.1.licence", "licence"),
            ("users.2.email", "email-twice"),
            ("users.0.extension", "extension-taken"),
        ],
    ),
}
