"""Passwords, PINs and answers suggested by the `generator`, passwords rated by their `strength`."""

__all__ = ["generator", "strength"]
