"""Questions by kind: for each kind of question a set of its own, and a check of what a right answer shows.

The sets are `*.jsonl` in this folder; they hold questions and locators, no text of any instrument.
"""
