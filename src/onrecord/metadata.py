"""The front matter of a transcript: what it says of the interview and of its speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.frontmatter import YamlError, read_yaml
from onrecord.model import Problem, Role, Speaker

if TYPE_CHECKING:
    from onrecord.frontmatter import Located

SPEAKER_KEY = re.compile(r"[a-z][a-z0-9_-]{0,63}")

_TEXT_KEYS = {
    "title", "short", "published", "held", "language", "translated_from", "translation",
    "original", "recording", "source",
}  # fmt: skip
_NONE = (
    "a transcript begins with front matter: '---', then 'interview:' with title, language and "
    "speakers, then '---'"
)


@dataclass
class Metadata:
    """What the front matter says; lines are counted from 1 in the whole file."""

    #: single texts by key, such as ``published``
    texts: dict[str, str] = field(default_factory=dict)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    #: printed label -> key of the speaker
    labels: dict[str, str] = field(default_factory=dict)
    #: bold words with a colon that are nobody's label
    not_speakers: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def _problem(self, message: str, line: int) -> None:
        self.problems.append(Problem("front_matter", message, line))

    def read(self, lines: list[str]) -> int:
        """Read the YAML at the top; return the index of the first line of the body."""
        if lines[0].rstrip() != "---":
            self._problem(_NONE, 1)
            return 0
        end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
        if not end:
            self._problem("the front matter has no closing line '---'", 1)
            return 0
        try:
            self._take(read_yaml("\n".join(lines[1:end])))
        except YamlError as error:
            self._problem(f"front matter: {error}", error.line + 1)
        return end + 1

    def _take(self, located: Located) -> None:
        data = located.value
        if not isinstance(data, dict) or not isinstance(data.get("interview"), dict):
            self._problem(_NONE, 1)
            return
        for key in data:
            if key != "interview":
                line = located.line(str(key)) + 1
                self._problem(
                    f"front matter key {key!r} is not read here: "
                    "a transcript has only the key 'interview'",
                    line,
                )
        known = {*_TEXT_KEYS, "speakers", "not_speakers"}
        for key, value in data["interview"].items():
            line = located.line("interview", str(key)) + 1
            if key not in known:
                self._problem(
                    f"interview has no key {key!r}; it has " + ", ".join(sorted(known)),
                    line,
                )
            elif key in _TEXT_KEYS:
                self._take_text(key, value, line)
        self._take_speakers(data["interview"].get("speakers"), located)
        labels = data["interview"].get("not_speakers") or []
        if isinstance(labels, list):
            self.not_speakers = {str(label) for label in labels}
        else:
            line = located.line("interview", "not_speakers") + 1
            self._problem("interview.not_speakers must be a list of texts", line)

    def _take_text(self, key: str, value: Any, line: int) -> None:
        if value is None:
            return
        if isinstance(value, (dict, list)):
            self._problem(f"interview.{key} must be one line of text", line)
            return
        text = " ".join(str(value).split())
        if key in {"recording", "source"} and not re.fullmatch(r"https?://\S+", text):
            self._problem(f"interview.{key} must be a web address", line)
            return
        if key in {"held", "published"} and not _is_date(text):
            self._problem(
                f"interview.{key} must be a date: YYYY, YYYY-MM or "
                "YYYY-MM-DD; leave it empty where the source does not say",
                line,
            )
            return
        if key == "original" and (text.startswith("/") or ".." in text.split("/")):
            self._problem("interview.original must lie beside the transcript", line)
            return
        self.texts[key] = text

    def _take_speakers(self, speakers: Any, located: Located) -> None:
        if not isinstance(speakers, dict) or not speakers:
            self._problem(
                "interview.speakers declares nobody: add 'speakers: {key: {name: ..., role: ...}}'",
                located.line("interview", "speakers") + 1,
            )
            return
        for key, entry in speakers.items():
            line = located.line("interview", "speakers", str(key)) + 1
            speaker = self._speaker(str(key), entry, line)
            if speaker is None:
                continue
            self.speakers[speaker.key] = speaker
            for label in (speaker.name, *speaker.labels):
                owner = self.labels.setdefault(label, speaker.key)
                if owner != speaker.key:
                    self._problem(
                        f"the label {label!r} is declared for both {owner!r} and {speaker.key!r}",
                        line,
                    )

    def _speaker(self, key: str, entry: Any, line: int) -> Speaker | None:
        if not SPEAKER_KEY.fullmatch(key):
            self._problem(
                f"{key!r} is no key for a speaker: use a-z, 0-9, - and _, beginning with a letter",
                line,
            )
            return None
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
            self._problem(
                f"speaker {key!r} needs a name: {key}: {{name: ..., role: interviewee}}",
                line,
            )
            return None
        unknown = set(map(str, entry)) - {"name", "role", "labels", "group"}
        if unknown:
            self._problem(
                f"speaker {key!r} has no key "
                f"{', '.join(sorted(unknown))}; it has name, role, labels, group",
                line,
            )
        role = str(entry.get("role") or Role.OTHER)
        if role not in set(Role):
            self._problem(
                f"speaker {key!r}: there is no role {role!r}; roles are " + ", ".join(Role),
                line,
            )
            role = Role.OTHER
        labels = entry.get("labels") or []
        if not isinstance(labels, list) or not all(isinstance(one, str) for one in labels):
            self._problem(f"speaker {key!r}: labels must be a list of texts", line)
            labels = []
        name = " ".join(entry["name"].split())
        return Speaker(key, name, Role(role), tuple(labels), entry.get("group") is True)


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True
