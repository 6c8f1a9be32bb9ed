"""Links, images and downloads: each leads somewhere, in the reader's language, and says where."""

from living_guide.checks.links import ends, made, ways, words

__all__ = ["ends", "made", "ways", "words"]
