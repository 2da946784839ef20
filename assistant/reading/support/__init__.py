"""Does a provision carry a statement about it? Whatever the statement adds, takes away or turns round is
looked for.
"""
