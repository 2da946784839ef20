"""The way of a question to its Answer, one step a module."""
