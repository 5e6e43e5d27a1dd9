"""What the terminal is, can show, and is told."""

__all__ = ["capabilities", "charset", "environment", "sanitize", "tty"]
