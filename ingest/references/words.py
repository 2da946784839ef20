"""The vocabulary of references: what the words for articles, decisions, instruments and so on are, in seven
languages.

Every entry is written as `reference_tokens.normal` leaves it: lower case, no accents, one kind of slash and
hyphen.
"""

import re

CONVENTION, CARTAGENA, NAGOYA = "cbd", "cartagena-protocol", "nagoya-protocol"
SUPPLEMENTARY, FRAMEWORK, AICHI = "nagoya-kuala-lumpur-protocol", "gbf", "aichi"
PROTOCOLS = (CARTAGENA, NAGOYA, SUPPLEMENTARY)
INSTRUMENTS = (CONVENTION, *PROTOCOLS)
ANY_PROTOCOL, ANY_FRAMEWORK = "protocol", "framework"
FOREIGN, ELSEWHERE = "foreign", "elsewhere"  # other treaties; other texts that have articles too

# one word -> the kind of provision; "one" and "many" tell singular from plural, "any" is for abbreviations
_UNITS: dict[tuple[str, str], str] = {
    ("art", "one"): "article articulo artigo статья статье статьеи статью",
    ("art", "many"): "articles articulos artigos arts статеи статьях статьям статьями",
    ("art", "any"): "art статьи ст",
    ("para", "one"): "paragraph paragraphe parrafo paragrafo",
    ("para", "many"): "paragraphs paragraphes parrafos paragrafos",
    ("para", "any"): "para paras par pars al § абзац абзаца абзаце",
    (
        "item",
        "one",
    ): "item subparagraph subpara letter lit litera lettre letra let alinea inciso apartado sousparagraphe",
    ("item", "many"): "items subparagraphs subparas letters letras alineas incisos",
    ("subitem", "one"): "subitem",
    ("subitem", "many"): "subitems",
    ("point", "one"): "point",
    ("annex", "one"): "annex annexe anexo 附件",
    ("annex", "many"): "annexes anexos",
    ("part", "one"): "part partie parte часть части",
    ("part", "many"): "parts parties partes",
    ("sec", "one"): "section seccion secao",
    ("sec", "many"): "sections secciones secoes",
    ("preamble", "one"): "preamble preambule preambulo 序言",
    ("preambular", "any"): "preambular preambulaire preambulaires preambulares",
    ("recital", "one"): "recital considerant considerando",
    ("recital", "many"): "recitals considerants considerandos",
    ("goal", "one"): "goal",
    ("goal", "many"): "goals",
    ("target", "one"): "target cible",
    ("target", "many"): "targets cibles",
    ("aim", "one"): "objectif objetivo meta",
    ("aim", "many"): "objectifs objetivos metas",
    ("aim", "any"): "目标 行动目标 长期目标",
    ("mission", "one"): "mission",
    ("testimonium", "one"): "testimonium",
    ("extract", "one"): "extract",
    ("dec", "one"): "decision decisao 决定",
    ("dec", "many"): "decisions decisiones decisoes decs",
    ("dec", "any"): "dec",
    ("rec", "one"): "recommendation recommandation recomendacion recomendacao 建议",
    ("rec", "many"): "recommendations recommandations recomendaciones recomendacoes",
    ("rec", "any"): "rec",
}
UNITS: dict[str, tuple[str, str]] = {word: key for key, words in _UNITS.items() for word in words.split()}

# inflected words: a stem with its endings, or an Arabic noun with its prefixes
STEMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("item", re.compile(r"подпункт\w{0,4}")),
    ("para", re.compile(r"пункт\w{0,4}")),
    ("annex", re.compile(r"приложени\w{1,3}")),
    ("sec", re.compile(r"раздел\w{0,3}")),
    ("preamble", re.compile(r"преамбул\w{1,3}")),
    ("aim", re.compile(r"цел(?:ь|и|ью|еи|ям|ями|ях)|задач\w{0,3}")),
    ("dec", re.compile(r"решени\w{1,3}")),
    ("rec", re.compile(r"рекомендаци\w{1,3}")),
)
_ARABIC = {
    "art": "ماده|مواد|مادتين|مادتان",
    "para": "فقره|فقرات|فقرتين|فقرتان",
    "annex": "مرفق|مرفقات|مرفقين",
    "part": "جزء",
    "sec": "قسم",
    "preamble": "ديباجه",
    "aim": "هدف|اهداف|غايه|غايات",
    "dec": "مقرر|مقررات|مقررين|قرار|قرارات",
    "rec": "توصيه|توصيات",
}
STEMS += tuple(
    (kind, re.compile(rf"[وفبك]{{0,2}}(?:ال|لل|ل)?(?:{words})")) for kind, words in _ARABIC.items()
)

