"""Names of provinces and people, in Latin and Cyrillic letters, that no one bears."""

from __future__ import annotations

from random import Random

_SYLLABLES = (
    *(("ba", "ба"), ("ve", "ве"), ("go", "го"), ("du", "ду"), ("zhi", "жи"), ("za", "за")),
    *(("ke", "ке"), ("lo", "ло"), ("mu", "му"), ("ni", "ни"), ("pa", "па"), ("re", "ре")),
    *(("so", "со"), ("tu", "ту"), ("fi", "фи"), ("kha", "ха"), ("tse", "це"), ("cho", "чо")),
    *(("shu", "шу"), ("mi", "ми")),
)
_ENDINGS = (("nov", "нов"), ("rin", "рин"), ("lenko", "ленко"), ("tsky", "цкий"), ("kov", "ков"))
_GIVEN = (
    *(("Anton", "Антон"), ("Boris", "Борис"), ("Vera", "Вера"), ("Gleb", "Глеб")),
    *(("Denis", "Денис"), ("Yegor", "Егор"), ("Zakhar", "Захар"), ("Ivan", "Иван")),
    *(("Kirill", "Кирилл"), ("Lidia", "Лидия"), ("Makar", "Макар"), ("Nikita", "Никита")),
    *(("Oleg", "Олег"), ("Pavel", "Павел"), ("Roman", "Роман"), ("Semyon", "Семён")),
)
WOMEN = frozenset({"Vera", "Lidia"})

Name = tuple[str, str]


def province(number: int) -> Name:
    """Name a province; no two of the first 8000 share a name."""
    scattered = (number * 7919 + 1234) % 8000
    chosen = [_SYLLABLES[scattered // 20**place % 20] for place in (2, 1, 0)]
    latin, cyrillic = ("".join(part) for part in zip(*chosen, strict=True))
    return f"{latin.capitalize()}nia", f"{cyrillic.capitalize()}ния"


def person(random: Random) -> tuple[Name, Name]:
    """Give a first name and a family name."""
    first = random.choice(_GIVEN)
    middle = random.choice(_SYLLABLES), random.choice(_SYLLABLES)
    ending = random.choice(_ENDINGS)
    latin, cyrillic = ("".join(part) for part in zip(*middle, ending, strict=True))
    return first, (latin.capitalize(), cyrillic.capitalize())
