"""The city's own file and layer: what stands there is on every page, or in the place of upstream's."""

from living_guide.checks.city import file, layer, looks

__all__ = ["file", "layer", "looks"]
