"""An answers file together with what its references stand for."""

from dataclasses import dataclass
from pathlib import Path

from tui.answers.generated_files import GeneratedFiles
from tui.answers.schema import AnswersFile
from tui.answers.secret_sources import Secrets


@dataclass(frozen=True, slots=True)
class OpenedAnswers:
    """An answers file with its secrets read; generated ones are kept relative to `folder`."""

    file: AnswersFile
    secrets: Secrets
    folder: Path

    def files(self, email: str) -> GeneratedFiles:
        """Where an account's generated secrets are kept."""
        return GeneratedFiles(self.folder, email)

    def let_go(self, email: str) -> None:
        """An account that is active needs those secrets no more that are for it alone."""
        own = {source for _place, source in self.file.sources_for_alone(email)}
        self.secrets.let_go(own, email)
