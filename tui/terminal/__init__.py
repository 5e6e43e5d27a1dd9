"""What the terminal is, can show, and is told."""
