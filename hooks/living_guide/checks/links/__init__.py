"""Links, images and downloads: each leads somewhere, in the reader's language, and says where."""

from living_guide.checks.links import addresses, anchors, ends, made, ways, words

__all__ = ["addresses", "anchors", "ends", "made", "ways", "words"]
