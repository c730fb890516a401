"""The German lexicon: a first useful level."""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.language import Lexicon, listed_cues, word_classes

_CUES: Final = """
sagte sagt sagten sagen gesagt | sagen | q c k
erklärte erklärt erklärten | erklären | q c k
betonte betont betonten | betonen | q c k
meinte meint meinten | meinen | q c k
berichtete berichtet berichteten | berichten | q c k
schrieb schreibt schrieben | schreiben | q c k
antwortete antwortet | antworten | q c k
fragte fragt fragten | fragen | q
fügte | hinzufügen | q c k
ergänzte ergänzt | ergänzen | q c k
warnte warnt warnten | warnen | q c k
forderte fordert forderten | fordern | q c k
kritisierte kritisiert | kritisieren | q c k
versicherte versichert | versichern | q c k
behauptete behauptet | behaupten | q c k
bestätigte bestätigt | bestätigen | q c k
unterstrich unterstreicht | unterstreichen | q c k
rief ruft riefen | rufen | q
flüsterte flüstert | flüstern | q
erwiderte erwidert | erwidern | q c k
verkündete verkündet | verkünden | q c k
kündigte kündigt | ankündigen | q c k
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
        frames=(
            ("laut",),
            ("nach", "ansicht"),
            ("nach", "angaben"),
            ("nach", "den", "worten"),
            ("nach", "meinung"),
        ),
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
        nouns_capitalised=True,
        gendered={"sie": "f", "er": "m"},
        female_endings=("a",),
        male_endings=("o", "us", "ard", "bert", "fried", "helm"),
        title_endings=tuple(
            "mann frau erin istin er ler ist minister präsident abgeordnete meister rat".split()
        ),
        place_prepositions=frozenset(("in", "bei")),
        articles=frozenset(("der", "die", "das")),
    )
