"""The third wall's one file, the forms it takes, and what a built page may not hold beside it."""

from __future__ import annotations

import pytest

from living_guide.publish.contained import file_fault, policy_fault, script_faults, tag_faults
from living_guide.publish.policy import for_caddy, for_hosts, for_nginx, headers, page_policy

HEAD = f'<html><head>\n  <meta http-equiv="Content-Security-Policy" content="{page_policy()}">'


def test_nothing_runs_that_stands_in_a_page_and_nothing_comes_from_elsewhere() -> None:
    said = dict(item.split(" ", 1) for item in headers()["Content-Security-Policy"].split("; "))
    assert said["default-src"] == "'none'"
    assert said["script-src"] == said["style-src"] == said["connect-src"] == "'self'"
    assert said["frame-ancestors"] == said["base-uri"] == "'none'"
    assert (said["require-trusted-types-for"], said["trusted-types"]) == ("'script'", "living-guide")
    whole = headers()["Content-Security-Policy"]
    for weak in ("unsafe", "http:", "https:", "*", "blob:", "nonce-"):
        assert weak not in whole


def test_a_page_says_all_but_what_only_a_header_can() -> None:
    missing = set(headers()["Content-Security-Policy"].split("; ")) - set(page_policy().split("; "))
    assert missing == {"frame-ancestors 'none'"}


@pytest.mark.parametrize("address", ["", "https://guide.org", "https://guide.org/"])
def test_a_whole_host_is_asked_for_by_https_alone_and_no_other(address: str) -> None:
    assert "  Strict-Transport-Security: max-age=63072000\n" in for_hosts(address)
    assert "includeSubDomains" not in for_hosts(address)


def test_below_a_path_nobody_speaks_for_the_host() -> None:
    for text in (for_hosts("https://guide.org/some/path/"), for_caddy(), for_nginx()):
        assert "Strict-Transport" not in text


@pytest.mark.parametrize("form", [lambda: for_hosts(""), for_caddy, for_nginx])
def test_each_form_says_every_header(form: object) -> None:
    assert callable(form)
    text = form()
    lines = [line for line in text.splitlines() if "Content-Security-Policy" in line]
    assert len(lines) == 1
    for name, value in headers().items():
        assert name in text
        assert value in text
        assert '"' not in value and "\n" not in value


def test_the_policy_stands_first() -> None:
    assert policy_fault(HEAD) is None
    for html in (HEAD.replace("<meta", '<meta charset="utf-8"><meta'), HEAD.replace("'none'", "*"), "<head>"):
        assert policy_fault(html) is not None


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ('<script src="a.js"></script>', 0),
        ('<script id="x" type="application/json">{"a": 1}</script>', 0),
        ("<script>x()</script>", 1),
        ('<SCRIPT type="module">x()</SCRIPT>', 1),
        ('<script type="text/javascript">x()</script ><script>y()</script>', 2),
        ('<script data-type="application/json">x()</script>', 1),
    ],
)
def test_scripts_in_a_page(html: str, faults: int) -> None:
    assert len([*script_faults(html)]) == faults


@pytest.mark.parametrize(
    ("tag", "values", "faults"),
    [
        ("p", {"class": "x", "id": "on"}, 0),
        ("meta", {"name": "viewport"}, 0),
        ("meta", {"http-equiv": "Content-Security-Policy"}, 0),
        ("p", {"onclick": "x()"}, 1),
        ("p", {"style": "color:red"}, 1),
        ("iframe", {"srcdoc": "x"}, 2),
        ("base", {"href": "/"}, 1),
        ("meta", {"http-equiv": "Refresh", "content": "0"}, 1),
        ("style", {}, 1),
    ],
)
def test_tags_in_a_page(tag: str, values: dict[str, str], faults: int) -> None:
    assert len([*tag_faults(tag, values)]) == faults


@pytest.mark.parametrize(
    ("path", "is_known"),
    [
        ("assets/javascripts/guide.js", True),
        ("fr/assets/javascripts/guide.js", True),
        ("assets/evil.js", False),
        ("fr/guides/evil.MJS", False),
        ("guides/evil.wasm", False),
        ("assets/images/x.png", True),
    ],
)
def test_files_of_the_site(path: str, is_known: bool) -> None:
    assert (file_fault(path, ("", "fr/")) is None) is is_known
