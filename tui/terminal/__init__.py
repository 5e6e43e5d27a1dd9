"""What the terminal is, can show, and is told."""

__all__ = [
    "background", "capabilities", "charset", "display", "environment", "job_control",
    "presenter", "sanitize", "streams", "theme_choice", "tty",
]  # fmt: skip
