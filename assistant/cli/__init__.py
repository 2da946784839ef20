"""The command line `cbd-assistant`."""
