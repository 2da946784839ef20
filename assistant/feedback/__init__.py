"""Feedback: what readers think of answers, and what becomes of it."""
