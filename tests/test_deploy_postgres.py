"""The compose file of the shared index. No container can be started here; what can be known without one is
checked. The scripts are run in tests/postgres/test_operation.py.
"""

import ipaddress
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.cli.main import _parser
from assistant.settings import Settings
from index.postgres.connections import hosts_of

FOLDER = Path(__file__).resolve().parent.parent / "deploy" / "postgres"
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
HOSTS = {"primary", "standby-1", "standby-2"}
SERVERS = {"assistant-1", "assistant-2"}
ADDRESS = re.compile(r"postgresql://\S+")


def addresses(service: dict[str, Any]) -> list[str]:
    """The addresses of the database that a service is given."""
    return ADDRESS.findall(
        " ".join(map(str, [*service.get("command", []), *service["environment"].values()]))
    )


def test_everything_is_there() -> None:
    """Hosts, servers and a proxy; what makes the schema, and what builds, is run when it is asked for."""
    assert {name for name, one in SERVICES.items() if "profiles" not in one} == HOSTS | SERVERS | {"proxy"}
    assert {name for name, one in SERVICES.items() if "profiles" in one} == {"schema", "build"}


def test_each_comes_to_the_database_in_its_own_role() -> None:
    """With all hosts in the address, and no password in it."""
    roles = {
        "schema": "cbd_owner",
        "build": "cbd_builder",
        "assistant-1": "cbd_reader",
        "assistant-2": "cbd_reader",
    }
    for name, role in roles.items():
        (found,) = addresses(SERVICES[name])
        hosts = hosts_of(found)
        assert {one["host"] for one in hosts} == HOSTS
        assert {one["user"] for one in hosts} == {role}
        assert SERVICES[name]["environment"]["PGPASSWORD"] == f"${{{role.upper()}_PASSWORD:?}}"
        assert "password" not in hosts[0]
    for name in ("standby-1", "standby-2"):
        assert set(SERVICES[name]["environment"]["CBD_HOSTS_OF_INDEX"].split(",")) == HOSTS
    assert {f"CBD_{role.upper()}_PASSWORD" for role in ("owner", "builder", "reader", "standby")} <= set(
        SERVICES["primary"]["environment"]
    )


def test_commands_and_settings_are_known() -> None:
    """Of everything that runs the assistant."""
    for name in (*SERVERS, "schema", "build"):
        program, *arguments = SERVICES[name]["command"]
        assert program == "cbd-assistant"
        _parser().parse_args(arguments)
        own = {
            key.removeprefix("CBD_").lower()
            for key in SERVICES[name]["environment"]
            if key.startswith("CBD_")
        }
        assert own <= set(Settings.__slots__)


def test_only_the_proxy_is_reached_from_outside() -> None:
    """The rest publishes no port and may do little; the servers believe the proxy alone."""
    assert {name for name, one in SERVICES.items() if "ports" in one} == {"proxy"}
    for name in set(SERVICES) - {"proxy"}:
        assert SERVICES[name]["cap_drop"] == ["ALL"], name
        assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"], name
    place = SERVICES["proxy"]["networks"]["inside"]["ipv4_address"]
    assert ipaddress.ip_address(place) in ipaddress.ip_network(
        COMPOSE["networks"]["inside"]["ipam"]["config"][0]["subnet"]
    )
    assert all(SERVICES[name]["environment"]["CBD_PROXIES"] == place for name in SERVERS)


def test_files_and_volumes_exist() -> None:
    """A host has a volume of its own, and each file that is brought in is one of this folder."""
    kept = {}
    for name, service in SERVICES.items():
        for volume in service.get("volumes", []):
            source, target, *_ = volume.split(":")
            if source.startswith("."):
                assert (FOLDER / source).exists(), volume
            else:
                assert source in COMPOSE["volumes"]
                kept[name, source] = target
    assert {(name, name) for name in HOSTS} <= set(kept)
    assert {target for (_, source), target in kept.items() if source in HOSTS} == {"/var/lib/postgresql"}
    for script in FOLDER.glob("*.sh"):
        assert script.stat().st_mode & 0o111
        subprocess.run(["sh", "-n", str(script)], check=True)


@pytest.mark.skipif(shutil.which("caddy") is None, reason="Caddy is not here")
def test_the_proxy_knows_both_servers(tmp_path: Path) -> None:
    """Caddy reads its file, and asks both whether they are ready."""
    done = subprocess.run(
        ["caddy", "adapt", "--config", str(FOLDER / "Caddyfile"), "--adapter", "caddyfile", "--validate"],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "CBD_HOSTS": "assistant.example.org"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert set(re.findall(r'"dial":"([^"]+)"', done.stdout)) == {f"{name}:8000" for name in SERVERS}
    assert '"uri":"/health/ready"' in done.stdout
    assert '"flush_interval":-1' in done.stdout
