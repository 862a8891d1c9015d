"""The sentences, in Fluent (https://projectfluent.org): a folder for each language."""
