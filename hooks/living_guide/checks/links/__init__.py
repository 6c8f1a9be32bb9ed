"""Links, images and downloads: each leads somewhere, in the reader's language, and says where."""

from living_guide.checks.links import anchors, ends, made, ways, words

__all__ = ["anchors", "ends", "made", "ways", "words"]
