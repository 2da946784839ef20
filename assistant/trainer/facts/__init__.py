"""The facts that a slide states, held against what the corpus holds: places, times, numbers and subjects.

What the corpus can neither confirm nor deny is passed over.
"""
