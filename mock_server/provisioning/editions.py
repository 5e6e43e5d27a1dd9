"""The editions a tenant can be ordered in. Ours: the guide only says that a main fax depends on it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition, and whether a tenant of it has a main fax number."""

    name: str
    main_fax: bool


EDITIONS: dict[str, Edition] = {
    edition.name: edition
    for edition in (
        Edition("essentials", main_fax=False),
        Edition("standard", main_fax=True),
        Edition("premium", main_fax=True),
        Edition("ultimate", main_fax=True),
    )
}
