"""Files of users as people type them, and as spreadsheets write them."""

import codecs

import pytest

from mock_server.provisioning.errors import BadOrder
from mock_server.provisioning.users_csv import Row, read_rows, table_text

HEADER = "first_name;last_name;email;extension"
ADA = {"first_name": "Ada", "last_name": "Groß", "email": "ada@muster.example"}


def read(text: str) -> list[tuple[int, dict[str, str], bool]]:
    return [(row.line, row.cells, row.surplus) for row in read_rows(text)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{HEADER}\n  Ada ;\tGroß\u00a0; ada@muster.example ; \n", 2),
        (f"sep=;\n{HEADER}\nAda;Groß;ada@muster.example;", 3),
        (f"SEP=;\r\n{HEADER}\r\nAda;Groß;ada@muster.example;\r\n", 3),
        (f'\ufeff"sep=;"\r\n{HEADER}\r\nAda;Groß;ada@muster.example;;;\r\n', 3),
        ("sep=,\nfirst_name,last_name,email\n'Ada',Groß,ada@muster.example".replace("'", '"'), 3),
        ("sep=\t\nfirst_name\tlast_name\temail\nAda\tGroß\tada@muster.example", 3),
        ('first_name, last_name, "email"\n"Ada", "Groß",  "ada@muster.example"\n', 2),
        ("first_name\tlast_name\temail\nAda\tGroß\tada@muster.example\n", 2),
        ("first_name,last_name,email,\nAda,Groß,ada@muster.example,\n", 2),
        ("first_name,last_name,email,,,,\nAda,Groß,ada@muster.example\n", 2),
        (",first_name,,last_name,email\n,Ada,,Groß,ada@muster.example\n", 2),
        (";;;\n\n;First_Name;LAST_NAME; email \n;Ada;Groß;ada@muster.example\n", 4),
        (f"{HEADER}\r\rAda;Groß;ada@muster.example;\r", 3),
        (f'"{HEADER.replace(";", chr(34) + ";" + chr(34))}"\n"Ada";"Groß";"ada@muster.example"', 2),
    ],
)
def test_a_row_is_read_as_it_is_meant(text: str, line: int) -> None:
    assert read(text) == [(line, ADA, False)]


@pytest.mark.parametrize(
    "row",
    [
        "Ada;Groß;ada@muster.example;;;x",
        "Ada;Groß;ada@muster.example;;x",
        "Ada;Groß;ada@muster.example;;;;;x",
    ],
)
def test_what_stands_under_no_name_is_surplus(row: str) -> None:
    for header in (HEADER, f"{HEADER};", f"{HEADER};;;"):
        assert [each.surplus for each in read_rows(f"{header}\n{row}\n")] == [True]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", [("header", 1)] * 3),
        ("sep=;", [("header", 1)] * 3),
        ("sep=;\n\nfirst_name;last_name;mail\n", [("header", 3), ("unknown-column", 3)]),
        ("sep=,\nfirst_name,last_name,email,email,\n", [("column-twice", 2)]),
        ('sep=,\nfirst_name,last_name,email\n"a,b\n', [("csv", 3)]),
        ("sep=;;x\nfirst_name;last_name;email\n", [("header", 1)] * 3 + [("unknown-column", 1)]),
    ],
)
def test_mistakes_name_the_line_of_the_file(text: str, rules: list[tuple[str, int]]) -> None:
    with pytest.raises(BadOrder) as caught:
        read_rows(text)
    assert [(mistake.rule, mistake.line) for mistake in caught.value.mistakes] == rules


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_the_mark_at_the_beginning_tells_the_encoding(mark: bytes) -> None:
    encoding = {3: "utf-8", 2: "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"}
    text = "first_name\tlast_name\temail\r\nAda\tGroß\tada@muster.example\r\n"
    raw = mark + text.encode(encoding[len(mark)])
    assert read_rows(table_text(raw)) == [Row(2, ADA)]


@pytest.mark.parametrize("raw", [b"\xff\xfea", b"\xff\xfe\x00\xd8", b"a\n\xe4"])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(BadOrder):
        table_text(raw)
