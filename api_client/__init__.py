"""The contract that both ends of the wire share, and the clients that speak it.

`link.find_links` and `mail` read what reached a person, `connect.open_backend` finds whoever answers
for a link, `commit_retry.settle` commits until the outcome is certain; `rules` judges what is typed.
The modules of this level are open to everybody. Of a package, `tui` and `mock_server` import what its
`__all__` names: values, and whole modules where a value would load too much too early.
"""
