"""English given names and words that tell a person's gender. Common ones, by hand."""

from __future__ import annotations

FEMALE_NAMES = """mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy
lisa betty margaret sandra ashley kimberly emily donna michelle carol amanda melissa deborah
stephanie rebecca laura sharon cynthia kathleen amy angela shirley anna brenda pamela emma nicole
helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth
julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl
hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice
julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie
brittany charlotte marie kayla alexis lori hillary chelsea huma melania ivanka michele carly jill
elena loretta kellyanne nikki sonia claire kirsten tammy dianne susana mia zoe ella lucy ellen
anne rose jane katie molly eva clara ada nora vera irina olga natalia natasha tatiana svetlana
yulia galina larisa lyudmila marina nadia ursula annalena sabine petra monika heike fatima aisha
leila yasmin priya mei ling yuko ines lucia carmen rosa sofia camila valentina gabriela beatriz
giulia francesca chiara marta agnes ingrid astrid karin birgit sigrid freya linnea katya anya
tessa paula wendy gwen debbie cindy kathy peggy sally sue tina tracy vicky brianna courtney erin
holly jenna kate katy kristen leah lydia maggie miranda monica paige penny phoebe regina rhonda
robin roberta rosemary sheila sylvia vanessa veronica vivian yvonne harriet florence edith eleanor
miriam naomi esther hope dora emmeline millicent prudence constance beatrice winifred mabel hester
ethel bertha"""

MALE_NAMES = """james robert john michael david william richard joseph thomas christopher
charles daniel matthew anthony mark donald steven andrew paul joshua kenneth kevin brian timothy
ronald jason george edward jeffrey ryan jacob nicholas gary eric jonathan stephen larry justin
scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry tyler
aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy christian walter keith
austin roger terry sean gerald carl dylan harold jordan jesse bryan lawrence arthur gabriel bruce
logan billy joe alan juan elijah willie albert wayne randy mason vincent liam roy bobby caleb
bradley russell lucas barack bernie ted marco jeb ben bill tim mike mitch harry chuck lindsey rand
rick newt mitt rudy chris jim bob tom dan dave steve jeff ken greg nick pat ron sam tony don andy
al fred hank josh marty reince vladimir dmitry sergei sergey mikhail boris alexei igor ivan
nikolai oleg pavel viktor yuri anton konstantin maxim andrei angelo antonio bashar carlos diego
emmanuel enrique felipe fernando francisco giuseppe hans heinrich helmut gerhard klaus jurgen
jürgen olaf friedrich wolfgang stefan uwe luis manuel mario miguel mohammed muhammad ali ahmed
hassan hussein omar ibrahim yusuf abdullah khalid tariq kim xi jinping shinzo narendra imran raj
ravi sanjay nigel graham ian theo gordon neil simon martin philip ralph oscar otto hugo felix leo
max emil erik lars nils sven ole magnus axel bjorn pierre jacques francois françois jean-claude
louis michel alain didier luc rené mateo pablo pedro rafael ramon roberto salvador sergio victor
edwin ernest eugene francis gilbert hugh isaac julian leonard lewis malcolm marcus maurice morris
nathaniel neville norman oliver oswald percy reginald rupert sebastian sidney stanley stuart
theodore vernon wallace warren wilfred clive colin craig darren dean derek duncan gavin glenn
grant howard jay jimmy johnny kirk kurt lee leon lloyd luke melvin micah milton nate ned owen
perry preston quentin reid rex rodney ross seth shane shawn spencer todd travis trent trevor
tristan wesley abraham absalom barnaby cyril dexter ebenezer elias gideon herbert horace"""

# What first names end in that are mostly a woman's or a man's: weak evidence, see scene.py.
FEMALE_ENDINGS = "a ette elle ine lyn"
MALE_ENDINGS = "o us ard bert win mund ias"

FEMALE_WORDS = """she her hers herself mrs mrs. ms ms. miss madam madame lady dame queen
princess woman girl mother daughter sister wife aunt grandmother widow actress spokeswoman
chairwoman congresswoman councilwoman businesswoman assemblywoman waitress hostess duchess
baroness countess niece bride mistress heroine nun"""

MALE_WORDS = """he him his himself mr mr. sir lord king prince man boy father son brother
husband uncle grandfather widower gentleman spokesman chairman congressman councilman businessman
assemblyman waiter host duke baron count earl nephew groom master hero monk priest fellow"""

PRONOUNS_OF = {
    "f": "she her hers herself",
    "m": "he him his himself",
    "n": "it its itself",
}

NAME_PARTICLES = "de la le van von der den bin al el da di du dos ter ben ibn del san zu af"

ABBREVIATIONS = """mr mrs ms dr prof sen sens rep reps gov govs gen lt col maj capt sgt adm rev
hon st jr sr v vs etc inc ltd co corp dept est fig no jan feb mar apr jun jul aug sept sep oct nov
dec mon tue wed thu fri sat sun ave blvd rd ariz ark calif colo conn del fla ga ill ind kan ky la
md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ala d r i e.g i.e
a.m p.m u.s u.k u.n"""

# Words for people besides those of words.py: what an article calls them beside a name.
MORE_PERSONS = """novelist poet pianist painter sculptor composer conductor dancer drummer guitarist
musician producer publisher playwright screenwriter ferryman fisherman baker butcher carpenter
builder miner docker trucker sailor soldier pilot porter shopkeeper retiree pensioner widow widower
grandmaster champion striker goalkeeper midfielder swimmer cyclist sprinter chef priest pastor monk
nun biologist physicist chemist geologist psychologist philosopher hacker trader banker broker
landlord landlady tenant neighbor gardener hunter shepherd teenager celebrity celebrities"""

MORE_TITLES = "reps reps. sens sens. grandmaster"
