"""What the terminals' database knows of the one that TERM names."""


def erases_in_colour(descriptor: int) -> bool:
    """Whether erased cells get the background in force (terminfo's `bce`); False if nobody knows.

    Args:
        descriptor: a file descriptor of the terminal.
    """
    try:
        import curses

        curses.setupterm(fd=descriptor)
        return curses.tigetflag("bce") > 0
    except Exception:  # no database, an unknown terminal, a Python without curses
        return False
