"""`python -m supply.sbom`: the bill of materials of what builds the guide, as CycloneDX 1.6.

Every Python package of `requirements.lock` with its hashes, and every vendored file; what only tests need, of
`requirements-dev.lock`, is in it with the scope `excluded`. It is written to
`build/sbom.cdx.json` and held against the schema. The same lock gives the same bytes. Exit status 0 when
it is written, 1 when it does not keep to the schema.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.exception import MissingOptionalDependencyException
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from living_guide.publish.epoch import epoch
from supply.vendored import ROOT, vendored

TARGET = ROOT / "build/sbom.cdx.json"
LOCK, DEV_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_CLASSIFIER = "License :: OSI Approved :: "


def locked(text: str) -> dict[tuple[str, str], list[str]]:
    """Name and version of each pinned package, with the hashes of its files."""
    starts = list(_PINNED.finditer(text))
    ends = [*(found.start() for found in starts[1:]), len(text)]
    return {
        (found[1], found[2]): sorted(_HASH.findall(text[found.end() : end]))
        for found, end in zip(starts, ends, strict=True)
    }


def bill() -> Bom:
    """The bill of materials of this checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    root = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        bom_ref=project["name"],
        licenses=[LicenseFactory().make_from_string(project["license"])],
    )
    parts = [*_packages(), *_files()]
    bom = Bom(components=parts)
    bom.metadata.component = root
    bom.metadata.timestamp = datetime.fromtimestamp(epoch(ROOT) or 0, UTC)
    bom.serial_number = uuid5(NAMESPACE_URL, str([*packages(), *sorted(map(repr, vendored()))]))
    bom.register_dependency(root, parts)
    return bom


def packages() -> dict[tuple[str, str], list[str]]:
    """What both locks pin, as :func:`locked` says it."""
    return {
        pin: hashes for lock in (LOCK, DEV_LOCK) for pin, hashes in locked(lock.read_text("utf-8")).items()
    }


def _packages() -> Iterator[Component]:
    published_with = locked(LOCK.read_text("utf-8"))
    for (name, version), hashes in packages().items():
        purl = PackageURL("pypi", name=name.lower().replace("_", "-"), version=version)
        yield Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            scope=ComponentScope.REQUIRED if (name, version) in published_with else ComponentScope.EXCLUDED,
            purl=purl,
            bom_ref=purl.to_string(),
            licenses=_licences(name),
            # One for each file of the package: which of them is installed depends on the machine.
            external_references=[
                ExternalReference(
                    type=ExternalReferenceType.DISTRIBUTION,
                    url=XsUri(f"https://pypi.org/project/{purl.name}/{version}/#files"),
                    hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
                )
                for digest in hashes
            ],
        )


def _licences(name: str) -> list[License]:
    try:
        found = distribution(name)
    except PackageNotFoundError:  # for another system than this one
        return []
    said = _said(found)
    return [LicenseFactory().make_from_string(said)] if said else []


def _said(package: Distribution) -> str:
    """What a package says of its licence, in the clearest of the four ways it may."""
    told = package.metadata
    classifiers = [
        line.removeprefix(_CLASSIFIER)
        for line in told.get_all("Classifier", [])
        if line.startswith(_CLASSIFIER)
    ]
    plain = (told.get("License") or "").strip()
    text = next((str(found) for found in package.files or () if found.name == "LICENSE"), "")
    title = (
        (package.read_text(f"licenses/{Path(text).name}") or "").partition("\n")[0].strip() if text else ""
    )
    return (
        told.get("License-Expression")
        or (plain if len(plain) < 60 else "")
        or " OR ".join(classifiers)
        or title.removesuffix(" License")
    )


def _files() -> Iterator[Component]:
    for item in vendored():
        for path, digest in item.files.items():
            yield Component(
                name=Path(path).name,
                version=item.version,
                type=ComponentType.FILE,
                purl=PackageURL.from_string(item.purl),
                bom_ref=path,
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
                licenses=[LicenseFactory().make_from_string(item.licence)],
                description=f"{item.name}, {item.source}" + (f", made with {item.made}" if item.made else ""),
            )


def main() -> int:
    """Write the bill and hold it against the schema."""
    made = bill()
    written = JsonV1Dot6(made).output_as_string(indent=2) + "\n"
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(written, "utf-8")
    try:
        wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(written)
    except MissingOptionalDependencyException as missing:
        print(f"supply: it cannot be held against the schema here: {missing}", file=sys.stderr)
        return 1
    if wrong:
        print(f"supply: it does not keep to the schema: {wrong}", file=sys.stderr)
        return 1
    print(f"{TARGET.relative_to(ROOT)}: {len(made.components)} parts")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
