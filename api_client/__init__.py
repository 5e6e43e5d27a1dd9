"""The contract that both ends of the wire share, and the clients that speak it."""
