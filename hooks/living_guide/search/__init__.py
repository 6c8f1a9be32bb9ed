"""Search: an index for each language, made here, read and ranked in the reader's browser."""
