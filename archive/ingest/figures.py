"""Words that turn the sense of a sentence: figures, days, negations, opposites."""

from __future__ import annotations

NEGATIONS = frozenset(
    """no not never nobody none nothing neither nor without cannot hardly cant dont wont isnt arent
    wasnt werent doesnt didnt hasnt havent hadnt wouldnt shouldnt couldnt mustnt aint
    kein keine keinen keinem keiner nicht nie niemals niemand nichts ohne weder
    не нет ни никогда никто ничего нельзя без""".split()
)

# Written out in words → as a figure. "One" is left out: it is hardly ever a figure.
_COUNTED = """2 two both zwei beide два две оба
3 three drei три
4 four vier четыре
5 five funf пять
6 six sechs шесть
7 seven sieben семь
8 eight acht восемь
9 nine neun девять
10 ten zehn десять
11 eleven elf одиннадцать
12 twelve zwolf двенадцать
13 thirteen dreizehn
14 fourteen vierzehn
15 fifteen funfzehn пятнадцать
20 twenty zwanzig двадцать
30 thirty dreissig тридцать
40 forty vierzig сорок
50 fifty funfzig пятьдесят
60 sixty sechzig
70 seventy siebzig
80 eighty achtzig
90 ninety neunzig
100 hundred hundert сто
1000 thousand tausend тысяч тысячи
1000000 million millions millionen миллион миллиона миллионов
1000000000 billion billions milliarden миллиард миллиарда миллиардов
monday montag понедельник
tuesday dienstag вторник
wednesday mittwoch среду
thursday donnerstag четверг
friday freitag пятницу
saturday samstag субботу
sunday sonntag воскресенье
january januar январе
february februar феврале
march marz марте
april апреле
mai мае
june juni июне
july juli июле
august августе
september сентябре
october oktober октябре
november ноябре
december dezember декабре"""
_FIGURES = {word: row.split()[0] for row in _COUNTED.splitlines() for word in row.split()}

LETTERS = 5  # by which opposites are known, so that most endings do not matter
_OPPOSED = """open close; opens close; rise fall; raise lower; incre decre; grow shrin;
accep rejec; suppo oppos; win lose; won lost; begin end; start end; more less; bette worse;
highe lower; enter leave; stay leave; good bad; befor after; stron weak; allow forbi;
buy sell; right wrong; true false; guilt innoc; offne schli; steig falle; mehr wenig; gut schle;
открo закро; больш меньш; лучше хуже; войти выйти"""
_PAIRS = {tuple(pair.split()) for pair in _OPPOSED.split(";")}


def figure(word: str) -> str:
    """Return the figure, weekday or month that a word says, "" for any other word."""
    return word if word[0].isdigit() else _FIGURES.get(word, "")


def opposed(one: str, other: str) -> bool:
    """Say whether two words are opposites, such as "rise" and "fall", in whatever form."""
    pair = one[:LETTERS], other[:LETTERS]
    return pair in _PAIRS or pair[::-1] in _PAIRS
