from __future__ import annotations

import os
from pathlib import Path

import environ

from archive.embedded import database_url, locate
from archive.embedded.location import SOCKET_PATH_LIMIT


def test_the_data_is_in_the_checkout_or_as_root_below_var_lib(tmp_path: Path) -> None:
    checkout = tmp_path / "my archive"
    data = locate(checkout, {}).data
    if os.geteuid() == 0:
        assert data.parent == Path("/var/lib/onrecord")
        assert data.name.startswith("my-archive-")
    else:
        assert data == checkout / "var"


def test_two_checkouts_of_the_same_name_have_two_places(tmp_path: Path) -> None:
    assert locate(tmp_path / "a/site", {}).data != locate(tmp_path / "b/site", {}).data


def test_a_link_to_a_checkout_has_the_place_of_the_checkout(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "link").symlink_to("site")
    assert locate(tmp_path / "link", {}) == locate(tmp_path / "site", {})


def test_onrecord_data_names_the_place(tmp_path: Path) -> None:
    location = locate(tmp_path, {"ONRECORD_DATA": str(tmp_path / "kept")})
    assert location.cluster == tmp_path / "kept/postgres"
    assert location.given


def test_a_relative_place_counts_from_the_project_whatever_the_working_folder(
    tmp_path: Path,
) -> None:
    assert locate(tmp_path, {"ONRECORD_DATA": "kept"}).data == tmp_path / "kept"


def test_an_empty_onrecord_data_is_none(tmp_path: Path) -> None:
    assert locate(tmp_path, {"ONRECORD_DATA": ""}) == locate(tmp_path, {})


def test_locating_makes_nothing(tmp_path: Path) -> None:
    database_url(locate(tmp_path, {"ONRECORD_DATA": "kept"}))
    assert list(tmp_path.iterdir()) == []


def test_django_environ_understands_the_url(tmp_path: Path) -> None:
    location = locate(Path("/srv"), {"ONRECORD_DATA": "/srv/a place & more"})
    settings = environ.Env.db_url_config(database_url(location))
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["NAME"], settings["USER"], settings["PASSWORD"]) == (
        "onrecord",
        "onrecord",
        "",
    )
    assert settings["OPTIONS"] == {"host": "/srv/a place & more/run", "port": 5432}


def test_a_socket_path_too_long_for_the_system_is_replaced_by_a_short_one() -> None:
    for length in range(60, 130):
        location = locate(Path("/srv"), {"ONRECORD_DATA": "/" + "d" * length})
        assert len(str(location.socket)) <= SOCKET_PATH_LIMIT
        assert location.data == Path("/" + "d" * length)


def test_a_comma_which_libpq_takes_for_two_hosts_is_not_in_the_socket_path() -> None:
    assert "," not in str(locate(Path("/srv"), {"ONRECORD_DATA": "/srv/one, two"}).sockets)


def test_short_places_differ_as_their_data_do() -> None:
    one, other = (locate(Path("/srv"), {"ONRECORD_DATA": f"/srv/,{name}"}) for name in "ab")
    assert one.sockets != other.sockets
