"""Sentences of slides, true and false: which of them does "Check my slides" call wrong?"""
