"""How fast saved filters are matched, beside other ways of doing it."""
