"""A free question: what is asked, and its text, one line of French that a person reads and that reads back the same.

    habitants de territoire_sante:TS1 à moins de 30 min de maternites mais pas à moins de 20 min de SU
    communes de epci:243500139+243500782 à plus de 15 min de SU
    sites de departement:35 pratiquant maternites ou cpp
    sites à moins de 20 km de (352107 ; 6789967)

Whatever a question names is a value looked up in tables: no part of a text becomes SQL or an expression.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..findings import InputError

SITES, COMMUNES, INHABITANTS = "sites", "communes", "habitants"
SUBJECTS = (SITES, COMMUNES, INHABITANTS)
LESS, MORE = "moins", "plus"
MINUTES, KILOMETRES = "min", "km"


@dataclass(frozen=True)
class Within:
    """Less or more than a number of minutes from the nearest site of a kind of times.

    Or minutes or kilometres from a point (x, y in the workspace's system). Bounds are strict; ``negated``: not so.
    """

    side: str
    amount: float
    unit: str = MINUTES
    kind: str = ""
    point: tuple[float, float] | None = None
    negated: bool = False


@dataclass(frozen=True)
class NoAccess:
    """Cannot reach any site of a kind (``negated``: can)."""

    kind: str
    negated: bool = False


@dataclass(frozen=True)
class Inhabitants:
    """Communes with less or more inhabitants than a number, both strict."""

    side: str
    number: float


@dataclass(frozen=True)
class InClass:
    """In a class of the zoning of a profession (``negated``: not)."""

    label: str
    profession: str
    negated: bool = False


@dataclass(frozen=True)
class Indicator:
    """An indicator of communes less or more than a number, both strict."""

    name: str
    side: str
    number: float


Condition = Within | NoAccess | Inhabitants | InClass | Indicator


@dataclass(frozen=True)
class Question:
    """What is asked: ``subject`` (sites, communes, inhabitants), where, and the conditions, which must all hold.

    ``kind`` and ``codes`` name territories (none: the whole region), ``activities`` what sites practise (any of them),
    ``minimum`` the least beds, places or devices of these activities.
    """

    subject: str
    kind: str = ""
    codes: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    minimum: float | None = None
    conditions: tuple[Condition, ...] = ()


_KEYWORDS = frozenset(
    "sites communes habitants de pratiquant ou d'au moins mais pas à plus min km sans accès en zone avec inférieur "
    "supérieur et".split()
)
_PLAIN = re.compile(r"[^\W\d_][\w.\-/]*|\d[\w\-/]*")
_TOKEN = re.compile(
    r'\s*(?:(?P<quoted>"(?:[^"]|"")*")|(?P<number>[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?(?![\w\-/.]))'
    r"|(?P<word>d['’]au|[\w\-/.]+)|(?P<sign>[():;+]))",
    re.IGNORECASE,
)


def question_text(question: Question) -> str:
    """The question in one line."""
    parts = [question.subject]
    if question.kind:
        codes = "+".join(_value(code) for code in question.codes)
        parts.append(f"de {_value(question.kind)}{':' if codes else ''}{codes}")
    if question.activities:
        parts.append(f"pratiquant {' ou '.join(map(_value, question.activities))}")
    if question.minimum is not None:
        parts.append(f"d'au moins {_number(question.minimum)}")
    parts += map(_condition_text, question.conditions)
    return " ".join(parts)


def read_question(text: str) -> Question:
    """The question of a text.

    Raises:
        InputError: QST10 with the rest of the text where it is no longer understood, and what was expected there.
    """
    return _Reader(text).question()


def _condition_text(condition: Condition) -> str:
    if isinstance(condition, Inhabitants):
        return f"de {condition.side} de {_number(condition.number)} habitants"
    if isinstance(condition, Indicator):
        word = "inférieur" if condition.side == LESS else "supérieur"
        return f"avec {_value(condition.name)} {word} à {_number(condition.number)}"
    negation = "mais pas " if condition.negated else ""
    if isinstance(condition, NoAccess):
        return f"{negation}sans accès à {_value(condition.kind)}"
    if isinstance(condition, InClass):
        return f"{negation}en zone {_value(condition.label)} de {_value(condition.profession)}"
    where = _value(condition.kind)
    if condition.point is not None:
        where = f"({_number(condition.point[0])} ; {_number(condition.point[1])})"
    return f"{negation}à {condition.side} de {_number(condition.amount)} {condition.unit} de {where}"


def _value(text: str) -> str:
    """A name as it stands if it can be taken for nothing else, in quotes otherwise."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _KEYWORDS:
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _number(value: float) -> str:
    return repr(float(value)).removesuffix(".0").replace(".", ",")


class _Reader:
    """Reads a text word by word."""

    def __init__(self, text: str):
        self._text = text
        self._at = 0

    def question(self) -> Question:
        subject = self._one_of(SUBJECTS)
        kind, codes = self._territory()
        activities: list[str] = []
        minimum = None
        if subject == SITES and self._skip("pratiquant"):
            activities.append(self._name("une activité"))
            while self._skip("ou"):
                activities.append(self._name("une activité"))
            if self._skip("d'au"):
                self._must("moins")
                minimum = self._figure()
        conditions = []
        while not self._ended():
            self._skip("et")
            conditions.append(self._condition(subject))
        return Question(subject, kind, tuple(codes), tuple(activities), minimum, tuple(conditions))

    def _territory(self) -> tuple[str, list[str]]:
        start = self._at
        if not self._skip("de"):
            return "", []
        if self._peek("plus") or self._peek("moins"):
            self._at = start
            return "", []
        kind, codes = self._name("un type de territoire"), []
        if self._sign(":"):
            codes.append(self._name("un code de territoire"))
            while self._sign("+"):
                codes.append(self._name("un code de territoire"))
        return kind, codes

    def _condition(self, subject: str) -> Condition:
        negated = self._skip("mais")
        if negated:
            self._must("pas")
        if self._skip("à"):
            return self._within(negated)
        if self._skip("sans"):
            self._must("accès")
            self._must("à")
            return NoAccess(self._name("un type de site"), negated)
        if self._skip("en"):
            self._must("zone")
            label = self._name("une classe")
            self._must("de")
            return InClass(label, self._name("une profession"), negated)
        if not negated and self._skip("avec"):
            name = self._name("un indicateur")
            side = LESS if self._one_of(("inférieur", "supérieur")) == "inférieur" else MORE
            self._must("à")
            return Indicator(name, side, self._figure())
        if not negated and self._skip("de"):
            side = self._one_of((LESS, MORE))
            self._must("de")
            number = self._figure()
            self._must("habitants")
            return Inhabitants(side, number)
        return self._fail("à, sans accès, en zone, avec, de plus de" if not negated else "à, sans accès, en zone")

    def _within(self, negated: bool) -> Within:
        side = self._one_of((LESS, MORE))
        self._must("de")
        amount = self._figure()
        unit = self._one_of((MINUTES, KILOMETRES))
        self._must("de")
        if not self._sign("("):
            if unit == KILOMETRES:
                return self._fail("un point (x ; y)")
            return Within(side, amount, unit, self._name("un type de site ou un point (x ; y)"), None, negated)
        x = self._figure()
        if not self._sign(";"):
            return self._fail(";")
        y = self._figure()
        if not self._sign(")"):
            return self._fail(")")
        return Within(side, amount, unit, "", (x, y), negated)

    def _token(self) -> re.Match[str] | None:
        return _TOKEN.match(self._text, self._at)

    def _ended(self) -> bool:
        return not self._text[self._at :].strip()

    def _peek(self, word: str) -> bool:
        token = self._token()
        return token is not None and _plain_word(token) == word

    def _skip(self, word: str) -> bool:
        token = self._token()
        if token is None or _plain_word(token) != word:
            return False
        self._at = token.end()
        return True

    def _must(self, word: str) -> None:
        if not self._skip(word):
            self._fail(word)

    def _one_of(self, words: tuple[str, ...]) -> str:
        for word in words:
            if self._skip(word):
                return word
        return self._fail(", ".join(words))

    def _sign(self, sign: str) -> bool:
        # A "+" between two codes begins a number otherwise.
        found = re.compile(rf"\s*{re.escape(sign)}").match(self._text, self._at)
        if found is None:
            return False
        self._at = found.end()
        return True

    def _name(self, what: str) -> str:
        token = self._token()
        if token is None or token["sign"]:
            return self._fail(what)
        self._at = token.end()
        if token["quoted"]:
            return token["quoted"][1:-1].replace('""', '"')
        return token["word"] or token["number"]

    def _figure(self) -> float:
        token = self._token()
        if token is None or not token["number"]:
            return self._fail("un nombre")
        self._at = token.end()
        return float(token["number"].replace(",", "."))

    def _fail(self, expected: str):  # type: ignore[no-untyped-def]
        rest = self._text[self._at :].strip()
        raise InputError.of("QST10", value=rest or "fin de la question", attendu=expected)


def _plain_word(token: re.Match[str]) -> str | None:
    return token["word"].casefold().replace("’", "'") if token["word"] else None
