# ruff: noqa: E501 (a sentence is a line here)
"""A generator of pairs of fictional reports of which it is known whether one was made from the other.

    from eval.copy_pairs import pairs
    for pair in pairs(seed=1, many=320): ...

Every incident is drawn: kind, place, day, tolls, people, their words. A reporter writes it up by choosing facts,
their order and one of several wordings of each, so that two reporters of one incident share its names, numbers and
places and often the same quoted sentence, and no sentence of their own. From a report are made:

* copies: verbatim; under another headline; cut; with a new lead; with the furniture of a site; every tenth word
  changed; in another house style (marks, numerals, spelling); as a part of a longer report;
* rewrites: 10 to 50 % of the words changed by synonyms, with clauses moved, attribution moved, sentences joined and
  parted, some order changed, some left out;
* independents: another reporter on the same incident (sharing 0 to 3 quotations), a brief by the same pattern about
  another incident, another incident at the same place, and two reports on the same site with the same furniture.

Outlets, places, people and events are invented. The same seed gives the same pairs on every machine.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["Pair", "pairs", "reprints"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, what they are to each other, and how the second was made."""

    id: str
    a: str
    b: str
    kind: Literal["copy", "rewrite", "independent"]
    how: str


PLACES = [
    "Port Arden",
    "Selm",
    "Upper Senn",
    "Tarn Bridge",
    "Millhaven",
    "Ostrel",
    "Vesk",
    "Brackwater",
    "Lower Mettin",
    "Carrow",
    "Dunmarsh",
    "Hallow Cross",
    "Iver Falls",
    "Jarrow Point",
    "Kessel",
    "Lorne",
    "Marrow Hill",
    "Nethervale",
]
QUARTERS = [
    "harbour",
    "old town",
    "market quarter",
    "northern suburb",
    "railway yard",
    "industrial estate",
    "university district",
]
FIRST = [
    "Dana",
    "Tomas",
    "Irena",
    "Paul",
    "Ada",
    "Leonid",
    "Ruta",
    "Marek",
    "Noor",
    "Hanna",
    "Josef",
    "Miriam",
    "Viktor",
    "Petra",
    "Oda",
    "Bram",
    "Ilse",
    "Aron",
    "Selma",
    "Yusuf",
    "Greta",
    "Anton",
    "Lena",
    "Farid",
    "Katya",
    "Emil",
    "Salma",
    "Pieter",
]
LAST = [
    "Oriel",
    "Werrin",
    "Halloway",
    "Emmerich",
    "Brandt",
    "Castellan",
    "Sand",
    "Adeyemi",
    "Kolby",
    "Brandl",
    "Tal",
    "Aldous",
    "Lindqvist",
    "Marren",
    "Okello",
    "Tarrant",
    "Veltz",
    "Harrow",
    "Mbeki-Lund",
    "Strand",
    "Quill",
    "Ferro",
    "Varga",
    "Dorn",
    "Ashby",
    "Rusk",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
PARTS = ["early", "late"]
AGENCIES = ["Northern Wire", "Velmara News Agency", "Tarn Press Agency"]
HOSPITALS = [
    "St Brannoc's hospital",
    "the district hospital",
    "Harbour General hospital",
    "the military hospital",
    "Vesk Infirmary",
]
GROUPS = [
    "Coastal Liberation Front",
    "Tidewater Front",
    "Arden Martyrs Brigade",
    "Sons of the Valley",
    "People's Guard",
]
STREETS = [
    "Tanner Street",
    "Quarry Road",
    "Bridge Lane",
    "Elm Row",
    "Fen Street",
    "Mill Way",
    "Chapel Hill",
    "Dock Road",
]
OBJECTS = {
    "explosion": ["fuel depot", "grain silo", "bus station", "covered market", "police post", "ferry terminal"],
    "shooting": ["café", "petrol station", "wedding hall", "tram stop", "school gate", "night club"],
    "fire": ["textile mill", "boarding house", "paint warehouse", "hotel", "prison wing", "dormitory"],
    "ambush": ["army convoy", "supply column", "police patrol", "fuel convoy", "border unit", "mine bus"],
    "shelling": ["apartment block", "school", "clinic", "bread queue", "power station", "village hall"],
}

LEADS = {
    "explosion": [
        "An explosion tore through a {object} in the {quarter} of {place} {part} on {day}, killing {killed} people and injuring {hurt} others, {police} said.",
        "{Killed} people lost their lives when a blast ripped apart a {object} in {place}'s {quarter} on {day}.",
        "A {object} in {place} blew up {part} on {day}. {Killed} dead and {hurt} wounded had been counted by the evening.",
        "At least {killed} are dead after a detonation wrecked the {object} that serves {place}'s {quarter}, according to {police}.",
        "The {quarter} of {place} was rocked by an explosion on {day}: {police} put the number of dead at {killed} after a {object} was destroyed.",
    ],
    "shooting": [
        "Gunmen opened fire at a {object} in the {quarter} of {place} {part} on {day}, killing {killed} people and wounding {hurt}, {police} said.",
        "{Killed} people were shot dead at a {object} in {place} on {day} in an attack that lasted less than two minutes.",
        "A burst of gunfire at a {object} left {killed} dead in {place}'s {quarter}, where {police} have sealed off several streets.",
        "Shots rang out {part} on {day} at a {object} in {place}. When they stopped, {killed} people were dead or dying.",
        "{Police_cap} are hunting at least two attackers who killed {killed} and hurt {hurt} at a {object} in {place}.",
    ],
    "fire": [
        "A fire swept through a {object} in the {quarter} of {place} {part} on {day}, killing {killed} people and injuring {hurt}, {police} said.",
        "{Killed} people perished when flames engulfed a {object} in {place} on {day}.",
        "Rescuers pulled {killed} bodies from the ruins of a {object} that burned down in {place}'s {quarter}.",
        "{place} woke to mourning: {killed} dead, {hurt} in care, and a {object} of which only the walls are left.",
        "The death toll from a blaze at a {object} in {place} stood at {killed}, {police} announced on {day}.",
    ],
    "ambush": [
        "Fighters ambushed a {object} near {place} {part} on {day}, killing {killed} people and wounding {hurt}, {police} said.",
        "{Killed} people died on the road to {place} when a {object} drove into a trap on {day}.",
        "A roadside attack on a {object} outside {place} has cost {killed} lives, the second of its kind in a month.",
        "The {object} was four kilometres from {place} when the first rocket struck; {killed} of those aboard did not survive.",
        "{Police_cap} confirmed {killed} deaths after a {object} came under fire near {place} on {day}.",
    ],
    "shelling": [
        "Shells hit a {object} in the {quarter} of {place} {part} on {day}, killing {killed} people and injuring {hurt}, {police} said.",
        "{Killed} people were killed on {day} when artillery rounds landed on a {object} in {place}.",
        "Artillery fire killed {killed} in {place}, where a {object} took what residents said were three direct hits.",
        "A {object} in {place} lay in rubble on {day} after a bombardment in which {killed} people died.",
        "{place} buried {killed} of its people after a strike on a {object} that nobody has owned up to.",
    ],
}

FACTS: dict[str, list[str]] = {
    "rescue": [
        "Rescue workers searched the site through the night with dogs and cranes, and the last survivor was brought out shortly before dawn.",
        "It took emergency crews until sunrise to reach everyone; dogs had been sent in to find those who were still missing.",
        "By first light the crews had stopped looking. A woman who was found around five o'clock was the last to be saved.",
        "Volunteers formed a chain to clear debris by hand until heavy machines arrived from the coast.",
        "Teams with heat cameras combed what was left, and called off their search on the following morning.",
    ],
    "hospital": [
        "Doctors at {hospital} said {critical} of the injured were in a critical condition and that blood was running short.",
        "{critical_cap} patients are fighting for their lives at {hospital}, where relatives queued to give blood.",
        "The wounded were taken to {hospital}; a surgeon there spoke of {critical} cases that gave him little hope.",
        "At {hospital}, beds were put up in the corridors. Staff worried most about {critical} victims with burns and head wounds.",
        "Of those admitted to {hospital}, {critical} have had to be operated on twice.",
    ],
    "cause": [
        "{spokes}, a spokesman for the {police}, said investigators were looking at several possible causes and that nothing had been ruled out.",
        "What happened remains unclear. {spokes} of the {police} refused to be drawn on motives and asked for patience.",
        "According to {spokes}, who speaks for the {police}, every lead is being followed and it is too soon to name culprits.",
        "Experts have begun to collect evidence, {spokes} told a news conference, adding that the inquiry could take weeks.",
        "The {police}, through their spokesman {spokes}, declined to comment on reports that a warning had been received.",
    ],
    "witness": [
        "“{witness_quote},” said {witness}, a {job} who was standing about fifty metres away.",
        "{witness}, who works as a {job}, saw it all. “{witness_quote},” {witness_last} recalled.",
        "A {job} by the name of {witness} described the moment: “{witness_quote}.”",
        "“{witness_quote}” — that is how {witness}, {age}, a {job}, remembers it.",
        "Among the first on the spot was {witness}. “{witness_quote},” the {job} told reporters.",
    ],
    "official": [
        "“{official_quote},” {title} {official} told a news conference in the capital.",
        "{title} {official} flew to the scene in the afternoon. “{official_quote},” {official_last} said.",
        "Speaking on state television, {title} {official} promised answers. “{official_quote}.”",
        "There was a swift reaction from the government: “{official_quote},” said {official}, the {title_lower}.",
        "“{official_quote},” said {official_last}, who has been {title_lower} since the spring.",
    ],
    "blame": [
        "The {group} denied that it had anything to do with the attack and accused the authorities of spreading lies.",
        "Nobody has claimed to be behind it. In a message, the {group} called suggestions of its involvement absurd.",
        "State media were quick to point to the {group}, which rejected the charge within hours.",
        "Suspicion fell on the {group}. Its political office issued a two-line denial.",
        "A spokesman of the {group} said by telephone that its people had been nowhere near.",
    ],
    "traffic": [
        "The road between {place} and the coast was closed to traffic, and trains were being diverted through Selm.",
        "Commuters faced long delays as rail services were rerouted and the main road stayed shut.",
        "Schools in the area will remain closed until the end of the week, the town council decided.",
        "Power failed in some four hundred homes and had been restored in most of them by nightfall.",
        "Shops pulled down their shutters, and by noon the streets around the site were empty.",
    ],
    "union": [
        "The trade union of transport workers said it had warned of lax safety twice this year and had received no reply.",
        "Union leaders accused the owners of saving money on guards and called for a day of mourning.",
        "For the unions this was a disaster foretold: their letters about security had gone unanswered.",
        "Opposition politicians demanded an inquiry that is independent of the ministry.",
        "The mayor defended his record and said the town had done everything the law requires.",
    ],
    "history": [
        "{place} has seen violence before: in 2029, eleven people died there in a week of clashes over fishing rights.",
        "Two years ago the town was the scene of riots in which a courthouse burned down.",
        "It was the deadliest incident in the region since the siege of Upper Senn.",
        "Tension has been building since the election, which the losing side says was stolen.",
        "The province was considered quiet, and most of the garrison had been withdrawn in the autumn.",
    ],
    "mourning": [
        "Flags will fly at half-mast on public buildings for three days, the government announced.",
        "A minute of silence is to be held in parliament, and the weekend's football matches were put off.",
        "The bishop of Arden invited people of all faiths to a service in the cathedral.",
        "Candles and flowers were piling up at the cordon by the evening.",
        "Funerals are expected to begin as soon as the bodies have been released to the families.",
    ],
    "colour": [
        "A child's red shoe lay on the pavement, and nobody dared to pick it up.",
        "The smell of burning rubber hung over the neighbouring streets for hours.",
        "A kiosk owner handed out water to firefighters and would take no money.",
        "Pigeons had returned to the roof by the time the minister's helicopter landed.",
        "In the bakery across the road the clock had stopped at the moment it happened.",
        "Rain set in during the afternoon and turned the ash to grey mud.",
        "Somebody had chalked the names of the missing on a wall.",
        "An old man swept glass from his doorstep and said he had done so three times in his life.",
    ],
}

QUOTES_WITNESS = [
    "I heard two bangs and then the sky was full of paper",
    "We ran and we did not look back",
    "It was over in a second and then everything was dust",
    "People were calling for their mothers",
    "I thought it was thunder until I saw the smoke",
    "The windows came in like rain",
    "There was nothing we could do but carry them",
    "He fell beside me without a sound",
]
QUOTES_OFFICIAL = [
    "Those who did this will find no hiding place",
    "We will not rest until we know the whole truth",
    "This was an attack on every one of us",
    "The state will pay for every funeral",
    "I ask you not to believe rumours",
    "We have no doubt who stands behind this",
    "No effort will be spared to help the families",
]
JOBS = [
    "crane driver",
    "schoolteacher",
    "taxi driver",
    "nurse",
    "market trader",
    "student",
    "railwayman",
    "baker",
    "night watchman",
]
TITLES = ["Interior Minister", "Governor", "Mayor", "Prime Minister", "Defence Minister"]
HEADLINES = {
    "explosion": [
        "Blast at {object} kills {killed} in {place}",
        "{place} {object} explosion: what we know",
        "{Killed} dead as {object} blows up",
        "Grief in {place} after deadly blast",
    ],
    "shooting": [
        "Gunmen kill {killed} in {place}",
        "{Killed} shot dead at {object}",
        "Hunt for attackers after {place} shooting",
        "Terror at a {object}",
    ],
    "fire": [
        "Fire kills {killed} in {place}",
        "{Killed} perish in {object} blaze",
        "{place} mourns after {object} fire",
        "Inferno in the {quarter}",
    ],
    "ambush": [
        "{Killed} killed in ambush near {place}",
        "Attack on {object} leaves {killed} dead",
        "Death on the {place} road",
        "{object} attacked",
    ],
    "shelling": [
        "Shells kill {killed} in {place}",
        "{Killed} dead as {object} is hit",
        "{place} under fire",
        "Strike on {object}",
    ],
}
NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
SITES = [
    [
        "Sign up for our morning letter and get the news before breakfast.",
        "Our reporters work under the code of the Velmaran press council.",
        "Comments on this article are closed. You can write to the editor at any time.",
    ],
    [
        "Download our app to receive alerts about what happens near you.",
        "All times are local. Figures are those known when this was written.",
        "If you have seen something, tell us. We do not pass on names.",
    ],
    [
        "Support independent journalism in Velmara for the price of a coffee a month.",
        "This website uses small files that are kept on your device, as nearly all do.",
        "Read more stories like this one on our front page.",
    ],
]


def _incident(draw: random.Random, place: str | None = None) -> dict[str, str]:
    kind = draw.choice(sorted(LEADS))
    killed, hurt = draw.randint(2, 40), draw.randint(2, 90)
    people = draw.sample([f"{a} {b}" for a in FIRST for b in LAST], 3)
    title = draw.choice(TITLES)
    critical = draw.randint(2, 12)

    def number(many: int) -> str:
        return NUMBERS[many] if many <= 12 else str(many)

    return {
        "kind": kind,
        "object": draw.choice(OBJECTS[kind]),
        "place": place or draw.choice(PLACES),
        "quarter": draw.choice(QUARTERS),
        "part": draw.choice(PARTS),
        "day": draw.choice(DAYS),
        "killed": number(killed),
        "Killed": number(killed).capitalize(),
        "hurt": number(hurt),
        "police": "police",
        "Police_cap": "Police",
        "hospital": draw.choice(HOSPITALS),
        "critical": number(critical),
        "critical_cap": number(critical).capitalize(),
        "spokes": people[0],
        "witness": people[1],
        "witness_last": people[1].split()[-1],
        "official": people[2],
        "official_last": people[2].split()[-1],
        "title": title,
        "title_lower": title.lower(),
        "job": draw.choice(JOBS),
        "age": str(draw.randint(19, 78)),
        "group": draw.choice(GROUPS),
        "witness_quote": draw.choice(QUOTES_WITNESS),
        "official_quote": draw.choice(QUOTES_OFFICIAL),
        "street": draw.choice(STREETS),
    }


@dataclass(frozen=True, slots=True)
class _Written:
    headline: str
    dateline: str
    sentences: tuple[str, ...]
    wordings: dict[str, int]

    def text(self, draw: random.Random) -> str:
        return _laid_out([self.dateline + self.sentences[0], *self.sentences[1:]], draw, self.headline)


def _written(
    draw: random.Random,
    incident: dict[str, str],
    *,
    avoid: dict[str, int] | None = None,
    facts: list[str] | None = None,
) -> _Written:
    """One reporter's report; wordings in `avoid` (another reporter's) are not used."""
    avoid = avoid or {}
    chosen = facts or draw.sample(sorted(FACTS), draw.randint(5, 9))
    if not facts:
        draw.shuffle(chosen)
    wordings: dict[str, int] = {}

    def pick(name: str, pool: list[str]) -> str:
        left = [n for n in range(len(pool)) if n != avoid.get(name)]
        wordings[name] = draw.choice(left)
        return pool[wordings[name]].format(**incident)

    kind = incident["kind"]
    sentences = [pick("lead", LEADS[kind]), *(pick(name, FACTS[name]) for name in chosen)]
    sentences = [sentence[:1].upper() + sentence[1:] for sentence in sentences]
    headline = pick("headline", HEADLINES[kind])
    agency = draw.choice(AGENCIES)
    dateline = draw.choice(
        ["", f"{incident['place'].upper()}, Velmara ({agency}) — ", f"{incident['place'].upper()} — "]
    )
    return _Written(headline[:1].upper() + headline[1:], dateline, tuple(sentences), wordings)


def _laid_out(sentences: list[str], draw: random.Random, headline: str | None) -> str:
    """Paragraphs of one to three sentences under a headline."""
    paragraphs, rest = [], list(sentences)
    while rest:
        many = draw.choice([1, 1, 2, 3])
        paragraphs.append(" ".join(rest[:many]))
        rest = rest[many:]
    return "\n\n".join(([headline] if headline else []) + paragraphs) + "\n"


SYNONYMS = {
    "said": ["stated", "explained", "noted"],
    "killing": ["leaving dead"],
    "killed": ["left dead", "dead"],
    "people": ["persons", "individuals"],
    "injuring": ["hurting", "wounding"],
    "wounding": ["injuring"],
    "injured": ["wounded", "hurt"],
    "explosion": ["blast", "detonation"],
    "blast": ["explosion"],
    "tore": ["ripped"],
    "searched": ["combed"],
    "night": ["hours of darkness"],
    "shortly": ["just"],
    "before": ["ahead of"],
    "brought": ["pulled"],
    "late": ["in the late hours"],
    "early": ["in the early hours"],
    "doctors": ["medics", "physicians"],
    "critical": ["grave"],
    "condition": ["state"],
    "running": ["getting"],
    "short": ["scarce"],
    "looking": ["examining"],
    "several": ["a number of"],
    "possible": ["potential"],
    "causes": ["explanations"],
    "nothing": ["no option"],
    "ruled": ["struck"],
    "standing": ["waiting"],
    "about": ["roughly", "around"],
    "away": ["from there"],
    "told": ["informed"],
    "denied": ["rejected claims"],
    "accused": ["charged"],
    "authorities": ["government"],
    "spreading": ["circulating"],
    "lies": ["falsehoods"],
    "road": ["highway"],
    "closed": ["shut"],
    "traffic": ["vehicles"],
    "trains": ["rail services"],
    "diverted": ["sent"],
    "warned": ["cautioned"],
    "twice": ["two times"],
    "received": ["got"],
    "reply": ["answer"],
    "violence": ["bloodshed"],
    "died": ["lost their lives"],
    "week": ["seven days"],
    "clashes": ["fighting"],
    "announced": ["made known"],
    "government": ["cabinet"],
    "public": ["state"],
    "smell": ["stench"],
    "hung": ["lingered"],
    "hours": ["a long while"],
    "opened": ["started"],
    "fire": ["shots"],
    "gunmen": ["armed men"],
    "swept": ["raced"],
    "fighters": ["militants"],
    "hit": ["struck"],
    "shells": ["artillery rounds"],
    "near": ["close to"],
    "crews": ["teams"],
    "reach": ["get to"],
    "sent": ["dispatched"],
    "missing": ["unaccounted for"],
    "site": ["scene"],
    "workers": ["staff"],
    "rescue": ["emergency"],
    "survivor": ["person alive"],
    "dawn": ["daybreak"],
    "relatives": ["family members"],
    "lost": ["gave"],
    "lives": ["their life"],
    "arrived": ["came"],
    "heavy": ["big"],
    "clear": ["remove"],
    "debris": ["rubble"],
    "following": ["next"],
    "morning": ["day"],
    "taken": ["rushed"],
    "spoke": ["talked"],
    "cases": ["patients"],
    "hope": ["confidence"],
    "worried": ["were concerned"],
    "victims": ["casualties"],
    "unclear": ["uncertain"],
    "refused": ["declined"],
    "asked": ["called"],
    "patience": ["time"],
    "inquiry": ["investigation"],
    "weeks": ["some time"],
    "declined": ["refused"],
    "comment": ["speak"],
    "reports": ["accounts"],
    "warning": ["tip"],
    "described": ["recounted"],
    "moment": ["instant"],
    "works": ["is employed"],
    "quick": ["fast"],
    "rejected": ["dismissed"],
    "charge": ["accusation"],
    "suspicion": ["blame"],
    "issued": ["released"],
    "denial": ["rebuttal"],
    "telephone": ["phone"],
    "delays": ["waits"],
    "main": ["principal"],
    "shut": ["closed"],
    "area": ["district"],
    "remain": ["stay"],
    "decided": ["ruled"],
    "homes": ["households"],
    "restored": ["back"],
    "nightfall": ["evening"],
    "shops": ["stores"],
    "noon": ["midday"],
    "streets": ["roads"],
    "empty": ["deserted"],
    "owners": ["proprietors"],
    "saving": ["cutting"],
    "money": ["costs"],
    "called": ["appealed"],
    "disaster": ["catastrophe"],
    "letters": ["complaints"],
    "unanswered": ["without reply"],
    "demanded": ["insisted on"],
    "independent": ["free"],
    "defended": ["stood by"],
    "everything": ["all"],
    "requires": ["asks for"],
    "scene": ["setting"],
    "burned": ["went up in flames"],
    "deadliest": ["bloodiest"],
    "incident": ["event"],
    "region": ["area"],
    "building": ["growing"],
    "election": ["vote"],
    "considered": ["seen as"],
    "quiet": ["calm"],
    "withdrawn": ["pulled out"],
    "autumn": ["fall"],
    "silence": ["quiet"],
    "weekend's": ["Saturday's and Sunday's"],
    "matches": ["games"],
    "invited": ["asked"],
    "service": ["ceremony"],
    "evening": ["end of the day"],
    "funerals": ["burials"],
    "expected": ["likely"],
    "bodies": ["dead"],
    "released": ["handed over"],
    "families": ["relatives"],
    "ambushed": ["attacked"],
    "attack": ["assault"],
    "promised": ["pledged"],
    "swift": ["rapid"],
    "reaction": ["response"],
    "destroyed": ["wrecked"],
    "counted": ["registered"],
    "wrecked": ["destroyed"],
    "confirmed": ["acknowledged"],
    "perished": ["died"],
    "engulfed": ["swallowed"],
    "ruins": ["remains"],
}


def _reworded(draw: random.Random, sentence: str, share: float) -> str:
    """Change about `share` of the words outside quotation marks, and often move a clause."""
    pieces = re.split(r"(“[^”]*”)", sentence)
    out = []
    for piece in pieces:
        if piece.startswith("“"):
            out.append(piece)
            continue
        each = piece.split(" ")
        for n, word in enumerate(each):
            plain = word.strip(".,:;").casefold()
            if plain in SYNONYMS and draw.random() < share * 3.0:
                other = draw.choice(SYNONYMS[plain])
                if word[:1].isupper():
                    other = other[:1].upper() + other[1:]
                tail = word[len(word.rstrip(".,:;")) :]
                each[n] = other + tail
        out.append(" ".join(each))
    changed = "".join(out)
    if "“" not in changed and draw.random() < share * 2:
        changed = _moved(draw, changed)
    return changed


def _moved(draw: random.Random, sentence: str) -> str:
    """Bring the attribution, or what stands behind the last comma or "and", to the front or into a sentence of its
    own."""
    body = sentence.rstrip(".")
    match = re.match(
        r"(?P<what>.+), (?P<who>police|[A-Z][\w ]+?) (?P<cue>said|stated|explained|noted|announced|made known)$", body
    )
    if match:
        what = (
            match["what"][:1].lower() + match["what"][1:]
            if match["what"].split()[0] in {"A", "An", "The", "Gunmen", "Fighters", "Shells", "Flags"}
            else match["what"]
        )
        return f"{match['who'][:1].upper()}{match['who'][1:]} {match['cue']} that {what}."
    for joint in (" and ", ", who ", "; ", ", where ", " when "):
        if joint in body and len(body.split(joint, 1)[1].split()) > 4:
            first, second = body.split(joint, 1)
            if joint == " when ":
                return f"When {second}, {first[:1].lower() + first[1:]}."
            second = {", who ": "He ", ", where ": "There, "}.get(joint, "") + second
            return f"{first}. {second[:1].upper()}{second[1:]}."
    return (
        draw.choice(["Meanwhile, ", "In addition, ", "It emerged that ", ""]) + sentence[:1].lower() + sentence[1:]
        if sentence[:2] in ("A ", "An", "Th", "It", "By")
        else sentence
    )


def _edited(draw: random.Random, text: str, share: float) -> str:
    """Change so many of the words one by one: another word, one left out, one put in."""
    fillers = ["also", "later", "reportedly", "then", "now", "local", "again", "further"]
    out = []
    for word in re.split(r"(\s+)", text):
        if word.strip() and draw.random() < share:
            plain = word.strip(".,:;").casefold()
            way = draw.random()
            if plain in SYNONYMS:
                word = draw.choice(SYNONYMS[plain]) + word[len(word.rstrip(".,:;")) :]
            elif way < 0.4:
                word = f"{draw.choice(fillers)} {word}"
            elif way < 0.7 and len(plain) > 3 and word[-1].isalpha():
                word = draw.choice(fillers)
        out.append(word)
    return "".join(out)


def _house_style(text: str) -> str:
    """Straight marks, numerals, American spelling."""
    for number, word in enumerate(NUMBERS):
        if number > 1:
            text = re.sub(rf"\b{word}\b", str(number), text)
            text = re.sub(rf"\b{word.capitalize()}\b", str(number), text)
    for old, new in (
        ("“", '"'),
        ("”", '"'),
        ("’", "'"),
        ("harbour", "harbor"),
        ("neighbouring", "neighboring"),
        ("kilometres", "kilometers"),
        ("metres", "meters"),
        (" — ", " - "),
    ):
        text = text.replace(old, new)
    return text


COPIES = ["verbatim", "headline", "cut", "lead", "furniture", "tenth", "style", "part", "cut and headline", "blog"]
REWRITES = ["rewrite 15 %", "rewrite 25 %", "rewrite 35 %", "rewrite 50 %"]
INDEPENDENTS = [
    "other reporter",
    "other reporter, same facts",
    "other reporter, same quotations",
    "same pattern",
    "same place",
    "same site",
    "another day",
]


def _copy(draw: random.Random, how: str, one: _Written, incident: dict[str, str]) -> str:
    body = [one.dateline + one.sentences[0], *one.sentences[1:]]
    other = _written(draw, incident, avoid=one.wordings)
    if how == "verbatim":
        return _laid_out(list(one.sentences), draw, one.headline)
    if how == "headline":
        return _laid_out(list(one.sentences), draw, other.headline)
    if how in ("cut", "cut and headline"):
        keep = max(3, round(len(body) * draw.uniform(0.35, 0.7)))
        kept = (
            list(one.sentences[:keep])
            if draw.random() < 0.6
            else sorted(draw.sample(list(one.sentences), keep), key=one.sentences.index)
        )
        return _laid_out(kept, draw, other.headline if "headline" in how else one.headline)
    if how == "lead":
        return _laid_out(
            [other.sentences[0], *draw.sample(FACTS["colour"], 1), *one.sentences[1:]], draw, other.headline
        )
    if how == "furniture":
        site = draw.choice(SITES)
        return _laid_out(list(one.sentences), draw, one.headline) + "\n" + "\n\n".join(site) + "\n"
    if how == "tenth":
        return _edited(draw, _laid_out(list(one.sentences), draw, other.headline), 0.1)
    if how == "style":
        return _house_style(_laid_out(body, draw, one.headline))
    if how == "part":
        return _laid_out([*other.sentences[:5], *one.sentences[1:5], *other.sentences[5:]], draw, other.headline)
    elsewhere = [_written(draw, _incident(draw)) for _ in range(3)]
    parts = [_laid_out(list(w.sentences), draw, w.headline) for w in elsewhere]
    parts.insert(
        draw.randint(0, 3), _laid_out(list(one.sentences), draw, f"{draw.randint(10, 21)}:15 {other.headline}")
    )
    return "Live: the day in Velmara\n\n" + "\n".join(parts)


def _rewrite(draw: random.Random, share: float, one: _Written, incident: dict[str, str]) -> str:
    sentences = list(one.sentences)
    if share > 0.3 and len(sentences) > 5:
        sentences.pop(draw.randrange(2, len(sentences)))
        at = draw.randrange(1, len(sentences) - 1)
        sentences[at], sentences[at + 1] = sentences[at + 1], sentences[at]
    other = _written(draw, incident, avoid=one.wordings)
    return _laid_out([_reworded(draw, sentence, share) for sentence in sentences], draw, other.headline)


PATTERN = [
    "A {age}-year-old man was taken to {hospital} after a {object} was attacked on {street} in {place} on {day}, police said.",
    "Officers were called to {street} at about {hour} and found the man lying on the pavement.",
    "He is in a stable condition, a spokesman for {hospital} said.",
    "No arrests have been made. Anyone with information is asked to call the {place} police.",
    "The attackers were last seen driving towards the {quarter}.",
]


def _independent(draw: random.Random, how: str) -> tuple[str, str]:
    incident = _incident(draw)
    one = _written(draw, incident)
    if how == "same pattern":
        briefs = []
        for _ in range(2):
            other = {**_incident(draw), "hour": f"{draw.randint(1, 12)}.{draw.randint(10, 59)} p.m."}
            briefs.append(
                _laid_out([line.format(**other) for line in PATTERN], draw, f"Man hurt in {other['place']}")
            )
        return briefs[0], briefs[1]
    if how == "other reporter, same facts":
        facts = [name for name in one.wordings if name in FACTS]
        return one.text(draw), _written(draw, incident, avoid=one.wordings, facts=facts).text(draw)
    if how == "other reporter, same quotations":
        facts = [
            "witness",
            "official",
            *draw.sample([f for f in sorted(FACTS) if f not in ("witness", "official")], 4),
        ]
        one = _written(draw, incident, facts=facts)
        draw.shuffle(facts)
        return one.text(draw), _written(draw, incident, avoid=one.wordings, facts=facts).text(draw)
    if how == "same place":
        return one.text(draw), _written(draw, _incident(draw, incident["place"]), avoid=one.wordings).text(draw)
    if how == "same site":
        site = "\n" + "\n\n".join(draw.choice(SITES)) + "\n"
        return one.text(draw) + site, _written(draw, _incident(draw), avoid=one.wordings).text(draw) + site
    if how == "another day":
        later = {
            **incident,
            "killed": str(draw.randint(41, 60)),
            "Killed": str(draw.randint(41, 60)),
            "day": draw.choice(DAYS),
        }
        return one.text(draw), _written(draw, later, avoid=one.wordings).text(draw)
    return one.text(draw), _written(draw, incident, avoid=one.wordings).text(draw)


def pairs(seed: int, many: int = 320) -> Iterator[Pair]:
    """So many pairs: three eighths copies, a quarter rewrites, three eighths independents, of every way in turn."""
    for n in range(many):
        draw = random.Random(f"{seed} {n}")  # noqa: S311
        slot, turn = n % 8, n // 8
        if slot in (1, 4, 7):
            how = INDEPENDENTS[(turn * 3 + slot) % len(INDEPENDENTS)]
            a, b = _independent(draw, how)
            yield Pair(f"g{seed}-{n:03}", a, b, "independent", how)
            continue
        incident = _incident(draw)
        one = _written(draw, incident)
        if slot in (2, 6):
            how = REWRITES[(turn * 2 + slot // 4) % len(REWRITES)]
            b = _rewrite(draw, int(how.split()[1]) / 100, one, incident)
            yield Pair(f"g{seed}-{n:03}", one.text(draw), b, "rewrite", how)
        else:
            how = COPIES[(turn * 3 + slot // 2) % len(COPIES)]
            yield Pair(f"g{seed}-{n:03}", one.text(draw), _copy(draw, how, one, incident), "copy", how)


def reprints(seed: int, many: int, how: Literal["verbatim", "headline", "tenth"]) -> tuple[str, list[str], str]:
    """An article, so many reprints of it, and another reporter's report of the same incident."""
    draw = random.Random(f"{seed} reprints {how}")  # noqa: S311
    incident = _incident(draw)
    one = _written(draw, incident)
    return (
        one.text(draw),
        [_copy(draw, how, one, incident) for _ in range(many)],
        _written(draw, incident, avoid=one.wordings).text(draw),
    )
