"""Blocks become provisions: the structure of treaties, decisions and their translations."""
