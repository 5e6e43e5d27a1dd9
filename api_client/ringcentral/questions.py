"""Whether an account has the credentials operations, and the security questions it offers.

The operations are not in the public description; an account without them is activated by the one
update that is, and then nobody is asked for a question.
"""

from typing import TYPE_CHECKING

from api_client.models import MOST_QUESTIONS, SecurityQuestion, Text
from api_client.ringcentral.problems import PlatformRefused
from api_client.ringcentral.read_account import read_pages
from api_client.ringcentral.records import Credentials, Extension, Question

if TYPE_CHECKING:
    from api_client.ringcentral.client import PlatformClient


async def questions_of(
    platform: "PlatformClient", extension: Extension
) -> tuple[SecurityQuestion, ...]:
    """The questions for extensions of this type, asked for once in a run; raises as the other."""
    known = platform.session.questions
    if extension.type not in known:
        known[extension.type] = await read_questions(platform, extension.id)
    return known[extension.type]


async def read_questions(
    platform: "PlatformClient", extension: str
) -> tuple[SecurityQuestion, ...]:
    """The questions, in the language spoken; none where the credentials operations do not exist.

    Raises:
        Problem: the platform does not tell now.
    """
    try:
        await platform.read("read-credentials", Credentials, extension=extension)
        listed = await read_pages(
            platform, "list-questions", Question, query={"signupOnly": "true"}
        )
    except PlatformRefused:
        return ()
    texts = {
        each.id: each.question_text for each in listed if each.id and each.question_text.strip()
    }
    return tuple(
        SecurityQuestion(id=id_, text=Text(de=text, en=text))
        for id_, text in list(texts.items())[:MOST_QUESTIONS]
    )
