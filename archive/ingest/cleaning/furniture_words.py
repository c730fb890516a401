"""The words of page furniture, by what they are for. Casefolded, without punctuation at the ends.

A line is furniture when it consists of such words (WHOLE), or begins with them and is short
(BEGINNINGS). Collected from general knowledge of news pages in English, German, French, Spanish
and Russian.
"""

from __future__ import annotations


def _phrases(text: str) -> frozenset[str]:
    return frozenset(
        phrase.strip() for phrase in text.replace("\n", "|").split("|") if phrase.strip()
    )


NAVIGATION = _phrases("""
all news|home|homepage|main|main page|menu|main menu|navigation|search|skip to content
skip to main content|skip to navigation|top|back|back to top|back to news|back|next|previous
next article|previous article|next story|previous story|prev|more|more news|more stories|see all
view all|show all|show more|load more|news|latest|latest news|breaking news|breaking|top stories
top news|headlines|most read|most popular|trending|trending now|popular|recommended|editors picks
editor's picks|must read|world|world news|politics|business|economy|sport|sports|opinion|culture
science|technology|health|local|local news|national|international|society|region|regions|weather
video|videos|photo|photos|gallery|live|podcasts|newsletter|newsletters|about|about us|contact
contact us|advertise|advertise with us|privacy|privacy policy|terms|terms of use|terms of service
terms and conditions|cookie policy|cookies|cookie settings|imprint|sitemap|rss|archive|archives
news of the day|news feed|newsfeed|print|print this page|print version|email|e-mail|download|pdf
listen|listen to this article|watch|close|ok|accept|accept all|i agree|loading|please wait|en|ru
english|language|languages|select language|article|articles|story|stories|report|exclusive
startseite|zur startseite|alle nachrichten|nachrichten|suche|menü|politik|wirtschaft|sport|kultur
mehr|mehr zum thema|meistgelesen|aktuelles|drucken|impressum|datenschutz|anzeige|werbung|panorama
accueil|actualités|politique|économie|monde|rechercher|imprimer|publicité|plus|à la une|société
inicio|portada|noticias|política|economía|mundo|buscar|imprimir|publicidad|más|últimas noticias
главная|новости|все новости|лента новостей|политика|экономика|общество|мир|спорт|культура|поиск
меню|реклама|читать далее|подробнее|печать|версия для печати|наверх
""")

SHARING = _phrases("""
share|share this|share this article|share this story|share this page|share on facebook
share on twitter|share on x|share on whatsapp|share via email|share on linkedin|tweet|tweet this
facebook|twitter|whatsapp|telegram|linkedin|instagram|youtube|reddit|pinterest|copy link|link copied
copy url|send|send to a friend|email this|email this article|save|save article|save for later|like
bookmark|follow|follow us|subscribe|subscribe now|sign up|sign in|log in|login|register|log out
my account|join|join us|donate|support us|teilen|artikel teilen|merken|abonnieren|anmelden
partager|s'abonner|se connecter|compartir|suscribirse|iniciar sesión|поделиться|подписаться|войти
advertisement|advertisements|ad|ads|sponsored|sponsored content|paid content|promoted|promotion
story continues below|story continues below advertisement|article continues below
article continues below advertisement|continue reading|continue reading below|read more|read less
read full story|read the full story|read full article|scroll down|scroll to continue
text size|font size|a a a|a- a a+|a a+|increase text size|decrease text size
related|related articles|related stories|related news|related posts|related topics|related content
related links|read also|see also|you may also like|you might also like|more on this
more on this story
more on this topic|more from this section|more like this|in this story|also in the news|also read
don't miss|what to read next|read next|up next|from around the web|more from us|other news
tags|topics|categories|category|keywords|themen|schlagwörter|mots-clés|etiquetas|теги|по теме
читайте также|lesen sie auch|auch interessant|à lire aussi|lire aussi|lea también|le puede interesar
""")

RELATED = _phrases("""
related|related articles|related stories|related news|related posts|related content|related links
read also|see also|you may also like|you might also like|more on this|more on this story|also read
more on this topic|more from this section|more like this|also in the news|what to read next
read next|from around the web|other news|most read|most popular|trending|trending now|top stories
latest news|more news|more stories|recommended|recommended for you|editors picks|editor's picks
mehr zum thema|lesen sie auch|meistgelesen|auch interessant|à lire aussi|lire aussi|lea también
читайте также|по теме|le puede interesar|don't miss|popular|more headlines|latest stories
""")

