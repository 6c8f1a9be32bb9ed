"""Where the project lives: addresses at which people edit, add and discuss its files.

They follow from `repo_url` and `edit_uri` of `mkdocs.yml`. What cannot be told from these is not
guessed: then there is no link.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from living_guide.tracking import split_address

_EDIT = re.compile(r"(?P<verb>(?:-/|_)?edit)/(?P<branch>[^/?#]+)/(?P<folder>[^?#]*?)docs/")


@dataclass(frozen=True, slots=True)
class Ways:
    """A kind of forge: its addresses below the project's own, `{}` filled in with quoted values."""

    edit: str
    create: str
    history: str
    show: str
    issue: str
    fields: str
    """What a field of an issue is called in the address; empty where only the title can be given."""


_GITHUB = Ways(
    edit="edit/{branch}/{path}",
    create="new/{branch}?filename={path}&value={text}",
    history="commits/{branch}/{path}",
    show="blob/{branch}/{path}",
    issue="issues/new?template={form}.yml",
    fields="{name}",
)
_GITLAB = Ways(
    edit="-/edit/{branch}/{path}",
    create="-/new/{branch}/{folder}?file_name={name}",
    history="-/commits/{branch}/{path}",
    show="-/blob/{branch}/{path}",
    issue="-/issues/new?issuable_template={form}",
    fields="",  # a description in the address would take the place of the form
)
_GITEA = Ways(
    edit="_edit/{branch}/{path}",
    create="_new/{branch}/?filename={path}&value={text}",
    history="commits/branch/{branch}/{path}",
    show="src/branch/{branch}/{path}",
    issue="issues/new?template=.github/ISSUE_TEMPLATE/{form}.yml",
    fields="field:{name}",
)
_KINDS = {"edit": _GITHUB, "-/edit": _GITLAB, "_edit": _GITEA}
"""By how their addresses for editing begin: Gitea's are Forgejo's and Codeberg's too."""


@dataclass(frozen=True, slots=True)
class Forge:
    """The project's place; `address` and `folder` end with a slash, `folder` may be empty."""

    address: str
    ways: Ways
    branch: str
    folder: str
    """Where the project lies in its repository."""

    def edit(self, path: str) -> str:
        """Where a file is edited. `path` is relative to the project's root, here and below."""
        return self._filled(self.ways.edit, path)

    def create(self, path: str, text: str = "") -> str:
        """Where a missing file is written, named and begun as far as the forge allows."""
        return self._filled(self.ways.create, path, text=text)

    def history(self, path: str) -> str:
        """Where all versions of a file are listed."""
        return self._filled(self.ways.history, path)

    def show(self, path: str) -> str:
        """Where a file can be read."""
        return self._filled(self.ways.show, path)

    def issue(self, form: str, title: str, fields: Mapping[str, str]) -> str:
        """A form to fill in, begun with what is known already."""
        address = self.address + self.ways.issue.format(form=quote(form, safe=""))
        if not self.ways.fields:
            return f"{address}&{urlencode({'issue[title]': title}, quote_via=quote)}"
        known = {self.ways.fields.format(name=name): value for name, value in fields.items()}
        return f"{address}&{urlencode({'title': title, **known}, quote_via=quote)}"

    def _filled(self, way: str, path: str, text: str = "") -> str:
        whole = quote(self.folder + path)
        folder, _, name = whole.rpartition("/")
        return self.address + way.format(
            branch=quote(self.branch, safe=""),
            path=whole,
            folder=folder,
            name=name,
            text=quote(text, safe=""),
        )


def forge_of(written: Mapping[str, Any]) -> Forge | None:
    """The forge a configuration names; None where it names none, or one whose ways are unknown."""
    address, edit = written.get("repo_url"), written.get("edit_uri")
    parts = split_address(address) if isinstance(address, str) else None
    if not isinstance(address, str) or parts is None or parts.scheme not in ("http", "https"):
        return None
    host = parts.netloc.lower()
    if edit is None and host in ("github.com", "gitlab.com"):
        edit = "edit/master/docs/"  # as MkDocs takes it to be
    found = _EDIT.fullmatch(f"{str(edit or '').strip('/')}/")
    if found is None:
        return None
    ways = _GITLAB if "gitlab" in host else _KINDS[found["verb"]]
    return Forge(address.rstrip("/") + "/", ways, found["branch"], found["folder"])
