"""The pack's own words, in the languages of the interface that it is offered in; quoted law stays in the
language of its source.
"""

from ingest.errors import InputError

ENGLISH = {
    "subtitle": "{minutes} minutes, {audience}",
    "new-nfp": "for new national focal points",
    "technical": "for technical staff",
    "ministerial": "for decision makers",
    "agenda": "What we will do",
    "aim_know": "Say where the rules on this topic stand and quote them exactly",
    "aim_history": "Tell how the decisions developed, from {first} to {last}",
    "aim_duty": "Tell who must do what, and by when",
    "aim_decide": "Name the decisions that ask for action by ministers",
    "definitions": "What the words mean",
    "provision": "{label}",
    "timeline": "{topic}: {count} decisions, {first} to {last}",
    "decisions": "{topic}: {first} to {last}",
    "decisions_remarked": "{topic}: {first} to {last}, as the deck remarks",
    "outline": "Outline",
    "group_provision": "Key provisions",
    "group_timeline": "Timeline",
    "group_exercise": "Exercises",
    "group_duties": "Who must do what",
    "group_role": "The focal point's role",
    "group_quiz": "Quiz and answers",
    "group_text": "Discussion",
    "duties": "Who must do what",
    "role": "What a national focal point is responsible for",
    "exercise_order": "Exercise: put the decisions in order",
    "exercise_order_task": (
        "Each group gets the cards {numbers}, shuffled. Lay them in the order in which they were taken "
        "and say what "
        "each one changed."
    ),
    "exercise_order_key": "Order: {numbers}.",
    "exercise_read": "Exercise: read like a lawyer",
    "exercise_read_task": (
        "Read {label}. Who acts? Is it an obligation, a request or an invitation? Is there a deadline? "
        "What would your "
        "country have to do?"
    ),
    "exercise_read_key": "{actor}: {verb}. {deadline}",
    "no_deadline": "No deadline is named.",
    "deadline": "Deadline: {deadline}.",
    "exercise_steps": "{minutes} minutes in groups, then one group reports.",
    "quiz": "Quiz",
    "answers": "Quiz: answers",
    "quiz_where": "Which text answers this: “{question}”",
    "quiz_when": "Which decision on this topic was taken by COP {session} ({place}, {year})?",
    "quiz_who": "{label}: who {verb} “{task}”?",
    "reading": "Further reading",
    "plain": "In plain words (guide, not official text): {text}",
    "guide_only": "The official text is not in this corpus. The guide says, in our own words: {text}",
    "deck_says": "Trainer's deck: {text}",
    "shared_remark": "the deck's layout leaves open which decision of the slide it means",
    "cut_in_source": "The source quotes this only in part: read the end in the official text.",
    "shortened": "Shortened for the slide; the handout has the whole paragraph.",
    "sources": "Sources",
    "legend": "Green bar and serif: exact words of the source. All else: the trainer's own wording.",
    "draft": (
        "Draft made by CBD Assistant from the index of {date}. Check it before use: cbd-assistant session "
        "--recheck."
    ),
    "read_more": "Official page of {label}",
    "minutes": "{minutes} min",
    "note_quote": "Quote exactly; the words on the slide are those of the source.",
    "note_timeline": (
        "Dates and places are from the catalogue. Remarks in brown are the trainer's ({deck}), not the "
        "Conference of the Parties'."
    ),
    "actor": "Who",
    "verb": "Verb",
    "task": "What",
    "origin_code": "official code",
    "origin_sentence": "from the sentence",
    "origin_note": "Actors are read {origin}.",
}
FRENCH = {
    "subtitle": "{minutes} minutes, {audience}",
    "new-nfp": "pour les nouveaux points focaux nationaux",
    "technical": "pour le personnel technique",
    "ministerial": "pour les décideurs",
    "agenda": "Ce que nous allons faire",
    "aim_know": "Dire où se trouvent les règles sur ce sujet et les citer exactement",
    "aim_history": "Raconter l'évolution des décisions, de {first} à {last}",
    "aim_duty": "Dire qui doit faire quoi, et pour quand",
    "aim_decide": "Nommer les décisions qui demandent l'action des ministres",
    "definitions": "Le sens des mots",
    "provision": "{label}",
    "timeline": "{topic} : {count} décisions, {first} à {last}",
    "decisions": "{topic} : {first} à {last}",
    "decisions_remarked": "{topic} : {first} à {last}, d'après le diaporama",
    "outline": "Déroulé",
    "group_provision": "Dispositions clés",
    "group_timeline": "Chronologie",
    "group_exercise": "Exercices",
    "group_duties": "Qui doit faire quoi",
    "group_role": "Le rôle du point focal",
    "group_quiz": "Quiz et réponses",
    "group_text": "Discussion",
    "duties": "Qui doit faire quoi",
    "role": "Les responsabilités d'un point focal national",
    "exercise_order": "Exercice : remettre les décisions dans l'ordre",
    "exercise_order_task": (
        "Chaque groupe reçoit les cartes {numbers}, mélangées. Rangez-les dans l'ordre d'adoption et "
        "dites ce que "
        "chacune a changé."
    ),
    "exercise_order_key": "Ordre : {numbers}.",
    "exercise_read": "Exercice : lire comme un juriste",
    "exercise_read_task": (
        "Lisez {label}. Qui agit ? Est-ce une obligation, une demande ou une invitation ? Y a-t-il un "
        "délai ? Que "
        "devrait faire votre pays ?"
    ),
    "exercise_read_key": "{actor} : {verb}. {deadline}",
    "no_deadline": "Aucun délai n'est fixé.",
    "deadline": "Délai : {deadline}.",
    "exercise_steps": "{minutes} minutes en groupes, puis un groupe présente.",
    "quiz": "Quiz",
    "answers": "Quiz : réponses",
    "quiz_where": "Quel texte répond à ceci : « {question} »",
    "quiz_when": "Quelle décision sur ce sujet a été prise par la COP {session} ({place}, {year}) ?",
    "quiz_who": "{label} : qui {verb} « {task} » ?",
    "reading": "Pour aller plus loin",
    "plain": "En mots simples (guide, texte non officiel) : {text}",
    "guide_only": "Le texte officiel n'est pas dans ce corpus. Le guide dit, avec nos mots : {text}",
    "deck_says": "Diaporama du formateur : {text}",
    "shared_remark": "la mise en page du diaporama laisse ouverte la décision visée",
    "cut_in_source": "La source ne cite ceci qu'en partie : lire la fin dans le texte officiel.",
    "shortened": "Abrégé pour la diapositive ; le document à distribuer donne le paragraphe entier.",
    "sources": "Sources",
    "legend": "Barre verte et caractères à empattement : mots exacts de la source. "
    "Le reste : mots du formateur.",
    "draft": (
        "Ébauche faite par CBD Assistant à partir de l'index du {date}. À vérifier avant usage : "
        "cbd-assistant session --recheck."
    ),
    "read_more": "Page officielle : {label}",
    "minutes": "{minutes} min",
    "note_quote": "Citer exactement ; les mots de la diapositive sont ceux de la source.",
    "note_timeline": (
        "Dates et lieux : catalogue. Les remarques en brun sont celles du formateur ({deck}), pas de la "
        "Conférence des Parties."
    ),
    "actor": "Qui",
    "verb": "Verbe",
    "task": "Quoi",
    "origin_code": "dans le code officiel",
    "origin_sentence": "dans la phrase",
    "origin_note": "Les acteurs sont lus {origin}.",
}
SPANISH = {
    "subtitle": "{minutes} minutos, {audience}",
    "new-nfp": "para nuevos puntos focales nacionales",
    "technical": "para personal técnico",
    "ministerial": "para responsables políticos",
    "agenda": "Qué vamos a hacer",
    "aim_know": "Decir dónde están las normas sobre este tema y citarlas exactamente",
    "aim_history": "Contar cómo evolucionaron las decisiones, de {first} a {last}",
    "aim_duty": "Decir quién debe hacer qué, y para cuándo",
    "aim_decide": "Nombrar las decisiones que piden la acción de los ministros",
    "definitions": "Qué significan las palabras",
    "provision": "{label}",
    "timeline": "{topic}: {count} decisiones, {first} a {last}",
    "decisions": "{topic}: {first} a {last}",
    "decisions_remarked": "{topic}: {first} a {last}, según la presentación",
    "outline": "Desarrollo",
    "group_provision": "Disposiciones clave",
    "group_timeline": "Cronología",
    "group_exercise": "Ejercicios",
    "group_duties": "Quién debe hacer qué",
    "group_role": "El papel del punto focal",
    "group_quiz": "Cuestionario y respuestas",
    "group_text": "Debate",
    "duties": "Quién debe hacer qué",
    "role": "Las responsabilidades de un punto focal nacional",
    "exercise_order": "Ejercicio: ordenar las decisiones",
    "exercise_order_task": (
        "Cada grupo recibe las tarjetas {numbers}, mezcladas. Ordénenlas según su adopción y digan qué "
        "cambió cada una."
    ),
    "exercise_order_key": "Orden: {numbers}.",
    "exercise_read": "Ejercicio: leer como un jurista",
    "exercise_read_task": (
        "Lean {label}. ¿Quién actúa? ¿Es una obligación, una petición o una invitación? ¿Hay un plazo? "
        "¿Qué tendría "
        "que hacer su país?"
    ),
    "exercise_read_key": "{actor}: {verb}. {deadline}",
    "no_deadline": "No se fija ningún plazo.",
    "deadline": "Plazo: {deadline}.",
    "exercise_steps": "{minutes} minutos en grupos; después un grupo informa.",
    "quiz": "Cuestionario",
    "answers": "Cuestionario: respuestas",
    "quiz_where": "¿Qué texto responde a esto: «{question}»?",
    "quiz_when": "¿Qué decisión sobre este tema tomó la COP {session} ({place}, {year})?",
    "quiz_who": "{label}: ¿quién {verb} «{task}»?",
    "reading": "Para saber más",
    "plain": "En palabras sencillas (guía, texto no oficial): {text}",
    "guide_only": "El texto oficial no está en este corpus. La guía dice, con nuestras palabras: {text}",
    "deck_says": "Presentación del formador: {text}",
    "shared_remark": "el diseño de la presentación deja abierta la decisión a que se refiere",
    "cut_in_source": "La fuente lo cita solo en parte: lea el final en el texto oficial.",
    "shortened": "Abreviado para la diapositiva; el material impreso tiene el párrafo entero.",
    "sources": "Fuentes",
    "legend": "Barra verde y letra con remates: palabras exactas de la fuente. "
    "Lo demás: palabras del formador.",
    "draft": (
        "Borrador hecho por CBD Assistant con el índice del {date}. Compruébelo antes de usarlo: "
        "cbd-assistant session --recheck."
    ),
    "read_more": "Página oficial: {label}",
    "minutes": "{minutes} min",
    "note_quote": "Citar exactamente; las palabras de la diapositiva son las de la fuente.",
    "note_timeline": (
        "Fechas y lugares: catálogo. Las observaciones en marrón son del formador ({deck}), no de la "
        "Conferencia de las Partes."
    ),
    "actor": "Quién",
    "verb": "Verbo",
    "task": "Qué",
    "origin_code": "del código oficial",
    "origin_sentence": "de la frase",
    "origin_note": "Los actores se leen {origin}.",
}
LANGUAGES = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH}
AUDIENCES = ("new-nfp", "technical", "ministerial")


class Wording:
    """The words of one language. Raises InputError for a language that there is none for."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise InputError(
                f"A session cannot be made in '{language}' yet.", f"Choose one of {', '.join(LANGUAGES)}."
            )
        self.language = language
        self._words = LANGUAGES[language]

    def __call__(self, key: str, **values: object) -> str:
        """Give the words of that name with the values filled in."""
        return self._words[key].format(**values)
