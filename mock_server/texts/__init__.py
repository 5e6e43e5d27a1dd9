"""The server's words in its `languages`: of `problems`, of the `rules` they name, and `times`."""

__all__ = ["languages", "problems", "rules", "times"]
