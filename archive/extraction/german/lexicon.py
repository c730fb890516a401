"""The German lexicon: a first useful level."""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.language import Lexicon, listed_cues, word_classes

_CUES: Final = """
sagte sagt sagten sagen gesagt | sagen | q c
erklärte erklärt erklärten | erklären | q c
betonte betont betonten | betonen | q c
meinte meint meinten | meinen | q c
berichtete berichtet berichteten | berichten | q c
schrieb schreibt schrieben | schreiben | q c
antwortete antwortet | antworten | q c
fragte fragt fragten | fragen | q
fügte | hinzufügen | q c
ergänzte ergänzt | ergänzen | q c
warnte warnt warnten | warnen | q c
forderte fordert forderten | fordern | q c
kritisierte kritisiert | kritisieren | q c
versicherte versichert | versichern | q c
behauptete behauptet | behaupten | q c
bestätigte bestätigt | bestätigen | q c
unterstrich unterstreicht | unterstreichen | q c
rief ruft riefen | rufen | q
flüsterte flüstert | flüstern | q
erwiderte erwidert | erwidern | q c
verkündete verkündet | verkünden | q c
kündigte kündigt | ankündigen | q c
"""

_CLASSES: Final = (
    ("der die das den dem des ein eine einer eines einem einen dieser diese dieses jede", tags.DET),
    (
        "von in im am an auf bei für mit nach vor über unter aus zu zum zur seit laut gegen",
        tags.PREP,
    ),
    ("er sie es wir ich ihr man", tags.PRONOUN),
    ("ihn ihm uns mich mir sich ihnen", tags.OBJECT),
    ("sein seine seiner ihre ihrer unser unsere mein meine", tags.POSSESSIVE),
    ("ist sind war waren wird werden wurde wurden hat haben hatte hatten", tags.AUX),
    ("kann können konnte muss müssen soll sollen sollte will wollen wollte darf würde", tags.MODAL),
    ("nicht nie kein keine", tags.NOT),
    ("und oder aber sondern", tags.CONJ),
    ("weil während wenn falls obwohl nachdem bevor", tags.SUBORD),
    ("dass daß", tags.THAT),
    ("auch dann später jetzt heute gestern weiter zudem außerdem dabei dazu hinzu", tags.ADVERB),
    ("montag dienstag mittwoch donnerstag freitag samstag sonntag abend morgen jahr", tags.TIME),
    (
        """herr frau präsident präsidentin minister ministerin kanzler kanzlerin sprecher
        sprecherin bürgermeister bürgermeisterin vorsitzende vorsitzender chef chefin professor
        professorin direktor direktorin abgeordnete abgeordneter dr. außenminister
        außenministerin innenminister innenministerin finanzminister finanzministerin
        umweltministerin umweltminister bundeskanzler bundeskanzlerin regierungssprecher
        regierungssprecherin ministerpräsident ministerpräsidentin oberbürgermeister
        oberbürgermeisterin leiter leiterin""",
        tags.TITLE,
    ),
    ("regierung partei ministerium gericht polizei verband gewerkschaft bank amt", tags.BODY),
)


def lexicon() -> Lexicon:
    """Return the lexicon of German."""
    cues = listed_cues(_CUES)
    return Lexicon(
        code="de",
        classes=word_classes((*_CLASSES, (" ".join(cues), tags.CUE))),
        cues=cues,
        female_names=frozenset(
            "anna maria petra sabine ursula monika heike karin birgit julia lena laura eva".split()
        ),
        male_names=frozenset(
            "hans peter klaus jürgen thomas stefan uwe olaf karl paul max felix jan lukas".split()
        ),
        female_words=frozenset(
            "sie frau ministerin präsidentin kanzlerin sprecherin bürgermeisterin chefin".split()
        ),
        male_words=frozenset("er herr minister präsident kanzler bürgermeister chef".split()),
        name_particles=frozenset("von der zu zum den".split()),
        abbreviations=frozenset("dr prof st nr".split()),
        singular_pronouns=frozenset(("er", "sie")),
    )
