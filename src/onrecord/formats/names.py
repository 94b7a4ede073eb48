"""What a printed label looks like: a name, a role, or words that merely precede a colon."""

from __future__ import annotations

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: words for what somebody does in a conversation, in the languages met so far
ROLES = _words("""
    interviewer interviewee interviewers moderator moderators host cohost co-host guest
    audience audiences narrator speaker participant panelist panellist questioner announcer
    operator chair chairman chairwoman chairperson president clerk witness reporter journalist
    editor student attendee member unidentified unknown everyone all both group crowd voice
    voiceover caller q a i r p m interpreter translator facilitator presenter investigator
    interviewerin interviewter befragte befragter moderatorin moderation sprecher sprecherin
    frage antwort publikum zuschauer zuhörer reporterin entrevistador entrevistadora
    miembro miembros audiencia
    entrevistado entrevistada pregunta respuesta moderador moderadora público locutor question
    réponse membre intervenant intervieweur journaliste public animateur invité intervistatore
    intervistato domanda risposta entrevistadora pergunta resposta ведущий ведущая вопрос ответ
    интервьюер гость 主持人 记者 記者 提问 提問 观众 觀眾 问 問 答 嘉宾 嘉賓 听众 聽眾 旁白
    采访者 受访者 司会 質問 回答 聞き手 主持 観客 司会者 インタビュアー 사회자 질문 답변 기자
    청중
""")
#: labelled sounds and pauses, no people
STAGES = _words("""
    break music sponsor sponsors ad ads advertisement jingle intro outro pause silence applause
    laughter commercial interlude musik werbung pause sfx sound clip
""")
#: words that stand before a colon in prose and in page furniture
NO_LABELS = _words("""
    note notes example examples update updated warning summary source sources title date time
    topic topics link links keywords tags category categories author authors subject location
    place music transcript transcription transcriber transcribed recording duration episode
    description abstract chapter chapters references resources ps p.s nb n.b tl;dr caption
    photo image figure table step tip caveat correction edit disclaimer copyright license
    credits version part section page subtitles translation original read more see also via
    from to cc re fwd http https mailto first second third finally next however meaning answer
    question problem solution result pros cons goal goals idea fact conclusion bonus spoiler
    also remember agenda todo interviewed length place files file format collection series
    repository accession
""")
_PARTICLES = _words("""
    of the and de del della di da do dos das van von der den het la le el al bin ibn ben y e &
    zu zum aus dem for from with at in on ter ten af av ap mc st
""")
_TITLES = (
    r"(?:(?:The|Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Senator|Sen|Rep|Representative|Chair(?:man|woman|person)?|"
    r"Vice|Acting|Secretary|General|Gen|Admiral|Adm|Colonel|Col|Judge|Justice|Hon|Madam|Sir|Governor|Gov|"
    r"Commissioner|Director|Ambassador|Delegate|Speaker|President|Captain|Capt|Ranking|Member|Lieutenant|Lt|"
    r"Deputy|Administrator|Co-Chair|Chairs|Clerk|Presiding|Officer|Witness|Court)\.?\s+)"
)
_PERSON = r"[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,3}"
TITLED = re.compile(rf"(?:The\s+{_PERSON}|{_TITLES}{{1,4}}{_PERSON})(?=\.\s+\S)")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?){1,4}\d?$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NUMBERED = re.compile(
    r"(?:speaker|sprecher|spk|participant|guest|host|interviewer|hablante|locuteur|person|"
    r"voice|audience|unknown|male|female|man|woman|发言人|说话人|話者)[\s_-]*(?:member)?[\s_#-]*"
    r"(?:\d{1,3}|[A-Z])?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[?!;…\"“”„«»]|[.,](?=\s+[a-z])|\.{2,}|https?$|\w/\w")
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Sen|Rep|Gen|Lt|Col|Gov|Hon|Capt|[A-Z])\."
)
_WORD = re.compile(r"[^\s,()\[\]]+")


def likeness(label: str, known: frozenset[str] = frozenset()) -> float:
    """Return how much a label looks like one that names a speaker.

    -1: words that introduce; 0: a piece of a sentence; 0.3: a nickname; 0.7: short and in a script
    without capitals; 1: one capitalised word or initials; 1.5: several; 2: a role; 3: a name that
    the source declares elsewhere.
    """
    text = label.strip()
    low = text.lower()
    if not text or len(text) > 60:
        return 0
    if text in known or low in {name.lower() for name in known}:
        return 3
    if low in NO_LABELS:
        return 0.5 if text.isupper() and len(text) == 2 else -1
    if _NUMBERED.match(text):
        return 2
    bare = _ABBREVIATION.sub("", text)
    if _SENTENCE.search(bare) or not any(char.isalnum() for char in text):
        return 0
    words = [word for word in _WORD.findall(text) if word not in {"-", "–", "—", "/", "&"}]
    if not words or len(words) > 7:
        return 0
    if _CJK.search(text):
        return _spaceless(text)
    roles = sum(1 for word in words if word.lower().strip(".") in ROLES)
    if (
        roles
        and len(words) <= 4
        and words[0].lower() in ROLES | {"the", "audience", "unknown", "first", "second"}
    ):
        return 2
    return _shape(words)


def _spaceless(text: str) -> float:
    if any(role in text for role in ROLES if _CJK.match(role)) and len(text) <= 8:
        return 2
    return 0.7 if len(text) <= 6 else 0


def _shape(words: list[str]) -> float:
    capital = [word for word in words if word[0].isupper() or word[0] in "$@#" or word[0].isdigit()]
    rest = [
        word for word in words if word not in capital and word.lower().strip(".") not in _PARTICLES
    ]
    if not rest and capital and (words[0] in capital or len(capital) > 1):
        if words[0].lower() in NO_LABELS or words[-1].lower() in NO_LABELS:
            return -1 if len(words) == 1 else 0
        lead = words[0].lower() in {
            "the",
            "a",
            "an",
            "my",
            "our",
            "this",
            "that",
            "and",
            "but",
            "so",
            "in",
        }
        shouted = len(words) == 1 and len(words[0]) > 2 and words[0].isupper()
        return 1.5 if (len(capital) > 1 and not lead) or shouted else 1
    caseless = not any(char.isupper() or char.islower() for word in words for char in word)
    if caseless:
        return 0.7 if len(words) <= 3 else 0
    if len(words) == 1:
        return 0.3
    return 0.3 if len(rest) == 1 and len(words) <= 3 and words[0] in capital else 0


def known_forms(names: tuple[str, ...]) -> frozenset[str]:
    """Return the ways in which people are labelled whose full names are known."""
    forms: set[str] = set()
    for name in names:
        words = name.split()
        if not words or len(name) > 80:
            continue
        forms |= {name, words[0], words[-1], words[0].upper(), words[-1].upper()}
        if len(words) > 1:
            forms.add("".join(word[0] for word in words).upper())
            forms.add(f"{words[0]} {words[-1][0]}")
    return frozenset(form for form in forms if len(form) > 1)


def is_initials(label: str) -> bool:
    """Whether a label is initials, such as ``WS`` or ``J.R.``."""
    return _INITIALS.match(label) is not None


def is_stage(label: str) -> bool:
    """Whether a label names a sound or a pause and no person."""
    return label.lower().strip(" .[]()") in STAGES


def is_generic(label: str) -> bool:
    """Whether a label says what is said (question, answer), not who says it."""
    return label.lower().strip(".") in _GENERIC


_GENERIC = _words("""
    q a question answer audience frage antwort 问 答 問 提问 观众 观众提问 pregunta respuesta
    audience member comment p r
""") | {"audience member", "audience question"}
