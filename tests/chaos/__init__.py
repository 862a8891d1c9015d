"""Attacks as commands: a bot that is killed over and over, and an account of what it sent."""