# Chinese puts the unit after the number: 第8条
SUFFIXES = {
    "条": "art",
    "條": "art",
    "款": "para",
    "段": "para",
    "项": "item",
    "項": "item",
    "目": "subitem",
    "部分": "part",
    "节": "sec",
}

OF = frozenset(
    "of the to in from under within de du des del della la le les l d el los las da do das dos por к в "
    "из по во о"
    " من في ل ب 的 中 at for".split()
)
AND = frozenset("and or & et ou y e o u и или либо و او 和 及 与 以及 或".split())
RANGE = frozenset("to through thru until till - a al hasta ate до по 至 到 الي حتي".split())
THIS = frozenset(
    "this present said same cet cette ce presente present este esta esse настоящеи настоящая "
    "настоящего настоящии настоящем настоящее"
    " 本 هذا هذه".split()
)
ABOVE = frozenset(
    "above below supra infra ci dessus dessous precedente anterior acima выше ниже اعلاه ادناه".split()
)
NUMBER_SIGN = frozenset("no nos n° nº № number numbers numero num nr رقم".split())
# what stands before a number that is not an article of ours: "Rule 15(2)"
NOT_BEFORE = frozenset(
    "rule rules section sections regulation regulations resolution resolutions res volume vol page "
    "pages p pp table figure fig"
    " schedule chapter act law no number issue agenda box step version v question slide hrc règle".split()
)
# what is counted and not numbered: "Article 18 and 30 countries"
COUNTED = frozenset(
    "years year months month days day weeks week hours countries parties states others other people "
    "percent per million billion"
    " members experts participants more times nations ans mois jours pays anos meses dias paises".split()
)
NOT_TARGETS = frozenset("national sdg sales climate nbsap mdg subnational domestic development".split())
MEETING = frozenset(
    "meeting session reunion reunião sesion совещание совещании совещания 会议 اجتماع".split()
)

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth"
    " seventeenth eighteenth nineteenth"
).split()
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
CARDINALS = {word: number for number, word in enumerate(_ONES, 1)} | _TENS
CARDINALS |= {
    f"{tens}-{one}": value + n for tens, value in _TENS.items() for n, one in enumerate(_ONES[:9], 1)
}
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, 1)} | {
    tens[:-1] + "ieth": value for tens, value in _TENS.items()
}
ORDINALS |= {
    f"{tens}-{one}": value + n for tens, value in _TENS.items() for n, one in enumerate(_ORDINALS[:9], 1)
}
_FRENCH = (
    "deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme "
    "treizieme"
)
_SPANISH = (
    "segunda tercera cuarta quinta sexta septima octava novena decima undecima duodecima decimotercera "
    "decimocuarta decimoquinta decimosexta"
)
ORDINALS |= {word: number for words in (_FRENCH, _SPANISH) for number, word in enumerate(words.split(), 2)}
ORDINALS |= {re.sub("a$", "o", word): number for number, word in enumerate(_SPANISH.split(), 2)}
ORDINALS |= dict.fromkeys(
    "premier premiere primero primera primeiro primeira первая первои первыи первого".split(), 1
)
ORDINALS |= {"segundo": 2, "terceiro": 3, "tercero": 3, "tercer": 3, "primer": 1, "quarto": 4, "quinto": 5}
_ARABIC_ONES = "اول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر".split()
_ARABIC_TENS = {
    "عشر": 10,
    "عشره": 10,
    "والعشرون": 20,
    "والعشرين": 20,
    "والثلاثون": 30,
    "والثلاثين": 30,
    "والاربعون": 40,
    "والاربعين": 40,
}
ARABIC_ORDINAL = (
    rf"(?<!\w)ال(?:{'|'.join(_ARABIC_ONES)}|حادي)(?:ه|ي)?(?: (?:{'|'.join(_ARABIC_TENS)}))?(?!\w)"
)


