"""The default security questions, German and English.

Each asks for two things, or for something few people know: short and public answers are guessed
(Bonneau and others, "Secrets, Lies, and Account Recovery", WWW 2015; OWASP's cheat sheet on
security questions). None asks for a maiden name, a birthday, a pet, a car or a favourite.
"""

from api_client.models import SecurityQuestion, Text


def _question(slug: str, *, de: str, en: str) -> SecurityQuestion:
    return SecurityQuestion(id=slug, text=Text(de=de, en=en))


DEFAULT_QUESTIONS: tuple[SecurityQuestion, ...] = (
    _question(
        "first_teacher",
        de="Wer hat Sie in der ersten Klasse unterrichtet (Vor- und Nachname)?",
        en="Who taught you in your first year at school (first and last name)?",
    ),
    _question(
        "first_toy",
        de="Welches Tier war Ihr erstes Kuscheltier, und wie hieß es?",
        en="What animal was your first stuffed toy, and what was it called?",
    ),
    _question(
        "school_trip",
        de="Welche Klassenfahrt ist Ihnen am besten in Erinnerung (Ort und Unterkunft)?",
        en="Which school trip do you remember best (place and where you stayed)?",
    ),
    _question(
        "driving_instructor",
        de="Bei wem haben Sie Auto fahren gelernt (Vor- und Nachname)?",
        en="Who taught you to drive (first and last name)?",
    ),
    _question(
        "not_attended",
        de="Welchen Studien- oder Arbeitsplatz haben Sie abgelehnt (Name und Ort)?",
        en="Which university place or job did you turn down (name and town)?",
    ),
    _question(
        "childhood_friend_street",
        de="Mit welchem Kind spielten Sie am liebsten, und in welcher Straße wohnte es?",
        en="Which child did you most like to play with, and on which street did they live?",
    ),
    _question(
        "first_job",
        de="Wo haben Sie Ihr erstes eigenes Geld verdient (Firma und Ort)?",
        en="Where did you earn your first own money (company and town)?",
    ),
    _question(
        "first_concert",
        de="Welches Konzert haben Sie als Erstes besucht (Band und Ort)?",
        en="What was the first concert you went to (band and town)?",
    ),
    _question(
        "memorable_teacher_nick",
        de="Welche Lehrkraft hatte einen Spitznamen, und welchen?",
        en="Which of your teachers had a nickname, and what was it?",
    ),
    _question(
        "lost_thing",
        de="Was haben Sie als Kind verloren, und wo war das?",
        en="What did you lose as a child, and where was it?",
    ),
)
