"""The guide for those who edit it: its entries in one language, as sheets and back, and what is wrong with
one.
"""