def arabic_ordinal(words: str) -> int:
    """الثامنة عشرة -> 18. Arabic numbers articles by ordinals that follow the noun."""
    one, _, ten = words.partition(" ")
    stem = one.removeprefix("ال")
    number = next((n for n, word in enumerate(_ARABIC_ONES, 1) if stem.startswith(word)), 1)
    return number + _ARABIC_TENS.get(ten, 0)


TENS_PATTERN = "|".join(_TENS)
ONES_PATTERN = "|".join([*_ONES[:9], *_ORDINALS[:9]])

# bodies that take decisions or recommendations: pattern -> the name in document ids
BODIES: tuple[tuple[str, str], ...] = (
    ("mop-of-?", r"conference of the parties serving as the meeting of the parties(?: to the \w+ protocol)?"),
    ("cp-mop", r"(?:bs|cp|cpb)[-/ ]?(?:cop[-/ ]?)?mop|(?:bs|cp|cpb)[-/ ]cop[-/ ]?mop"),
    ("np-mop", r"np[-/ ]?(?:cop[-/ ]?)?mop|np[-/ ]cop[-/ ]?mop"),
    ("mop", r"(?:cop[-/ ]?)?mop"),
    ("excop", r"ex-?cop"),
    (
        "cop",
        r"cop|cdp|кс|conference of the parties(?: to the convention(?: on biological diversity)?)?|"
        r"conference des parties"
        r"|conferencia de las partes|conferencia das partes|конференци[яию] сторон|缔约方大会|موتمر الاطراف",
    ),
    ("sbstta", r"sbstta|osastt"),
    ("sbi", r"sbi"),
    ("wgri", r"wgri"),
    ("wg2020", r"wg ?2020|oewg ?2020"),
    ("wg8j", r"wg ?8 ?\(?j\)?"),
    ("sb8j", r"sb ?8 ?\(?j\)?"),
    ("icnp", r"icnp"),
    ("iccp", r"iccp"),
)
LAST_SESSION = {
    "cop": 16,
    "cp-mop": 20,
    "np-mop": 20,
    "sbstta": 40,
    "sbi": 20,
    "wgri": 5,
    "wg2020": 5,
    "wg8j": 15,
}
LAST_SBI_SESSION = 6
FIRST_ARABIC_COP, LAST_COP = 14, 16

