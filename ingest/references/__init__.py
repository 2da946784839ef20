"""A text is read for the provisions that it names. Needs locators and vocabulary only."""
