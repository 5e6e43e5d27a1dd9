"""Starts the program with an Enter that has to rest longer than any machine takes its time.

A key that is held repeats many times a second; a busy machine may not manage to send it as often.
"""

from tui import launch
from tui.app.app import ActivateApp

ActivateApp.enter_rests = 60.0

if __name__ == "__main__":
    launch.main()