# the names of instruments, the longest first: a name inside a longer one is never read for itself
INSTRUMENT_NAMES: tuple[tuple[str, str], ...] = (
    (
        FOREIGN,
        r"paris agreement|accord de paris|acuerdo de paris|acordo de paris|парижск\w{1,3} соглашени\w{1,2}|"
        r"巴黎协定|اتفاق باريس|unfccc"
        r"|(?:united nations )?framework convention on climate change|kyoto protocol|cites|"
        r"ramsar(?: convention)?|cms|bonn convention"
        r"|trips(?: agreement)?|unclos|unccd|itpgrfa|(?:plant|international|high seas) treaty|"
        r"vienna convention|basel convention"
        r"|stockholm convention|rotterdam convention|minamata convention|montreal protocol|"
        r"berne? convention|aarhus convention"
        r"|world heritage convention|bbnj|gatt|espoo convention"
        r"|barcelona convention|convention (?:on (?:international trade|(?:the )?conservation of "
        r"migratory|migratory|wetlands"
        r"|climate change|the law of|long-range|persistent|access to information|the rights|"
        r"international civil)|to combat"
        r"|concerning)|united nations convention",
    ),
    (
        ELSEWHERE,
        r"rules? of procedure|statute|directive|penal code|universal declaration|sdgs?|sustainable "
        r"development goals?"
        r"|agenda 2030|2030 agenda|agenda 21|(?:un |united nations )?charter|gdpr|constitution|undrip"
        r"|regulation (?:\(e[uc]\) )?(?:no\.? )?\d{1,4}/\d{1,4}|eu (?:abs )?regulation",
    ),
    (
        SUPPLEMENTARY,
        r"nagoya ?- ?kuala[- ]lumpur(?: supplementary)?(?: protocol)?(?: on liability and redress)?(?: to "
        r"the cartagena protocol"
        r"(?: on biosafety)?)?|(?:kuala lumpur )?supplementary protocol(?: on liability "
        r"and redress)?|nklsp|nkl-?sp|nkl"
        r"|kuala lumpur protocol|liability protocol"
        r"|protocole additionnel(?: de nagoya ?- ?kuala lumpur)?|protocolo "
        r"(?:suplementario|suplementar|complementario|complementar)"
        r"(?: de nagoya ?- ?kuala lumpur)?|нагоиско-куала-лумпурск\w{1,3}(?: "
        r"дополнительн\w{1,3})? протокол\w{0,3}"
        r"|名古屋[-·—]{0,2}吉隆坡(?:补充)?议定书|بروتوكول ناغويا ?- ?كوالا ?لمبور(?: التكميلي)?",
    ),
    (
        NAGOYA,
        r"nagoya[- ]protocol(?: on (?:access(?: to genetic resources)?(?: and(?: the fair and equitable)? "
        r"benefit[- ]sharing)?|abs))?"
        r"|protocole de nago[iy]a|protocolo de nago[iy]a|protocol of nagoya|abs protocol|protocol "
        r"on access and benefit[- ]sharing"
        r"|нагоиск\w{1,3} протокол\w{0,3}|名古屋议定书|بروتوكول ناغويا|npabs",
    ),
    (
        CARTAGENA,
        r"cartagena[- ]protocol(?: on biosafety)?|protocole de carta?h?(?:agena|agene|hagene)|protocolo de "
        r"cartagena"
        r"|protocol of cartagena|bio-?safety protocol|protocol on bio-?safety|bsp|cpb|"
        r"картахенск\w{1,3} протокол\w{0,3}"
        r"|卡塔赫纳(?:生物安全)?议定书|生物安全议定书|بروتوكول (?:قرطاجنه|كارتاخينا)",
    ),
    (
        CONVENTION,
        r"convention on biological diversity|convention on biodiversity|biodiversity convention|cbd|cdb|кбр"
        r"|convention sur la diversite biologique|convenio sobre (?:la )?diversidad biologica|"
        r"convencao sobre (?:a )?diversidade biologica"
        r"|конвенци\w{1,2}(?: о биологическом разнообразии)?|(?:生物多样性)?公约|[وفبك]?(?:ال|"
        r"لل)?اتفاقيه(?: التنوع البيولوجي)?"
        r"|convention|convenio|convencao",
    ),
    (
        FRAMEWORK,
        r"(?:kunming ?- ?montreal )?global biodiversity framework|km-?gbf|gbf|kunming ?- ?montreal(?: "
        r"framework)?|kmgbf"
        r"|cadre mondial(?: de la biodiversite)?(?: de kunming ?- ?montreal)?|marco mundial(?: "
        r"de biodiversidad)?"
        r"(?: de kunming ?- ?montreal)?|昆明-蒙特利尔全球生物多样性框架|全球生物多样性框架",
    ),
    (
        AICHI,
        r"aichi(?: biodiversity)? targets(?= ?,)|aichi(?: biodiversity)?|"
        r"爱知(?:生物多样性)?|аити\w{0,4}|ايشي",
    ),
    (ANY_PROTOCOL, r"protocole?s?|protocolos?|протокол\w{0,3}|议定书|[وفب]?(?:ال|لل)?بروتوكول"),
    (ANY_FRAMEWORK, r"framework|cadre mondial|marco mundial|рамк\w{1,3}|框架"),
)
# short names that are also cities or common letters: they count only where they touch the reference
WEAK_NAMES = {
    "nagoya": NAGOYA,
    "cartagena": CARTAGENA,
    "np": NAGOYA,
    "cp": CARTAGENA,
    "abs": NAGOYA,
    "biosafety": CARTAGENA,
}
CITIES = frozenset({"nagoya", "cartagena"})
