"""Countries with what English calls their people and where their governments sit."""

from __future__ import annotations

# country | adjectives and names of the people | capital
COUNTRIES = """
Afghanistan|afghan|kabul
Albania|albanian|tirana
Algeria|algerian|algiers
Argentina|argentine,argentinian|buenos aires
Armenia|armenian|yerevan
Australia|australian|canberra
Austria|austrian|vienna
Azerbaijan|azerbaijani,azeri|baku
Bangladesh|bangladeshi|dhaka
Belarus|belarusian,belarussian|minsk
Belgium|belgian|
Bolivia|bolivian|la paz
Brazil|brazilian|brasilia
Bulgaria|bulgarian|sofia
Canada|canadian|ottawa
Chile|chilean|santiago
China|chinese|beijing
Colombia|colombian|bogota
Croatia|croatian|zagreb
Cuba|cuban|havana
Cyprus|cypriot|nicosia
the Czech Republic|czech|prague
Denmark|danish|copenhagen
Egypt|egyptian|cairo
Estonia|estonian|tallinn
Ethiopia|ethiopian|addis ababa
Finland|finnish|helsinki
France|french|paris
Georgia|georgian|tbilisi
Germany|german|berlin
Greece|greek|athens
Hungary|hungarian|budapest
Iceland|icelandic|reykjavik
India|indian|new delhi
Indonesia|indonesian|jakarta
Iran|iranian|tehran
Iraq|iraqi|baghdad
Ireland|irish|dublin
Israel|israeli|
Italy|italian|rome
Japan|japanese|tokyo
Jordan|jordanian|amman
Kazakhstan|kazakh,kazakhstani|astana
Kenya|kenyan|nairobi
Kuwait|kuwaiti|
Latvia|latvian|riga
Lebanon|lebanese|beirut
Libya|libyan|tripoli
Lithuania|lithuanian|vilnius
Malaysia|malaysian|kuala lumpur
Mexico|mexican|mexico city
Moldova|moldovan|chisinau
Mongolia|mongolian|ulaanbaatar
Morocco|moroccan|rabat
Myanmar|burmese|naypyidaw
Nepal|nepalese|kathmandu
the Netherlands|dutch|the hague
New Zealand|new zealander|wellington
Nigeria|nigerian|abuja
North Korea|north korean|pyongyang
Norway|norwegian|oslo
Pakistan|pakistani|islamabad
Peru|peruvian|lima
the Philippines|philippine,filipino|manila
Poland|polish|warsaw
Portugal|portuguese|lisbon
Qatar|qatari|doha
Romania|romanian|bucharest
Russia|russian|moscow
Saudi Arabia|saudi|riyadh
Serbia|serbian|belgrade
Singapore|singaporean|
Slovakia|slovak|bratislava
Slovenia|slovenian|ljubljana
South Africa|south african|pretoria
South Korea|south korean|seoul
Spain|spanish|madrid
Sudan|sudanese|khartoum
Sweden|swedish|stockholm
Switzerland|swiss|bern
Syria|syrian|damascus
Taiwan|taiwanese|taipei
Thailand|thai|bangkok
Tunisia|tunisian|tunis
Turkey|turkish|ankara
Ukraine|ukrainian|kyiv,kiev
the United Kingdom|british,uk|london,westminster
the United States|american,us,u.s.|washington
Uzbekistan|uzbek|tashkent
Venezuela|venezuelan|caracas
Vietnam|vietnamese|hanoi
Yemen|yemeni|sanaa
"""

ALIASES = {
    "us": "the United States",
    "u.s.": "the United States",
    "u.s": "the United States",
    "usa": "the United States",
    "america": "the United States",
    "uk": "the United Kingdom",
    "u.k.": "the United Kingdom",
    "britain": "the United Kingdom",
    "great britain": "the United Kingdom",
    "ussr": "the Soviet Union",
}

# Bodies named by one word or by where they sit.
METONYMS = {
    "kremlin": "Kremlin",
    "white house": "White House",
    "pentagon": "US Department of Defense",
    "state department": "US State Department",
    "downing street": "Government of the United Kingdom",
    "whitehall": "Government of the United Kingdom",
    "capitol hill": "US Congress",
    "foggy bottom": "US State Department",
    "brussels": "European Union",
    "eu": "European Union",
    "e.u.": "European Union",
    "un": "United Nations",
    "u.n.": "United Nations",
    "nato": "NATO",
    "fbi": "FBI",
    "cia": "CIA",
    "élysée": "Presidency of France",
    "foreign office": "UK Foreign Office",
}

# What "the bloc" and "the alliance" may stand for, as they are written.
ALLIANCES = ("NATO", "European Union", "EU", "African Union", "ASEAN", "OPEC", "Arab League")
ALLIANCE_WORDS = ("bloc", "alliance")

# A role that one person holds in a state: what "the Russian leader" may be in an article.
OFFICES = """leader head president premier minister chancellor king queen monarch emperor sultan
emir pope president-elect statesman"""

# Bodies besides those of words.py.
MORE_BODIES = """guild inquiry tribunal syndicate chamber cooperative co-operative collective
consortium academy hospital college museum orchestra airline"""

# Words before a name that make it a place ("in Northport").
PLACE_PREPOSITIONS = "in near"

# What names end in that are of places, papers and firms, not of people.
THINGS = """street road avenue square lane bridge river valley island islands mountain mountains
lake sea ocean bay beach coast airport harbour harbor port hospital clinic school college academy
museum library theatre theater hotel stadium arena park garden gardens cemetery cathedral tower
building palace castle prison district province gazette times post tribune herald courier echo
journal chronicle monitor observer telegraph mirror daily weekly review news online radio
television broadcasting media inc inc. corp corp. ltd ltd. llc plc holdings systems technologies
airlines airways motors energy industries records studios pictures partners ventures capital
works shipyard brewery insurance pharmaceuticals railway railways trust fund act
treaty peace award prize cup championship championships olympics games festival war day plan deal"""
