"""English word classes, by hand. A word may stand in several."""

from __future__ import annotations

DETERMINERS = """the a an this that these those some any each every no another both all many
most several few one two three four five six seven eight nine ten other such either neither half"""

PREPOSITIONS = """of in on at for from with by about against among between into through during
before after over under without within upon toward towards near amid despite behind beyond across
around via per like outside inside along off onto versus throughout regarding concerning following
including than above below beside besides except since until"""

PRONOUNS = """he she they it we i there you who one everyone everybody someone somebody nobody
many others some that this these those both neither several most few"""

OBJECT_PRONOUNS = """him them me us himself herself themselves myself ourselves itself yourself
whom her it you"""

POSSESSIVES = "his her their its my our your 's ’s whose"

AUXILIARIES = """is are was were be been being am has have had having do does did 's 're 've 'm
'd ’s ’re ’ve ’m ’d isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't isn’t
aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t"""

MODALS = """will would can could may might must shall should 'll ’ll cannot can't can’t won't
won’t wouldn't wouldn’t couldn't couldn’t shouldn't shouldn’t"""

NEGATIONS = """not never n't n’t hardly barely cannot isn't aren't wasn't weren't hasn't haven't
hadn't don't doesn't didn't can't won't wouldn't couldn't shouldn't isn’t aren’t wasn’t weren’t
hasn’t haven’t hadn’t don’t doesn’t didn’t can’t won’t wouldn’t couldn’t shouldn’t neither nor
without refused declined failed"""

CONJUNCTIONS = "and or but nor yet & plus"

SUBORDINATORS = """because while when whenever if as although though since until unless whereas
after before once so where even lest"""

RELATIVES = "who which whose whom that where"

WH_WORDS = "what how why whether if who which when where whose"

ADVERBS = """also then later now again still just even only too already once often never always
ever sometimes perhaps maybe instead meanwhile earlier soon simply quickly twice here today
further else back out up down together afterward afterwards thereafter next repeatedly recently
finally initially publicly privately famously reportedly allegedly previously similarly separately
flatly bluntly specifically subsequently ultimately immediately eventually essentially basically
clearly likewise additionally nonetheless nevertheless consistently frequently rather quite very
so much more most less least well almost nearly long far directly merely"""

OPENERS = """however meanwhile moreover nevertheless nonetheless instead therefore thus still
besides furthermore additionally indeed overall finally later earlier then now today yesterday
tomorrow recently and but so yet also similarly separately asked speaking"""

TIMES = """monday tuesday wednesday thursday friday saturday sunday january february march april
may june july august september october november december jan feb mar apr jun jul aug sept sep oct
nov dec today yesterday tomorrow tonight morning afternoon evening night week weekend month year
day noon midnight hour minute moment time weeks months years days hours minutes ago mon tue tues
wed thu thur thurs fri sat sun summer autumn winter a.m p.m a.m. p.m. am pm decade"""

NUMBER_WORDS = """zero eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
trillion dozen first second third"""

# Forms that may be the finite verb of a clause: irregular pasts and everyday verbs.
VERBS = """went came took gave got made saw knew became began left felt found held brought met
ran sat stood lost paid set put cut hit won sent built led spent kept grew drew fell rose broke
drove spoke wrote threw flew chose wore hung sold bought taught caught fought sought stole swept
slept bore beat let read shook smiled laughed nodded shrugged paused walked turned looked seemed
appeared remained stayed continues continued started stopped tried wanted wants want needs need
seeks seek makes make takes take gives give goes go comes come gets get sees see knows know thinks
think feels feel finds find keeps keep shows show showed shown means meant plays played works work
worked lives lived believes believe believed hopes hope hoped expects expect expected understands
understood remembers remember supports support supported opposes opposed backs backed leads wins
loses faces faced runs holds helps helped tells calls uses used using moved moves changed changes
served serves voted votes asked happened happens raised raises reached joined join joins received
receives followed follows included includes become becomes ended ends brings sends died visited
returned arrived signed passed launched opened closed announced released planned plans failed
fails struggled decided decides gained begins stands sits lies lay rests stems issued issue issues
meet meets refuses attended appointed emerged lacks carries carried causes caused creates created
remains represents represented reflects reflected requires required allows allowed contains
contained involves involved depends proves proved"""

