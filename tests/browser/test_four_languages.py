"""A guide in four languages, one of them written from right to left, one not even begun."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from axe import violations
from living_guide.publish.policy import headers
from projects import guide, small_project
from served import served

ARABIC = """\
---
title: الدليل الحي
description: أدلة عملية لرؤساء البلديات والمسؤولين المحليين.
translation: {by: human}
---

# الدليل الحي

هذا الدليل مخصص لرؤساء البلديات والمسؤولين المحليين الذين يعملون على الوقاية من الكراهية.
كل صفحة قصيرة ويمكن قراءتها على الهاتف.

## من أين أبدأ؟ { #start }

- استمع إلى السكان قبل أن تقرر.
- اكتب ما تعرفه وما لا تعرفه.

> نحن نعمل معًا من أجل مدينة آمنة.

!!! warning "تنبيه"

    إذا كان شخص ما في خطر الآن، فاتصل برقم الطوارئ 112.

| الخطوة | المسؤول |
|---|---|
| الاستماع | البلدية |
| المتابعة | المدرسة |

- [ ] حدِّد موعدًا.
"""
HOME = """\
# Home

We say what [hate](glossary/hate.md) is.

## I am

### A mayor

[The plan](plan.md)

### A member of staff

- [The plan](plan.md)
"""
CONCEPT = {
    "docs/data/glossary/hate.yml": "id: hate\nstatus: approved\n"
    "en: {term: hate, definition: To hate.}\nfr: {term: haine, definition: Haïr.}\n"
}
"""A word that nobody has put into the new languages yet."""
SEEN = """() => ({
  language: document.documentElement.lang,
  direction: getComputedStyle(document.body).direction,
  scrolls: document.documentElement.scrollWidth > innerWidth,
  heading: getComputedStyle(document.querySelector("article h1")).direction,
})"""


def test_an_arabic_home_reads_from_right_to_left(browser: Browser, tmp_path: Path) -> None:
    """Four languages fit a phone; an English page shown to readers of Arabic keeps its own direction."""
    project = small_project(
        tmp_path / "city",
        {"docs/en/index.md": HOME, "docs/en/plan.md": "# Plan\n\n- One step.\n", **CONCEPT},
    )
    for code in ("es", "ar"):
        assert guide(project, "add-language", code).status == 0
    (project / "docs/ar/index.md").write_text(ARABIC, "utf-8")
    ended = guide(project, "build")
    assert ended.status == 0, ended.said
    with served(project / "build/site", headers()) as site:
        for width in (320, 1280):
            look = {"width": width, "height": 800}
            with browser.new_context(base_url=site.address, viewport=look) as context:
                page = context.new_page()
                page.goto("/ar/")
                home = {"language": "ar", "direction": "rtl", "scrolls": False, "heading": "rtl"}
                assert page.evaluate(SEEN) == home
                assert violations(page) == []
                brand = page.locator(".lg-brand").bounding_box()
                assert brand and brand["x"] + brand["width"] / 2 > width / 2
                page.goto("/ar/plan/")
                assert page.evaluate(SEEN) == {**home, "heading": "ltr"}
                assert page.locator("article [lang=en][dir=ltr] h1").count() == 1
                assert violations(page) == []
                page.goto("/es/")
                assert page.evaluate(SEEN) == {**home, "language": "es", "direction": "ltr", "heading": "ltr"}
                assert page.locator(".lg-notice").is_visible()
                assert page.locator(".lg-home__section[lang=en] .lg-card").count() == 2
                assert violations(page) == []  # the parts of an original are told apart by their colours
                page.locator("article").get_by_role("link", name="hate").click()
                assert page.locator("article [lang=en] h1").inner_text() == "hate"
                assert page.locator(".lg-notice").is_visible()
