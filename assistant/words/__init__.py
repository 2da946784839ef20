"""The assistant's own words, in the languages it answers in."""
