"""What is read off an index, shared by chat, trainer, API and command line."""
