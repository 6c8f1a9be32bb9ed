"""Social cards: the picture that a network shows where somebody passes a page on.

Only networks fetch them; readers never do. They are drawn while the site is built, with its own fonts and
colours, by Pillow, which comes with the optional extra `takeaway`; without it pages name no picture.
"""

FORM = "png"
"""Among the forms in which files are made beside the pages."""
FOLDER = "assets/cards"
"""Below the site's root."""
