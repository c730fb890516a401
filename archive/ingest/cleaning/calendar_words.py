"""Names of months and weekdays, time zones and labels of dates, as news pages print them."""

from __future__ import annotations

_MONTHS = """
1 january jan januar janvier janv enero ene января январь янв
2 february feb febr februar février fevrier févr fév febrero февраля февраль фев февр
3 march mar märz maerz mrz mars marzo марта март мар
4 april apr avril avr abril abr апреля апрель апр
5 may mai mayo мая май
6 june jun juni juin junio июня июнь июн
7 july jul juli juillet juil julio июля июль июл
8 august aug août aout agosto ago августа август авг
9 september sept sep septembre septiembre set сентября сентябрь сен сент
10 october oct oktober okt octobre octubre октября октябрь окт
11 november nov novembre noviembre ноября ноябрь ноя нояб
12 december dec dezember dez décembre decembre déc diciembre dic декабря декабрь дек
"""
_WEEKDAYS = """
0 monday mon montag lundi lunes понедельник
1 tuesday tue tues dienstag mardi martes вторник
2 wednesday wed mittwoch mercredi miércoles miercoles среда среду
3 thursday thu thur thurs donnerstag jeudi jueves четверг
4 friday fri freitag vendredi viernes пятница пятницу
5 saturday sat samstag sonnabend samedi sábado sabado суббота субботу
6 sunday sun sonntag dimanche domingo воскресенье
"""


def _table(rows: str) -> dict[str, int]:
    return {
        name: int(number)
        for number, *names in (row.split() for row in rows.strip().splitlines())
        for name in names
    }


MONTHS = _table(_MONTHS)  # casefolded name → 1 to 12
WEEKDAYS = _table(_WEEKDAYS)  # casefolded name → 0 (Monday) to 6
# Short forms that are words of their own ("sun", "mar") are weekdays and months only in a stamp.
LONG_WEEKDAYS = {name: number for name, number in WEEKDAYS.items() if len(name) > 5}

# Minutes east of Greenwich. Names that mean one thing in summer and another in winter ("ET")
# are left out: a time with such a zone is kept as printed only.
ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "wet": 0, "bst": 60, "cet": 60, "mez": 60, "west": 60,
    "cest": 120, "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "мск": 180, "гринвичу": 0,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480,
    "pdt": -420, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "ist": 330, "aest": 600,
    "aedt": 660,
}  # fmt: skip

UPDATED = (
    "last updated", "updated", "update", "last modified", "modified", "last edited", "edited",
    "aktualisiert am", "aktualisiert", "zuletzt aktualisiert", "stand", "geändert",
    "mis à jour le", "mis à jour", "modifié le", "actualizado el", "actualizado",
    "обновлено", "изменено",
)  # fmt: skip
PUBLISHED = (
    "first published", "date published", "published", "publication date", "posted", "created",
    "released", "issued", "date", "dated", "veröffentlicht am", "veröffentlicht", "erschienen am",
    "erstellt am", "publié le", "publié", "paru le", "publicado el", "publicado", "fecha",
    "datum", "опубликовано", "дата публикации", "дата",
)  # fmt: skip
