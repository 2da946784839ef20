"""The quiz of a session: questions written by hand and made from data, each proven by a slide of the pack."""