COMMENTS = _phrases("""
comment|comments|no comments|no comments yet|0 comments|comments are closed|comments closed
comment now|comments are off
comments are disabled|comments are off for this post|comments off|leave a comment
commenting is closed|leave a reply|leave your comment|leave comment|post a comment|post comment
add comment|add a comment|add your comment|write a comment|write comment|submit comment
view comments
show comments|hide comments|show all comments|read comments|load comments|reply|cancel reply
to participate in the discussion|to participate in the discussion log in or register
log in or register|login or register|log in to comment|login to comment|sign in to comment
log in to leave a comment|sign in to leave a comment|log in or sign up to comment
you must be logged in to post a comment|you must be logged in to comment|join the discussion
join the conversation|start the conversation|be the first to comment|start the discussion
register to comment|your comment|your name|your email|name|email|website|message|submit
your email address will not be published|required fields are marked|submit your comment
kommentare|kommentar schreiben|kommentar verfassen|kommentieren|keine kommentare
die kommentarfunktion ist geschlossen|kommentare sind geschlossen|schreiben sie einen kommentar
commentaires|laisser un commentaire|ajouter un commentaire|les commentaires sont fermés
comentarios|deja un comentario|dejar un comentario|los comentarios están cerrados
комментарии|комментировать|оставить комментарий|добавить комментарий|комментарии закрыты
чтобы участвовать в дискуссии|авторизуйтесь или зарегистрируйтесь|войдите чтобы комментировать
""")

END_MARKS = _phrases(
    "end|ends|fin|ende|конец|the end|item ends|story ends|-30-|30|完|more to follow|mtf|eom"
)

# A short line that begins so is furniture whatever follows.
BEGINNINGS = (
    "read more", "read also", "also read", "read next", "follow us on", "like us on", "join us on",
    "subscribe to", "sign up for", "sign up to", "get our", "get the latest", "click here",
    "tap here", "posted in", "share this", "share on", "copyright", "©", "all rights reserved",
    "reproduction", "this website uses cookies", "we use cookies", "this site uses cookies",
    "by continuing to", "your email address will not be published", "save my name",
    "required fields are marked", "notify me of", "you must be logged in", "log in to", "login to",
    "sign in to", "be the first to comment", "leave a comment", "leave a reply",
    "reading time", "estimated reading time", "short link", "print this", "download the app",
    "download our", "for more information", "for more news", "for more stories", "have your say",
    "found a typo", "if you find an error", "select the text", "report an error", "got a tip",
    "send us", "join our", "follow our", "stay updated", "stay informed", "the content of this",
    "lesen sie auch", "mehr zum thema", "à lire aussi", "lire aussi", "lea también", "lee también",
    "читайте также", "подписывайтесь", "подпишитесь", "to participate in the discussion",
    "join the discussion", "join the conversation", "skip to", "view comments", "show comments",
    "post a comment", "add a comment", "write a comment", "registered users", "please log in",
    "please sign in", "please register", "story continues", "article continues", "continue reading",
)  # fmt: skip

# These need a colon behind them, since each could begin a headline.
LABELS = frozenset(
    """
related|see also|more on|more from|more|watch|listen|tags|tag|topics|topic|keywords|filed under
categories|category|section|views|source url|permalink|print|most read|advertisement|terms|privacy
newsletter|schlagwörter|themen|thema|теги|next|previous|next story|previous story|next article
previous article|image|slide|don't miss|read|recommended|link|url|id|word count|words|comments
location|our standards
share|follow|rubrik|ressort|catégorie|etiquetas|sección|рубрика|раздел|sur le même sujet
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

# A page's description of itself: two of these in one line without a quotation.
PROMOTION = (
    "latest news", "breaking news", "stay tuned", "stay up to date", "up-to-date", "updates",
    "stories from", "news from", "your source", "your guide", "most trusted", "trusted source",
    "the latest", "in-depth", "round the clock", "around the clock", "24/7", "visit our",
    "our website", "news agency", "news portal", "news website", "news site", "online newspaper",
    "subscribe", "newsletter", "follow us", "read the", "exclusive reports", "top stories",
    "headlines", "breaking stories", "analysis", "opinion", "videos", "and more", "bringing you",
    "find out", "official site", "official website", "independent news", "since 18", "since 19",
)  # fmt: skip

# Half of a word pair that makes a name a newspaper's or an agency's.
OUTLET_NOUNS = frozenset(
    """
times gazette herald tribune courier chronicle observer guardian telegraph examiner journal mirror
post press news agency wire newswire bulletin monitor mercury sentinel star standard express echo
argus advertiser reporter dispatch inquirer record register review leader citizen ledger beacon
broadcaster broadcasting radio tv television channel daily weekly today online network media
zeitung tagblatt tageblatt anzeiger nachrichten bote kurier rundschau presse allgemeine merkur
spiegel blatt morgenpost abendblatt journal gazette courrier dépêche presse nouvelles quotidien
diario gaceta noticias prensa periódico heraldo correo новости вестник газета агентство правда
известия курьер телеграф ведомости время service
""".split()
)
