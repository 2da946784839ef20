"""A conversation as a file of the reader's."""
