"""Provisioning: from an order to a tenant whose people have mail, as in the product's guide.

`order` says what an order holds, `reading` turns text into a plan or into every mistake there is,
`provision` carries plans out. `editions`, `numbers` and `room` know the trade, `tenants` keeps it.
"""
