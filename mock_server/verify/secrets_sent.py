"""The secrets that were sent: what must stand in no answer and in no report."""

from dataclasses import dataclass, field

HIDDEN = "[secret]"

SHORTEST = 8
"""Characters; a short PIN may stand in a time or a telephone number by chance."""


@dataclass(slots=True)
class SecretsSent:
    """Every secret of a run, by what it is."""

    _values: dict[str, str] = field(default_factory=dict, repr=False)

    def keep(self, value: str, kind: str) -> str:
        """Remember a secret; gives it back."""
        self._values[value] = kind
        return value

    def found_in(self, text: str) -> str | None:
        """What kind of secret stands in a text, in whatever case; None if there is none."""
        folded = text.casefold()
        sought = {value: kind for value, kind in self._values.items() if len(value) >= SHORTEST}
        return next((kind for value, kind in sought.items() if value.casefold() in folded), None)

    def without(self, text: str) -> str:
        """The text, with every secret hidden and on one line that may be shown anywhere."""
        for value in sorted(self._values, key=len, reverse=True):
            at = text.casefold().find(value.casefold())
            while at >= 0:
                text = text[:at] + HIDDEN + text[at + len(value) :]
                at = text.casefold().find(value.casefold(), at + len(HIDDEN))
        return "".join(letter if letter.isprintable() else "?" for letter in text)
