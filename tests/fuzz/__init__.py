"""Whatever strangers write is read or refused: every reader against bytes that are made up."""
