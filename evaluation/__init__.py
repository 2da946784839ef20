"""Measures whether answers cite the right provisions and quote them exactly, on any corpus and any running
assistant.
"""
