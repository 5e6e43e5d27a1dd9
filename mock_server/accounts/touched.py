"""Which accounts changed last, for whoever follows them."""

from dataclasses import dataclass, field

MOST_TOUCHED = 2_000
"""So many accounts are remembered; of what was before, all count as changed."""


@dataclass(slots=True)
class Touched:
    """`count` grows with every change of an account. Accounts are named by their `ref`."""

    count: int = 0
    _at: dict[str, int] = field(default_factory=dict)
    _forgotten: int = 0

    def note(self, ref: str) -> None:
        """An account changed."""
        self.count += 1
        self._at.pop(ref, None)
        self._at[ref] = self.count
        if len(self._at) > MOST_TOUCHED:
            self._forgotten = self._at.pop(next(iter(self._at)))

    def is_newer(self, ref: str, since: int) -> bool:
        """Whether an account may have changed after the change of that number."""
        return since < self._forgotten or self._at.get(ref, 0) > since
