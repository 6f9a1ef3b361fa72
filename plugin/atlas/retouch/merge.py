"""Three-way merge of XML elements: what the user changed since a drawing goes into the next, the rest stays new.

QGIS writes all that can be set in its dialogs to XML, so that whatever was changed is held, known to us or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from qgis.PyQt.QtXml import QDomDocument, QDomElement, QDomNode

# Numbers that make no difference on paper: QGIS rounds what it writes.
_TOLERANCE = 1e-4
# The attribute that tells elements of one name apart; others go by their rank.
_KEYED = {
    "category": "value",
    "range": "value",
    "rule": "value",
    "symbol": "name",
    "Option": "name",
    "prop": "k",
    "ComposerMapGrid": "uuid",
}


def parsed(text: str) -> QDomElement:
    """The root of an XML text; null where it is none."""
    document = QDomDocument()
    document.setContent(text)
    return document.documentElement()


def text_of(element: QDomElement) -> str:
    """The element as XML text."""
    document = QDomDocument()
    document.appendChild(document.importNode(element, True))
    return document.toString(-1)


def merge(
    base: QDomElement, mine: QDomElement, new: QDomElement, ignored: frozenset[str] = frozenset(), path: str = ""
) -> list[str]:
    """Bring into ``new`` what differs between ``base`` (as drawn) and ``mine`` (as it stands).

    Args:
        base: as it was drawn.
        mine: as the user left it.
        new: as it is drawn now; changed in place.
        ignored: names of attributes, elements and options that are not the user's to change.
        path: of the elements.

    Returns:
        The paths of what was held ("text-style/@fontSize"), in document order.
    """
    held = []
    for name in _attributes(base) | _attributes(mine):
        if name not in ignored and not _same(base.attribute(name), mine.attribute(name)):
            new.setAttribute(name, mine.attribute(name))
            held.append(f"{path}@{name}")
    if _text(base) != _text(mine):
        _set_text(new, _text(mine))
        held.append(f"{path}#text")
    before, now, target = (dict(_children(element)) for element in (base, mine, new))
    for key in dict.fromkeys([*now, *before]):
        tag = key[0]
        if tag in ignored or key[1] in ignored:
            continue
        inner = f"{path}{tag}/" if key[1] == 0 else f"{path}{tag}[{key[1]}]/"
        if key not in now:
            held.append(inner)
            if key in target:
                new.removeChild(target[key])
        elif key in before and key in target:
            held += merge(before[key], now[key], target[key], ignored, inner)
        elif key not in before or differs(before[key], now[key], ignored):
            # The user's own part, or one the new drawing no longer has: a part left as drawn goes with the old drawing.
            held.append(inner)
            if key not in before:
                if key in target:
                    new.removeChild(target[key])
                new.appendChild(new.ownerDocument().importNode(now[key], True))
    return held


def differs(base: QDomElement, mine: QDomElement, ignored: frozenset[str] = frozenset()) -> list[str]:
    """The paths at which two elements differ."""
    return merge(base, mine, base.cloneNode(True).toElement(), ignored)


def _children(element: QDomElement) -> Iterator[tuple[tuple[str, object], QDomElement]]:
    ranks: dict[str, int] = {}
    child = element.firstChildElement()
    while not child.isNull():
        tag = child.tagName()
        attribute = _KEYED.get(tag, "")
        if attribute and child.hasAttribute(attribute):
            yield (tag, child.attribute(attribute)), child
        else:
            yield (tag, ranks.setdefault(tag, 0)), child
            ranks[tag] += 1
        child = child.nextSiblingElement()


def _attributes(element: QDomElement) -> set[str]:
    attributes = element.attributes()
    return {attributes.item(place).nodeName() for place in range(attributes.count())}


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    return all(_near(a, b) for a, b in zip_longest(one.split(","), other.split(","), fillvalue="?"))


def _near(one: str, other: str) -> bool:
    try:
        return one == other or abs(float(one) - float(other)) < _TOLERANCE
    except ValueError:
        return False


def _text(element: QDomElement) -> str:
    """The element's own text, not that of its children."""
    return "".join(node.nodeValue() for node in _nodes(element) if node.isText() or node.isCDATASection()).strip()


def _set_text(element: QDomElement, text: str) -> None:
    for node in list(_nodes(element)):
        if node.isText() or node.isCDATASection():
            element.removeChild(node)
    element.insertBefore(element.ownerDocument().createTextNode(text), element.firstChild())


def _nodes(element: QDomElement) -> Iterator[QDomNode]:
    node = element.firstChild()
    while not node.isNull():
        yield node
        node = node.nextSibling()
