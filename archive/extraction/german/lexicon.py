"""The German lexicon: a first useful level."""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.language import Lexicon, listed_cues, word_classes

# Forms, verb, frames and, of a separable verb, the prefixes that close its clause.
_CUES: Final = """
sagte sagt sagten sagen gesagt | sagen | q c k o
erklärte erklärt erklärten | erklären | q c k
betonte betont betonten | betonen | q c k
meinte meint meinten | meinen | q c k
berichtete berichtet berichteten | berichten | q c k
schrieb schreibt schrieben | schreiben | q c k
antwortete antwortet | antworten | q c k
fragte fragt fragten | fragen | q
fügte fügt fügten | hinzufügen | q c k | hinzu an
hinzufügte | hinzufügen | q c k
ergänzte ergänzt | ergänzen | q c k
warnte warnt warnten | warnen | q c k
forderte fordert forderten | fordern | q c k
kritisierte kritisiert | kritisieren | q c k
versicherte versichert | versichern | q c k
behauptete behauptet | behaupten | q c k
bestätigte bestätigt | bestätigen | q c k
unterstrich unterstreicht | unterstreichen | q c k
bekräftigte bekräftigt | bekräftigen | q c k
erläuterte erläutert | erläutern | q c k
rief ruft riefen | rufen | q
flüsterte flüstert | flüstern | q
erwiderte erwidert | erwidern | q c k
entgegnete entgegnet | entgegnen | q c k
verkündete verkündet | verkünden | q c k
erzählte erzählt erzählten | erzählen | q c k
erinnerte erinnert | erinnern | q
kündigte kündigt kündigten | ankündigen | q c k | an
ankündigte angekündigt | ankündigen | q c k
teilte teilt teilten | mitteilen | q c k | mit
mitteilte mitteilt mitteilten mitgeteilt | mitteilen | q c k
räumte räumt räumten | einräumen | q c k | ein
einräumte | einräumen | q c k
gab gibt gaben | angeben | q c k | an bekannt zu
angab bekanntgab | angeben | q c k
stellte stellt stellten | klarstellen | q c k | klar
hob hebt | hervorheben | q c k | hervor
wies weist wiesen | hinweisen | q c k | hin
verwies verweist verwiesen | verweisen | q c k
warf wirft warfen | vorwerfen | c k o | vor
hieß heißt | heißen | q c k i
so | so | q c p
"""

_CLASSES: Final = (
    ("der die das den dem des ein eine einer eines einem einen dieser diese dieses jede", tags.DET),
    ("dem einem diesem", tags.OBLIQUE),
    ("des der eines einer", tags.GENITIVE),
    (
        "von in im am an auf bei für mit nach vor über unter aus zu zum zur "
        "seit laut gegen gegenüber",
        tags.PREP,
    ),
    ("er sie es wir ich ihr man", tags.PRONOUN),
    ("ihn ihm uns mich mir sich ihnen", tags.OBJECT),
    ("sein seine seiner seinen ihr ihre ihrer ihren unser unsere mein meine", tags.POSSESSIVE),
    ("ist sind war waren wird werden wurde wurden hat haben hatte hatten", tags.AUX),
    ("sei seien habe werde hätte hätten wäre wären", tags.AUX),
    ("könne müsse solle wolle dürfe möge müssten könnten würden", tags.MODAL),
    ("sei seien habe werde könne müsse solle wolle dürfe", tags.MOOD),
    ("kann können konnte muss müssen soll sollen sollte will wollen wollte darf würde", tags.MODAL),
    ("nicht nie kein keine keiner niemand", tags.NOT),
    ("und oder aber sondern", tags.CONJ),
    ("weil während wenn falls obwohl nachdem bevor", tags.SUBORD),
    ("wie", tags.SUBORD | tags.AS),
    ("dass daß", tags.THAT),
    (
        """auch dann später jetzt heute gestern weiter zudem außerdem dabei dazu darauf
        hinzu zuvor zugleich gleichzeitig erneut zunächst""",
        tags.ADVERB,
    ),
    ("auch dann später zudem außerdem dabei zuvor zugleich heute gestern", tags.OPENER),
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
    (  # the same in the other cases, where they differ
        """herrn präsidenten ministers kanzlers sprechers bürgermeisters vorsitzenden vorsitzendem
        chefs professors direktors abgeordneten abgeordnetem außenministers innenministers
        finanzministers umweltministers bundeskanzlers regierungssprechers ministerpräsidenten
        oberbürgermeisters leiters""",
        tags.TITLE,
    ),
    (
        """mann frau anwohner anwohnerin zeuge zeugin experte expertin forscher forscherin lehrer
        lehrerin ärztin arzt mitarbeiter mitarbeiterin polizist polizistin richter richterin""",
        tags.PERSON,
    ),
    ("bericht studie umfrage mitteilung medienberichten berichten angaben", tags.DOCUMENT),
    (
        """regierung partei ministerium gericht polizei verband gewerkschaft bank amt behörde
        verwaltung kommission feuerwehr staatsanwaltschaft unternehmen konzern verein stiftung
        stadt gemeinde fraktion institut zentrale kanzlei""",
        tags.BODY,
    ),
)


# Words that name a source without a verb; "" stands for a possessive ("nach ihren Angaben").
_FRAMES: Final = (
    ("laut",),
    ("nach", "ansicht"),
    ("nach", "angaben"),
    ("nach", "auskunft"),
    ("nach", "den", "worten"),
    ("nach", "meinung"),
    ("nach", "", "angaben"),
    ("nach", "", "worten"),
)
_FEMALE_NAMES: Final = (
    "anna maria petra sabine ursula monika heike karin birgit julia lena laura eva"
)
_MALE_NAMES: Final = "hans peter klaus jürgen thomas stefan uwe olaf karl paul max felix jan lukas"
_FEMALE_WORDS: Final = """sie ihr ihre ihren ihrer frau ministerin präsidentin kanzlerin sprecherin
bürgermeisterin chefin"""
_MALE_WORDS: Final = (
    "er sein seine seinen seiner herr minister präsident kanzler bürgermeister chef"
)
_GENDERED: Final = {
    "sie": "f",
    "ihren": "f",
    "ihrer": "f",
    "er": "m",
    "seinen": "m",
    "seiner": "m",
}


def lexicon() -> Lexicon:
    """Return the lexicon of German."""
    cues = listed_cues(_CUES)
    return Lexicon(
        code="de",
        classes=word_classes((*_CLASSES, (" ".join(cues), tags.CUE))),
        cues=cues,
        frames=_FRAMES,
        postpositions=frozenset(("zufolge",)),
        particles={"heißen": ("es",)},
        needed={"heißen": ("es",)},
        verb_second=True,
        bare_frames=True,
        female_names=frozenset(_FEMALE_NAMES.split()),
        male_names=frozenset(_MALE_NAMES.split()),
        female_words=frozenset(_FEMALE_WORDS.split()),
        male_words=frozenset(_MALE_WORDS.split()),
        name_particles=frozenset("von der zu zum den".split()),
        abbreviations=frozenset("dr prof st nr".split()),
        singular_pronouns=frozenset(("er", "sie")),
        nouns_capitalised=True,
        gendered=_GENDERED,
        case_endings=("s",),
        female_endings=("a",),
        male_endings=("o", "us", "ard", "bert", "fried", "helm"),
        title_endings=tuple(
            "mann frau erin istin er ler ist minister präsident abgeordnete meister rat".split()
        ),
        place_prepositions=frozenset(("in", "bei")),
        articles=frozenset("der die das dem den des ein eine einem einer".split()),
    )
