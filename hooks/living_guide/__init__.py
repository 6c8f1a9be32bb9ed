"""Living Guide: what keeps a bilingual city guide true, from the Markdown to the published page.

Nothing in this package imports the engine that renders the site (MkDocs today): hooks are thin and
call in, and another engine can do the same.
"""

__version__ = "0.1.0"
