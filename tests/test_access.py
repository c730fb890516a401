"""Every address × method × role: what is answered stands in tests/access.py, one row an address."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from archive.models import (
    Change,
    Draw,
    ImportBatch,
    ImportProblem,
    ReaderReport,
    Speaker,
    Statement,
    Topic,
)
from archive.models.identity import tell_apart
from archive.portable.tables import TABLES
from tests.access import ROLES, ROWS
from tests.factories import make_person, make_speaker, make_statement

pytestmark = pytest.mark.django_db
OTHER_METHODS = ("PUT", "DELETE")


def routes(patterns=None, before: str = "") -> list[str]:
    """Return every address of the project as the URL configuration writes it."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        is_folder = isinstance(pattern, URLResolver)
        found += routes(pattern.url_patterns, route) if is_folder else [route]
    return found


@pytest.fixture
def objects(db):
    """Return which object stands for the parameters of a route, by the beginning of the route."""
    with transaction.atomic():
        statement = make_statement()
        speaker = make_speaker("Ben Orr")
        apart = tell_apart(statement.speaker, speaker, make_person("editor", "apart"))
        problem = ImportProblem.objects.create(
            batch=ImportBatch.objects.get(), source="a.txt", origin="file:///a.txt", reason="empty"
        )
        made = Draw.objects.create(size=10, seed=1, by=apart.by)
        report = ReaderReport.objects.create(statement=statement, problem="words")
        statement.check_by(make_person("curator", "before"))
        Statement.objects.filter(pk=statement.pk).update(status="machine", decided_by=None)
    return {
        "statements/<int:pk>": statement.pk,
        "api/v1/statements/<int:pk>/": statement.pk,
        "on/": statement.said_on,
        "articles/<int:pk>/": statement.article_id,
        "speakers/<name:slug>/": speaker.slug,
        "outlets/<name:slug>/": statement.outlet.slug,
        "quotations/<int:pk>/": 0,
        "language/": "de",
        "admin/auth/group/": Group.objects.get(name="curator").pk,
        "admin/auth/user/": make_person("reader", "somebody").pk,
        "admin/archive/change/": Change.objects.first().pk,
        "admin/archive/article/": statement.article_id,
        "admin/archive/outlet/": statement.outlet_id,
        "admin/archive/draw/": made.pk,
        "admin/archive/identitydecision/": apart.pk,
        "admin/archive/importbatch/": problem.batch_id,
        "admin/archive/importproblem/": problem.pk,
        "admin/archive/readerreport/": report.pk,
        "admin/archive/speaker/": speaker.pk,
        "admin/archive/statement/": statement.pk,
        "admin/archive/topic/": Topic.objects.named("Bridges").pk,
    }


def address(route: str, objects: dict) -> str:
    """Return a real address of the route."""
    fixed = {
        "admin/r/<path:content_type_id>/<path:object_id>/": (
            f"admin/r/{ContentType.objects.get_for_model(Speaker).pk}"
            f"/{objects['admin/archive/speaker/']}/"
        ),
        "on/<year:year>/": f"on/{objects['on/']:%Y}/",
        "on/<year:year>/<two:month>/": f"on/{objects['on/']:%Y/%m}/",
        "on/<year:year>/<two:month>/<two:day>/": f"on/{objects['on/']:%Y/%m/%d}/",
        "admin/^(?P<app_label>auth|archive)/$": "admin/archive/",
        "admin/(?P<url>.*)$": "admin/nowhere",
    }
    if route in fixed or "<" not in route:
        return "/" + fixed.get(route, route)
    owner = max((start for start in objects if route.startswith(start)), key=len, default=None)
    assert owner is not None, f"tests/test_access.py: which object is {route}?"
    value = str(objects[owner])
    return "/" + re.sub("<[^>]+>", value, route)


@pytest.fixture
def cookies(objects):
    """Return the session cookie of somebody of each role, "" for nobody."""
    found = {"anonymous": ""}
    for role in ROLES[1:]:
        client = Client()
        client.force_login(make_person(role))
        found[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return found


def answer(where: str, method: str, cookie: str, **client) -> int:
    """Return the status; whatever it changed is undone."""
    asking = Client(**client)
    if cookie:
        asking.cookies[settings.SESSION_COOKIE_NAME] = cookie
    with transaction.atomic():
        status = asking.generic(method, where).status_code
        transaction.set_rollback(True)
    return status


def test_each_address_has_a_row_and_each_row_an_address():
    assert sorted(ROWS) == sorted(routes()), "a new address needs a row in tests/access.py"


def test_each_address_answers_each_role_as_its_row_says(objects, cookies):
    wrong = []
    for route, row in ROWS.items():
        where = address(route, objects)
        for method, expected in zip(("GET", "POST"), row, strict=True):
            given = " ".join(str(answer(where, method, cookies[role])) for role in ROLES)
            if given != expected:
                wrong.append(f"{method} {route}: {given}, and not {expected}")
    assert not wrong, "\n".join(wrong)


def test_no_form_is_taken_without_its_token(objects, cookies):
    taken = [
        (route, role)
        for route in ROWS
        for role in ("anonymous", "administrator")
        if answer(address(route, objects), "POST", cookies[role], enforce_csrf_checks=True) != 403
    ]
    assert taken == []


def everything() -> dict:
    """Return all rows that somebody could change."""
    kept = [table.model for table in TABLES] + [User, Group]
    rows = {model: list(model._base_manager.order_by("pk").values_list()) for model in kept}
    memberships = (User.groups.through, User.user_permissions.through, Group.permissions.through)
    return rows | {one: list(one.objects.order_by("pk").values_list()) for one in memberships}


def test_nothing_but_a_form_changes_anything(objects, cookies):
    before = everything()
    for route in ROWS:
        where = address(route, objects)
        for method in ("GET", *OTHER_METHODS):
            asking = Client()
            asking.cookies[settings.SESSION_COOKIE_NAME] = cookies["administrator"]
            assert asking.generic(method, where).status_code < 500, (method, route)
    assert everything() == before
    assert Session.objects.filter(session_key=cookies["administrator"]).exists()


def test_nobody_below_an_administrator_reaches_an_account():
    for route, row in ROWS.items():
        if route.startswith("admin/auth/"):
            for expected in row:
                assert set(expected.split()[:4]) <= {"302", "403", "404"}, route
