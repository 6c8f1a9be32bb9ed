"""What strangers may not bring in: refused with its place and a cure, before anything is built."""

from living_guide.checks.safety import data, files, pages

__all__ = ["data", "files", "pages"]
