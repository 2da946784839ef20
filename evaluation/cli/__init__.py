"""The command line `cbd-evaluate`."""
