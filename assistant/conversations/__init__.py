"""Conversations of people who have signed in: each person's for that person alone."""
