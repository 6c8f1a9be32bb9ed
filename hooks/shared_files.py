"""Which files each language's build is given: MkDocs' event, and nothing else."""

from pathlib import Path

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

from living_guide.stage.tree import shared_places


@event_priority(-200)  # behind static-i18n, which keeps what all languages share from all but the first
def on_files(files, config):
    for place in shared_places(Path(config.docs_dir), config.plugins["i18n"].all_languages):
        if place not in files.src_uris:
            files.append(File(place, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files