PERSONS = """man woman men women people person critic critics source sources official officials
aide aides analyst analysts expert experts supporter supporters opponent opponents voter voters
lawmaker lawmakers democrat democrats republican republicans observer observers researcher
researchers scientist scientists lawyer lawyers attorney attorneys teacher teachers student
students resident residents witness witnesses neighbor neighbors neighbour neighbours adviser
advisers advisor advisors strategist strategists operative operatives activist activists advocate
advocates leader leaders politician politicians reporter reporters journalist journalists author
authors writer writers historian professor professors economist economists investigator
investigators prosecutor prosecutors judge judges juror jurors doctor doctors nurse nurses father
mother son daughter wife husband brother sister friend friends parent parents boy girl child
children uncle aunt lady gentleman fellow stranger veteran veterans worker workers farmer farmers
owner owners member members head chief candidate candidates contender rival rivals nominee host
anchor commentator commentators columnist pundit pundits pollster pollsters conservative
conservatives liberal liberals diplomat diplomats ally allies delegate delegates participant
participants user users survivor survivors victim victims insider insiders surrogate surrogates
donor donors protester protesters demonstrator demonstrators defender defenders proponents
proponent skeptics skeptic regulator regulators captain engineer engineers manager managers
organizer organizers organiser organisers founder co-founder others counterpart player players
coach fan fans singer actor actress artist billionaire businessman mogul businesswoman freshman
immigrant immigrants refugee refugees citizen citizens respondent respondents"""

TITLES = """president senator sen. sen rep. rep congressman congresswoman representative
governor gov. gov mr. mr mrs. mrs ms. ms miss dr. dr prof. prof professor minister premier
chancellor secretary general gen. gen lt. col. colonel maj. major capt. captain sgt. sergeant
admiral adm. judge justice king queen prince princess pope cardinal archbishop bishop father
sister brother ambassador mayor sheriff chief chairman chairwoman chairperson chair speaker
spokesman spokeswoman spokesperson spokespeople director commissioner attorney detective officer
deputy coach candidate nominee leader ceo founder editor reporter correspondent host anchor
analyst strategist adviser advisor aide manager economist historian author columnist lawyer
counsel envoy inspector prosecutor investigator superintendent treasurer comptroller co-founder
president-elect vice-president rev. rev reverend sir dame lord lady rabbi imam sheikh frontrunner
front-runner hopeful mogul businessman billionaire tycoon ex-president councilman councilwoman
councillor councilor alderman assemblyman assemblywoman lawmaker delegate principal dean provost
scientist researcher commander negotiator diplomat head boss operative pollster organizer activist
advocate volunteer veteran farmer resident actor actress singer rapper comedian filmmaker writer
journalist commentator physician engineer operator owner pundit consultant entrepreneur executive
st. st hon. hon auntie aunt uncle mister madam madame herr frau lieutenant corporal chairmen
spokesmen co-chair co-chairman vp potus"""

BODIES = """ministry department government administration campaign party court council
commission committee agency bureau office police army military union association organization
organisation group groups company corporation bank university institute institution board
authority authorities service alliance bloc coalition congress senate house parliament cabinet
embassy delegation team camp staff network station newspaper paper magazine foundation federation
league club firm firms companies kremlin pentagon state side sides parties country countries
nation nations city county regime movement lobby watchdog panel task-force center centre society
church treasury outlet outlets media press industry"""

DOCUMENTS = """report poll polls survey study statement letter document documents email e-mail
memo article story editorial book ad ads indictment complaint lawsuit order ruling website site
tweet post message note headline sign banner transcript filing release affidavit draft text
caption op-ed column page analysis census data figures statistics research findings records paper
papers bill law rule resolution platform agreement constitution petition reports"""

CONNECTIVES = (
    "specifically thus therefore moreover furthermore generally otherwise hence accordingly"
)

OCCASIONS = """interview interviews statement speech speeches tweet tweets email e-mail letter
conference briefing rally debate hearing post op-ed editorial memo testimony address appearance
remarks meeting ceremony podcast broadcast newsletter message filing report release"""
