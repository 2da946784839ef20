"""Fitting what is stored as data: the encoder, the weights of the ranking, thresholds.

Only guide questions and `dev` questions are used; the `test` halves are never read here.
"""
