"""What the terminal is, can show, and is told."""

__all__ = ["capabilities", "charset", "display", "environment", "sanitize", "tty"]
