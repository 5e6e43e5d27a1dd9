"""`python -m tui` is `unify-activate`."""

from tui.launch import main

main()
