#!/bin/sh
# Finds a Firefox for the tests in it, or installs Debian's: $FIREFOX first, then the PATH.
# Prints what was found. Ends well even where none could be had: the tests then skip and say why.
found() {
    echo "browser: $1"
    exit 0
}

on_path() {
    for name in firefox-esr firefox; do
        command -v "$name" 2>/dev/null && return 0
    done
    return 1
}

[ -n "$FIREFOX" ] && [ -x "$FIREFOX" ] && found "$FIREFOX"
path=$(on_path) && found "$path"

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "browser: no Firefox found, installing Debian's firefox-esr"
    (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends firefox-esr) >/dev/null 2>&1
    path=$(on_path) && found "$path"
fi

echo "browser: warning: no Firefox could be found or installed; the tests in it will be skipped" >&2
exit 0
