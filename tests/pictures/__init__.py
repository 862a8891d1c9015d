"""Pictures of every screen, taken from the bot itself: `python -m tests.pictures`."""
