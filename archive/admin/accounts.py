"""Accounts: whoever manages them gives roles, and cannot make or touch a superuser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import User

from archive.roles import Role, give, role_of

if TYPE_CHECKING:
    from django.http import HttpRequest

PERSON = ("Person", {"fields": ("first_name", "last_name", "email")})
LOGIN = (None, {"fields": ("username", "password")})


class AccountForm(UserChangeForm):
    """An account with one role instead of single permissions."""

    role = forms.ChoiceField(choices=Role, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = role_of(self.instance).value


admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Django's own page for superusers; for administrators, one with roles."""

    list_display = ("username", "email", "role", "is_active", "last_login")
    list_filter = ("groups", "is_active", "is_superuser")

    @admin.display
    def role(self, user: User) -> str:
        """Return what the account may do."""
        return "superuser" if user.is_superuser else role_of(user).value

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody but superusers change a superuser, their password included."""
        is_above = obj is not None and obj.is_superuser and not _is_superuser(request)
        return not is_above and super().has_change_permission(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Offer single permissions and groups to superusers only."""
        if obj is None or _is_superuser(request):
            return super().get_fieldsets(request, obj)
        rights = ("What they may do", {"fields": ("is_active", "role")})
        closed = ("Times", {"fields": ("last_login", "date_joined")})
        return [LOGIN, PERSON, rights, closed]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Close the times; show the role where it cannot be given."""
        closed = ["last_login", "date_joined"]
        if obj is not None and not self.has_change_permission(request, obj):
            closed.append("role")
        return [] if _is_superuser(request) else closed

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Take the form with roles for whoever is no superuser."""
        if obj is not None and not _is_superuser(request):
            kwargs["form"] = AccountForm if self.has_change_permission(request, obj) else self.form
        return super().get_form(request, obj, **kwargs | {"change": change})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and give the role that was chosen."""
        super().save_model(request, obj, form, change)
        if "role" in form.cleaned_data:
            give(obj, Role(form.cleaned_data["role"]))


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))
