"""A question as text: what a person writes, what comes back, what is refused, and hostile text as plain data."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.core.findings import InputError
from plugin.core.questions.question import (
    KILOMETRES,
    LESS,
    MORE,
    InClass,
    Indicator,
    Inhabitants,
    NoAccess,
    Question,
    Within,
    question_text,
    read_question,
)

names = st.one_of(
    st.text(min_size=1, max_size=20),
    st.sampled_from(
        ["SU", "2A004", "243500139", "de", "à", "plus", '"; drop table commune; --', "1 = 1", "12", "1e5", "d'au"]
    ),
)
numbers = st.floats(allow_nan=False, allow_infinity=False)
sides = st.sampled_from([LESS, MORE])
amounts = st.floats(0, 1e9)
conditions = st.one_of(
    st.builds(
        lambda side, amount, kind, no: Within(side, amount, "min", kind, None, no), sides, amounts, names, st.booleans()
    ),
    st.builds(
        lambda side, amount, unit, x, y, no: Within(side, amount, unit, "", (x, y), no), sides, amounts,
        st.sampled_from(["min", KILOMETRES]), numbers, numbers, st.booleans(),
    ),
    st.builds(NoAccess, names, st.booleans()),
    st.builds(Inhabitants, sides, amounts),
    st.builds(InClass, names, names, st.booleans()),
    st.builds(Indicator, names, sides, numbers),
)


@st.composite
def questions(draw):
    subject = draw(st.sampled_from(["sites", "communes", "habitants"]))
    kind = draw(st.one_of(st.just(""), names))
    activities = tuple(draw(st.lists(names, max_size=3))) if subject == "sites" else ()
    return Question(
        subject, kind, tuple(draw(st.lists(names, max_size=3))) if kind else (), activities,
        draw(st.one_of(st.none(), amounts)) if activities else None, tuple(draw(st.lists(conditions, max_size=3))),
    )


@settings(deadline=None)
@given(questions())
def test_a_question_reads_back_the_same(question):
    assert read_question(question_text(question)) == question


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        question = read_question(text)
    except InputError as error:
        assert error.findings[0].code == "QST10"
    else:
        assert read_question(question_text(question)) == question


def test_what_a_person_writes():
    question = read_question(
        "habitants de territoire_sante:TS1 à moins de 30 min de maternites mais pas à moins de 20,5 min de SU"
    )
    assert question == Question(
        "habitants", "territoire_sante", ("TS1",),
        conditions=(Within(LESS, 30, kind="maternites"), Within(LESS, 20.5, kind="SU", negated=True)),
    )
    text = "Sites de departement pratiquant su ou smur d’au moins 10 et à plus de 5 km de (352107 ; 6789967)"
    assert read_question(text) == Question(
        "sites", "departement", (), ("su", "smur"), 10.0, (Within(MORE, 5, KILOMETRES, "", (352107, 6789967)),)
    )
    assert read_question("communes de plus de 2000 habitants") == Question(
        "communes", conditions=(Inhabitants(MORE, 2000),)
    )
    text = 'communes en zone "Zones prioritaires" de médecin avec apl_medecin inférieur à 2,5'
    assert read_question(text).conditions == (
        InClass("Zones prioritaires", "médecin"), Indicator("apl_medecin", LESS, 2.5),
    )


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("", "fin de la question"),
        ("hôpitaux de epci:1", "hôpitaux de epci:1"),
        ("communes à plus de beaucoup min de SU", "beaucoup min de SU"),
        ("communes à plus de 10 km de SU", "SU"),
        ("communes à plus de 10 min de SU ; drop table commune", "; drop table commune"),
        ("sites pratiquant", "fin de la question"),
    ],
)
def test_what_is_not_understood_is_shown(text, rest):
    with pytest.raises(InputError) as error:
        read_question(text)
    assert error.value.findings[0].params["value"] == rest
