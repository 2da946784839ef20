"""Statements held against the provisions that they cite: how many forged ones are kept, how many faithful
ones.
"""
