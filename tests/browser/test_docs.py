"""The documentation of the API, in Swagger UI, under the strict policy of every page."""

import json

from playwright.sync_api import expect

from tests.browser.conftest import Opener


def test_an_operation_is_tried_in_the_page(open_page: Opener) -> None:
    """It opens, is sent with its example and shows the answer of this server; nothing foreign is asked and no
    policy is broken, which every page here is watched for.
    """
    page = open_page("/docs")
    operation = page.locator("#operations-corpus-get_provision")
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Execute").click()
    body = operation.locator(".live-responses-table code.language-json").first

    expect(body).to_contain_text("locator")
    assert json.loads(body.inner_text())["locator"] == "cbd/art-8/item-j"
