"""The command line of `unify-activate`."""

__all__ = ["error_lines", "main"]
