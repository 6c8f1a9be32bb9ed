"""Diagrams: small drawings in the words of the page's language, and the same in plain words beside them.

They stand in the page itself, as text and lines of the current colour: so they follow the palette, forced
colours and the printer, can be searched, and load nothing.
"""
