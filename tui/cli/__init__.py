"""The command line of `unify-activate`."""
