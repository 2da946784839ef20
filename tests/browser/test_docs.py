"""The documentation of the API, in Swagger UI, under the strict policy of every page."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Opener, shoot
from tests.browser.test_everybody import COLOURS, violations


def opened(page: Page, operation: str) -> Locator:
    """An operation, opened by its button."""
    found = page.locator(f"#operations-{operation}")
    found.locator(".opblock-summary-control").click()
    return found


def test_an_operation_is_tried_in_the_page(open_page: Opener) -> None:
    """It opens, is sent with its example and shows the answer of this server; nothing foreign is asked and no
    policy is broken, which every page here is watched for.
    """
    page = open_page("/docs")
    operation = opened(page, "corpus-get_provision")
    operation.get_by_role("button", name="Execute").click()
    body = operation.locator(".live-responses-table code.language-json").first

    expect(body).to_contain_text("locator")
    assert json.loads(body.inner_text())["locator"] == "cbd/art-8/item-j"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_no_objection(open_page: Opener, scheme: str) -> None:
    """To the list, nor to operations that read, write and erase once they are opened and tried; the page is
    as dark as the system, and there its colours alone are looked at: the rest is the same.
    """
    rules = COLOURS if scheme == "dark" else ()
    page = open_page("/docs", color_scheme=scheme, reduced_motion="reduce")
    assert violations(page, rules) == []
    operation = opened(page, "corpus-get_provision")
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".live-responses-table")).to_be_visible()
    opened(page, "answers-ask")
    opened(page, "access-sign_out")
    shoot(page, f"docs-{scheme}")
    assert violations(page, rules) == []
    dark = page.evaluate("document.documentElement.classList.contains('dark-mode')")
    assert dark == (scheme == "dark")


def test_an_address_opens_its_operation(open_page: Opener) -> None:
    """As it stands in the address bar once the operation was opened."""
    page = open_page("/docs")
    opened(page, "corpus-get_provision")
    expect(page).to_have_url(re.compile("#/corpus/get_provision$"))
    again = open_page("/docs#/corpus/get_provision")
    expect(again.locator("#operations-corpus-get_provision .opblock-body")).to_be_visible()
