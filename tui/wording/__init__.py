"""What is said to people, by subject; every text goes through the catalogues."""
