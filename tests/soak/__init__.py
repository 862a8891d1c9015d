"""Long runs as commands: what hours and crowds do to the bot."""
