"""A week of a new server: what happens in it, and who is to hear what of it."""
