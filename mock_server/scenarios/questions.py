"""Security questions beyond the default list, for the scenarios that want more or odd ones."""

from api_client.models import SecurityQuestion, Text

MORE_QUESTIONS: tuple[SecurityQuestion, ...] = tuple(
    SecurityQuestion(id=slug, text=Text(de=german, en=english))
    for slug, german, english in (
        (
            "first_flat",
            "In welcher Straße lag Ihre erste eigene Wohnung, und in welchem Stock?",
            "On which street was your first own flat, and on which floor?",
        ),
        (
            "first_book",
            "Welches Buch haben Sie als Erstes allein gelesen (Titel und Figur)?",
            "Which book did you first read on your own (title and character)?",
        ),
        (
            "holiday_farm",
            "Wo haben Sie als Kind Ferien gemacht (Ort und Unterkunft)?",
            "Where did you spend childhood holidays (place and lodging)?",
        ),
        (
            "swimming_lessons",
            "Wo haben Sie schwimmen gelernt (Bad und Ort)?",
            "Where did you learn to swim (pool and town)?",
        ),
        (
            "neighbour",
            "Wie hießen die Nachbarn Ihrer Kindheit (Vor- und Nachname)?",
            "What was the full name of a neighbour in your childhood?",
        ),
        (
            "first_bicycle",
            "Welche Farbe und Marke hatte Ihr erstes Fahrrad?",
            "What colour and make was your first bicycle?",
        ),
        (
            "first_instrument",
            "Welches Instrument haben Sie zuerst gelernt, und bei wem?",
            "Which instrument did you learn first, and from whom?",
        ),
        (
            "sports_club",
            "In welchem Verein waren Sie zuerst (Name und Sportart)?",
            "What was your first sports club (name and sport)?",
        ),
        (
            "favourite_hideout",
            "Wo haben Sie sich als Kind versteckt (Haus und Platz)?",
            "Where did you hide as a child (house and spot)?",
        ),
        (
            "first_theatre",
            "Welches Stück haben Sie zuerst im Theater gesehen, und wo?",
            "Which play did you first see in a theatre, and where?",
        ),
        (
            "school_play",
            "Welche Rolle hatten Sie in einem Schultheater, und in welchem Stück?",
            "Which part did you play at school, and in which play?",
        ),
        (
            "lost_tooth",
            "Wo haben Sie Ihren ersten Milchzahn verloren (Ort und Anlass)?",
            "Where did you lose your first milk tooth (place and occasion)?",
        ),
        (
            "first_computer",
            "Welcher war Ihr erster Computer, und woher kam er?",
            "Which was your first computer, and where did it come from?",
        ),
        (
            "camp_leader",
            "Wer hat Ihr erstes Zeltlager geleitet (Vor- und Nachname)?",
            "What was the full name of the leader of your first summer camp?",
        ),
        (
            "longest_walk",
            "Wohin führte Ihre längste Wanderung (Start und Ziel)?",
            "Where did your longest walk lead (start and end)?",
        ),
    )
)

ESCAPE_QUESTIONS: tuple[SecurityQuestion, ...] = (
    SecurityQuestion(
        id="cleared_screen",
        text=Text(
            de="\x1b[2J\x1b[HWelcher Bildschirm wurde\x9b31m gelöscht\x1b[0m (Ort und Jahr)?",
            en="\x1b[2J\x1b[HWhich screen was\x9b31m cleared\x1b[0m (place and year)?",
        ),
    ),
    SecurityQuestion(
        id="clipboard",
        text=Text(
            de="Was steht in der \x1b]52;c;Z2VoZWlt\x07Zwischenablage (\u202etxt.etno\u202c)?",
            en="What is in the \x1b]52;c;c2VjcmV0\x07clipboard (\u202etxt.eton\u202c)?",
        ),
    ),
)

MARKUP_QUESTIONS: tuple[SecurityQuestion, ...] = (
    SecurityQuestion(
        id="brackets",
        text=Text(
            de="Wer schrieb [bold red]x[/] an die Tafel [/] (Vor- und Nachname)?",
            en="Who wrote [bold red]x[/] on the blackboard [/] (full name)?",
        ),
    ),
    SecurityQuestion(
        id="click",
        text=Text(
            de="Was geschah nach [@click=app.quit]x[/] (Ort und Jahr)?",
            en="What happened after [@click=app.quit]x[/] (place and year)?",
        ),
    ),
)
