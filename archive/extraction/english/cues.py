"""English reporting verbs and the constructions each one takes.

One row: the verb (irregular: present/past/participle), then its frames:

    q  reports words in quotation marks         "…," she said
    c  a clause with "that"                     she claimed that …
    b  a clause without "that"                  she said …
    w  an indirect question                     she asked whether …
    t  an infinitive of the speaker's own       she vowed to …
    o  a clause or infinitive after an addressee  she told them (that) …
    u  somebody else's infinitive               she urged them to …
    n  a thing: the object is what is reported  she condemned …
    d  a description of somebody or something   she described … as …, called … …
    m  a manner of speaking, a cue only when it touches the quotation: "…," she smiled
    s  a speech act: kept as `speech_act` when what follows is no clause
"""

from __future__ import annotations

ROWS = """
say/said q c b w
tell/told q o c
add q c b
note q c b
state q c b
announce q c v n s
declare q c v d
claim q c b
argue q c b
assert q c b
insist q c b
maintain q c
contend q c b
allege q c b
report q c v
explain q c v w n
reply q c
respond q c
answer q c
ask q w o s
inquire q w
question q w n s
wonder q w
warn q c b o u
caution q c b o u
advise q o u
urge q c u n s
demand q c n t s
request q c n u s
promise q c v o t n s
pledge q c v t
vow q c v t s
swear/swore/sworn q c b t
threaten q c t s
admit q c b
acknowledge q c v n s
concede q c b
confess q c b
confirm q c v n s
deny q c n s
refute n s
rebut q n s
dispute c n s
comment q c
remark q c b
observe q c v
mention q c n s
stress q c v n s
emphasize q c b n s
emphasise q c b n s
reiterate q c b n s
repeat q c n s
underline q c n s
underscore q c n s
highlight c n s
describe d w n s
portray d
characterize d
characterise d
depict d
label d
dub d
brand d
accuse d s
blame d n s
criticize d n s
criticise d n s
slam q d n s
blast q d n s
condemn q n s
denounce q d n s
decry q n s
lambast n s
lambaste n s
mock q d n s
ridicule d n s
attack q n s
praise q d n s
hail q d n s
laud d n s
thank n s
applaud q n s
commend n s
congratulate n s
complain q c b
lament q c n s
joke q c b
quip q c b
laugh m q
smile m
nod m
shrug m
sigh m q
shout q c
yell q c
scream q c
cry q m
whisper q c
mutter q c
murmur q
exclaim q c
write/wrote/written q c v
tweet q c v
post q
blog q c
quote q n
cite n s
testify q c v
recount q c w n
recall q c v w n s
relate q c
reveal q c v w n s
disclose q c v w n s
suggest q c b n s
propose q c n t s
recommend q c n s
predict q c v n s
forecast c n
estimate q c v n
speculate q c b
conclude q c v
summarize q n
summarise q n
outline w n s
detail w n s
proclaim q c b
pronounce q d
rule c v
order u n s
instruct o u
boast q c b
brag q c b
tout n s
plead q c
beg q u
advocate n s
offer q t
apologize q
agree q c v t
disagree q c
object q c
protest q c
counter q c b
retort q c
interject q
chime q
continue q
begin/began/begun q
go/went/gone m
finish m
read/read/read q
chant q
sing/sang/sung q
recite q n
hint q c
imply q c b
insinuate q c b
indicate q c b w
affirm q c b n
attest q c
vouch q
guarantee q c b
assure q c b o
reassure q o
inform q o
remind q o
notify o
opine q c b
posit q c b
scold q
rebuke q n s
echo q n s
theorize q c b
surmise q c b
reason q c b
muse q c b
gush q
snap q
crack q
deadpan q
thunder q
bark q
growl q
mumble q
stammer q
whine q
grumble q c
fume q
volunteer q m
venture q
assume q c v
refuse t s
decline t s
ejaculate q
rejoin m q
return m
resume m
persist m
pursue m
demur q
interrupt q m
interpose q
groan q m
gasp q m
sob q m
sneer q m
chuckle q m
grin m
think/thought m q
call/called/called q d
express n s
cheer m
sum/summed/summed m
put/put/put m
point q c b n s
pen m
text q c
email q
tease q
jab q
correct q
clarify q c b
specify q c b
elaborate q c
enthuse q
profess q c
reckon q c b
vent q
avow q c
scoff q
sniff q m
roar q m
bellow q m
drawl q m
assent m
quaver m
falter m
stutter q m
pant m
snarl q m
hiss q m
beam m
implore q u
entreat q u
beseech u q
exhort q u
encourage u
shoot/shot/shot q
fire q
hit/hit/hit q
push q
weigh q
lash q
break/broke/broken q
burst/burst/burst q
speak/spoke/spoken n s
talk n s
refer n s
appeal n s
spell n s
convey q c n s
communicate q c n
signal c b
contest n s
reject n s
welcome n s
dismiss n s
"""
