"""Bytes become blocks: one reader a file format."""
