"""What a browser says it is."""

import pytest

from assistant.access.device import device_of

WEBKIT = "AppleWebKit/537.36"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox, Windows"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/131.0 Safari/537.36", "Chrome, Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/131.0 Safari/537.36 Edg/131.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        (f"Mozilla/5.0 (Linux; Android 14) {WEBKIT} Chrome/131.0 Safari/537.36", "Chrome, Android"),
        ("curl/8.5.0", ""),
        ("<script>Linux", "Linux"),
        ("", ""),
    ],
)
def test_a_browser_is_called_as_people_know_it(user_agent: str, device: str) -> None:
    """By names of ours, whatever it sends."""
    assert device_of(user_agent) == device
