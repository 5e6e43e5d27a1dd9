"""Catalogues of texts: what is collected from the code, what is written, what is compiled."""

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.checkout import ROOT

Key = str | tuple[str, ...]
"""What a text is found by: itself, or its singular and plural."""


@dataclass(frozen=True)
class Domain:
    """The catalogues of a program: their name, and the package whose texts they hold."""

    name: str
    package: str

    @property
    def locale(self) -> Path:
        """Where they are."""
        return ROOT / self.package / "locale"

    @property
    def languages(self) -> list[str]:
        """In which languages there is one."""
        return sorted(folder.name for folder in self.locale.iterdir())

    @cache  # noqa: B019 (there are as many as programs)
    def collected(self) -> frozenset[Key]:
        """The texts of the code, collected with the keywords that the Makefile names."""
        named = re.findall(r" -k (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
        assert named == ["_", "N_", "plural:1,2"]
        keywords = {**DEFAULT_KEYWORDS, **parse_keywords(named)}
        return frozenset(
            found[2] for found in extract_from_dir(ROOT / self.package, keywords=keywords)
        )

    def compiled(self, language: str, folder: Path | None = None) -> Path:
        """The file of a catalogue that the program reads; what people write lies beside it."""
        return (folder or self.locale) / language / "LC_MESSAGES" / f"{self.name}.mo"

    def written(self, language: str, folder: Path | None = None) -> Catalog:
        """A catalogue as people write it."""
        with self.compiled(language, folder).with_suffix(".po").open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True)


APP, MOCK = Domain("unify_activate", "tui"), Domain("unify_mock", "mock_server")


def texts(entry: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """All forms of a text; none where there is no translation."""
    return (entry,) if isinstance(entry, str) else tuple(entry or ())


def messages(catalog: Catalog) -> dict[Key, Message]:
    """The entries of a catalogue without its header."""
    entries = ((texts(message.id), message) for message in catalog if message.id)
    return {key if len(key) > 1 else key[0]: message for key, message in entries}


def translations(catalog: Catalog) -> list[tuple[Key, tuple[str, ...]]]:
    """Every text that is translated, with all its forms."""
    entries = ((key, texts(entry.string)) for key, entry in messages(catalog).items())
    return [(key, forms) for key, forms in entries if any(forms)]


def is_fresh(file: Path, catalog: Catalog) -> bool:
    """Whether a compiled file is what compiling the catalogue gives."""
    anew = BytesIO()
    write_mo(anew, catalog)
    return file.read_bytes() == anew.getvalue()


def placeholders(text: str) -> list[str]:
    """What is filled in: `{name}` and `%(name)s`, each as often as it stands there."""
    try:
        fields = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError as error:
        return [str(error)]
    named = [f"{{{name}!{how}:{spec}}}" for _text, name, spec, how in fields]
    return sorted([*named, *re.findall(r"%(?:\(\w+\))?.?", text)])


def filled_in_otherwise(catalog: Catalog) -> list[Key]:
    """Texts whose translation names something to fill in that the text does not, or leaves it out."""
    return [
        key
        for key, forms in translations(catalog)
        if any(placeholders(form) != placeholders(texts(key)[-1]) for form in forms)
    ]


def with_other_ends(catalog: Catalog) -> list[Key]:
    """Texts whose translation begins or ends with other space."""

    def ends(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    return [
        key
        for key, forms in translations(catalog)
        if any(ends(form) != ends(texts(key)[-1]) for form in forms)
    ]


def short_of_forms(catalog: Catalog) -> list[Key]:
    """Counted texts of which some forms are translated and others are not."""
    return [
        key
        for key, forms in translations(catalog)
        if not all(forms) or len(forms) != (1 if isinstance(key, str) else catalog.num_plurals)
    ]


def quoted_otherwise(catalog: Catalog) -> list[str]:
    """German translations with other quotation marks than „“ and ‚‘."""
    return [
        form
        for _key, forms in translations(catalog)
        for form in forms
        if re.search('["”«»]', form)
        or re.sub("[^„“]", "", form) != "„“" * form.count("„")
        or re.sub("[^‚‘]", "", form) not in ("", "‚‘")
    ]
