"""What kind of source a claim has: an eyewitness, an unnamed official, a paper, a poll, a government, nobody.

Read from the words that name the source, and, where these are a pronoun or a surname, from the other words for the
same entity. The kind of a *party* (`Party.kind`) is what it is wherever it turns up, in events too; the type of a
*source* belongs to one act of reporting. So a woman who tells of the blast she saw is an eyewitness there, whatever
she is elsewhere, and a place that speaks is a government.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from reportedly.claims.candidates import core
from reportedly.claims.speakers import RELATIVES, Speakers
from reportedly.language.aliases import fold
from reportedly.language.nouns import nouns
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.ontology.events import triggers
from reportedly.report import Anchored, Claim, CueClass, Entity, Party, Report, SourceType, Span
from reportedly.text.outlets import is_outlet

__all__ = ["LEXICON", "SourceTypes"]

LEXICON = "lexicons/sourcing.en.toml"
_KINDS = "lexicons/source_kinds.en.toml"

Typed = Anchored[SourceType]

_TELLS: frozenset[CueClass] = frozenset(("speech", "perception", "claim", "hearsay", "document"))
"""Classes of cues with which residents tell what they saw; with others they say what they want or think."""
_FIRST = frozenset(("i", "we", "me", "us", "my", "our"))
_LOOKING_AT = frozenset(("relcl", "acl", "appos"))
_DEFINITE = frozenset(("the", "this", "that"))
_PLACED = frozenset(("in", "at", "from", "to", "near", "into", "around", "outside", "toward", "towards", "across"))
_PERSONAL = frozenset(("person", "group", "unknown", "unnamed"))


class SourceTypes:
    """Reads the types of the sources of one report."""

    def __init__(self, report: Report, tree: Tree, speakers: Speakers) -> None:
        self.report, self.tree, self.speakers = report, tree, speakers
        outlet = report.publication.outlet
        self.own = _bare(outlet.value) if outlet else ""
        self._mentions = {mention.id: mention for mention in report.mentions or ()}
        self._entities = {entity.id: entity for entity in report.entities or ()}
        self._places: dict[str, bool] = {}
        data = load(LEXICON).tables
        self._words = data
        self._kind_of: dict[str, str] = {}
        for kind, listed in load(_KINDS).tables["kinds"].items():
            for noun in listed:
                self._kind_of.setdefault(noun, kind)
        self._names = load(_KINDS).tables["names"]

    def of(self, claim: Claim, outer: Claim | None) -> Typed:
        """The type of a claim's source; `outer` is the claim it stands within."""
        source, cue = claim.source, claim.cue
        if source is None:
            if cue is not None:
                return Anchored("unstated", cue.spans, "the report names nobody who says it")
            return Anchored("unknown", (), "no word says who speaks")
        if not source.spans:
            return Anchored(_plain(source.value), (), source.inferred)
        read = self.of_party(self.tree.rows(source.spans[0]), source.value, inside=outer is not None)
        kind = cue.value.kind if cue else "speech"
        head = core(self.tree, self.tree.rows(source.spans[0]))
        agency = read.value == "organisation" and self._noun(head) in self._words["press"]["agencies"]
        if agency and cue is not None and cue.value.lemma.split()[0] in ("report", "quote", "cite"):
            return Anchored("media", (self.tree.span([head]), *cue.spans), "it reports what others say")
        if read.value in _PERSONAL or read.value == "eyewitness":
            read = self._witness(claim, source, read, kind)
        return read

    def of_party(self, rows: Sequence[int], party: Party, *, inside: bool = False) -> Typed:
        """The type of whom these rows name, as a source; `inside` says that they stand in another's claim."""
        tree = self.tree
        span = tree.span(rows)
        head = core(tree, rows)
        if tree.lower[head] in RELATIVES and len(rows) == 1:
            head, meant = self.speakers.antecedent(head)
            rows = tree.rows(meant)
        head = self.speakers.of_whom(head)
        if tree.lower[head] in _FIRST and not inside and not self._in_quotation(head):
            return Anchored("narrator", (span,), "the outlet speaks of itself")
        if self.own and _bare(party.name) == self.own:
            return Anchored("narrator", (span,), "the outlet names itself")
        if not inside and (own := self._own_people(head)):
            return Anchored("narrator", own, "the outlet speaks of its own people")
        entity = self._entities.get(party.entity or "")
        if tree.pos[head] in ("PRON", "DET", "NUM") or tree.lower[head] in self._words["collective"]["words"]:
            return self._taken_up(head, span, entity, party)
        return self._named(rows, head, party, entity)

    def _own_people(self, head: int) -> tuple[Span, ...]:
        """The words "our correspondent", "this newspaper" outside quotations, or none."""
        tree, noun = self.tree, self._noun(head)
        owner = tree.child(head, "poss", "det")
        if owner < 0 or noun not in self._words["press"]["own"] or self._in_quotation(owner):
            return ()
        this = tree.lower[owner] == "this" and self._kind_of.get(noun) == "media"
        return tree.spans([owner, head]) if this or tree.lower[owner] == "our" else ()

    def _in_quotation(self, row: int) -> bool:
        at = self.tree.start[row]
        return any(piece.start <= at < piece.end for quote in self.report.quotes or () for piece in quote.content)

    def _taken_up(self, head: int, span: Span, entity: Entity | None, party: Party) -> Typed:
        """The type of a source given by a pronoun: that of the words it takes up, else many or one."""
        if entity is not None:
            why = f"“{span.words}” stands for {entity.name}"
            return Anchored(self._of_entity(entity), (span,), why)
        word = self.tree.lower[head]
        if word in self._words["collective"]["words"] or self.tree.pos[head] == "NUM":
            return Anchored("group", (self.tree.span([head]),))
        if word in ("he", "she", "him", "her", "i", "you", "one", "somebody", "someone", "anyone"):
            return Anchored("person", (span,))
        return Anchored(_plain(party), (span,))

    def _of_entity(self, entity: Entity) -> SourceType:
        """The type of an entity by the fullest words for it: a name before a description before a pronoun."""
        members = [self._mentions[each] for each in entity.mentions if each in self._mentions]
        order = sorted(
            (m for m in members if m.form in ("name", "nominal")), key=lambda m: (m.form != "name", m.span.start)
        )
        found: list[SourceType] = []
        for mention in order[:6]:
            rows = self.tree.rows(mention.span)
            if rows:
                party = Party(entity.name, "unknown", entity.id)
                found.append(self._named(rows, core(self.tree, rows), party, entity).value)
        return next((kind for kind in found if kind != "unknown"), _of_kind(entity.kind))

    def _named(self, rows: Sequence[int], head: int, party: Party, entity: Entity | None) -> Typed:
        tree = self.tree
        lower = {tree.lower[row] for row in rows} | {tree.lemma[row].lower() for row in rows}
        here = (tree.span([head]),)
        name = _bare(party.name)
        named = self.speakers.has_name(entity)
        if found := self._by_name(name, party.name, lower, rows):
            return found
        noun = self._noun(head)
        common = tree.pos[head] in ("NOUN", "ADJ", "VERB") or (not named and noun in self._kind_of)
        if common and (found := self._by_noun(noun, head, rows, lower, named=named)):
            return found
        place = (entity is not None and entity.kind == "place") or tree.ent[head][2:] in ("GPE", "LOC")
        if place and not common:
            if name in _states() or name in self._words["government"]["seats"] or self._is_a_place(entity):
                return Anchored("government", (tree.span(rows),), "a place that speaks stands for its government")
            given = [each.split()[0].lower() for each in (party.name, tree.span(rows).words) if " " in each]
            if any(each in nouns().given for each in given) or (entity is not None and entity.gender is not None):
                return Anchored("person", (tree.span(rows),), "a given name, or a pronoun, tells that it is no place")
            return Anchored("unknown", (tree.span(rows),), "a place that speaks, or a surname that looks like one")
        if place and common and noun not in self._words["government"]["places"]:
            return Anchored(_of_kind("other"), here)
        if entity is not None and _of_kind(entity.kind) != "unknown":
            return Anchored(_of_kind(entity.kind), (tree.span(rows),))
        label = {"PERSON": "person", "ORG": "organisation", "NORP": "group"}.get(tree.ent[head][2:])
        kind: SourceType = label if label else _plain(party)  # type: ignore[assignment]
        return Anchored(kind, here if common else (tree.span(rows),))

    def _noun(self, head: int) -> str:
        """The noun as the lists have it: by its lemma, else as it stands ("media", not "medium")."""
        lemma, lower = self.tree.lemma[head].lower(), self.tree.lower[head]
        return lower if lemma not in self._kind_of and lower in self._kind_of else lemma

    def _by_name(self, name: str, written: str, lower: set[str], rows: Sequence[int]) -> Typed | None:
        """The type that a proper name shows by itself: a paper, a platform, a seat of government."""
        span = self.tree.span(rows)
        if name in self._names["media"] or is_outlet(written.removeprefix("the ").strip()):
            return Anchored("media", (span,), "known by its name")
        if is_outlet(f"The {written.removeprefix('The ').removeprefix('the ')}") and self._capital(rows):
            return Anchored("media", (span,), "known by its name")
        if name in self._words["government"]["names"]:
            return Anchored("government", (span,), "known by its name")
        if name in self._words["social"]["platforms"] and len(lower) <= 2:
            return Anchored("social_media", (span,), "known by its name")
        return None

    def _capital(self, rows: Sequence[int]) -> bool:
        """Whether the last word is capitalised although it does not open the sentence."""
        tree, last = self.tree, rows[-1]
        return tree.text[last][:1].isupper() and last != tree.sentence(last).start and tree.pos[last] == "PROPN"

    def _by_noun(self, noun: str, head: int, rows: Sequence[int], lower: set[str], *, named: bool) -> Typed | None:
        tree, words = self.tree, self._words
        here = (tree.span([head]),)
        if noun in words["sources"]["nouns"]:
            official = lower & set(words["sources"]["official"])
            marks = [row for row in rows if tree.lower[row] in official or row == head]
            return Anchored("official_unnamed" if official else "unnamed", tree.spans(marks))
        close = [row for row in tree.subtree(head) if tree.lower[row] in words["sources"]["close"]]
        if close and noun in words["sources"]["people"] and not named:
            return Anchored("unnamed", tree.spans([head, *close]))
        if social := self._social(noun, head, rows):
            return Anchored("social_media", social)
        press = lower & set(words["press"]["by"])
        if noun in words["press"]["reports"] and (press or (tree.tag[head] == "NNS" and not tree.children[head])):
            return Anchored("media", tree.spans([row for row in rows if tree.lower[row] in press or row == head]))
        if noun in words["witnesses"]["sure"]:
            return Anchored("eyewitness", here)
        if noun in words["collective"]["words"]:
            return Anchored("group", here)
        if noun in words["government"]["nouns"]:
            return Anchored("government", here)
        if noun in words["bodies"]["nouns"]:
            return Anchored("organisation", here)
        kind = self._kind_of.get(noun)
        if kind == "media" and noun in words["press"]["agencies"] and not press:
            kind = "organisation"
        if kind == "official_unnamed":
            return self._official(noun, head, named=named)
        if kind == "eyewitness":
            return Anchored("group" if tree.tag[head] == "NNS" else "person", here)
        if kind == "person" and tree.tag[head] == "NNS":
            kind = "group"
        if kind is None or (kind in ("organisation", "group", "person") and named):
            return None
        return Anchored(kind, here)  # type: ignore[arg-type]

    def _official(self, noun: str, head: int, *, named: bool) -> Typed:
        tree = self.tree
        here = (tree.span([head]),)
        many = tree.tag[head] == "NNS"
        if named:
            return Anchored("group" if many else "person", here)
        office = noun in self._words["offices"]["nouns"] and not many
        marked = [c for c in tree.children[head] if tree.lower[c] in _DEFINITE or tree.dep[c] == "poss"]
        if office and marked:
            return Anchored("person", tree.spans([*marked[:1], head]), "told apart by the office, not by name")
        return Anchored("official_unnamed", here)

    def _social(self, noun: str, head: int, rows: Sequence[int]) -> tuple[Span, ...]:
        """The words that make a post or an account one on a social network, or none."""
        tree, words = self.tree, self._words["social"]
        if noun in words["words"]:
            return (tree.span([head]),)
        if noun not in words["nouns"]:
            return ()
        on = [r for r in tree.subtree(head) if tree.lower[r] in (*words["platforms"], *words["words"])]
        on = [r for r in on if tree.lower[r] not in ("x", "medium", "threads") or tree.text[r][:1].isupper()]
        return tree.spans([head, *on]) if on else ()

    def _is_a_place(self, entity: Entity | None) -> bool:
        """Whether the report elsewhere goes to the place or is in it, so that it is no surname."""
        if entity is None:
            return False
        if entity.id not in self._places:
            self._places[entity.id] = self._gone_to(entity)
        return self._places[entity.id]

    def _gone_to(self, entity: Entity) -> bool:
        tree = self.tree
        for each in entity.mentions:
            mention = self._mentions.get(each)
            rows = tree.rows(mention.span) if mention else range(0)
            if rows and rows[0] > 0 and tree.lower[rows[0] - 1] in _PLACED:
                return True
        return False

    # ---------------------------------------------------------------------------------------- eyewitnesses

    def _witness(self, claim: Claim, source: Anchored[Party], read: Typed, kind: CueClass) -> Typed:
        """Eyewitness, for somebody who is said to have seen it or tells so; otherwise the type as read."""
        tree, words = self.tree, self._words["witnesses"]
        rows = tree.rows(source.spans[0])
        head = self.speakers.of_whom(core(tree, rows))
        if tree.lower[head] in RELATIVES and len(rows) == 1:
            head, _ = self.speakers.antecedent(head)
        for child in tree.children[head]:
            if tree.dep[child] not in _LOOKING_AT:
                continue
            if tree.lemma[child].lower() in words["sure"]:
                return Anchored("eyewitness", (tree.span([child]),))
            if self._went_through(child) and (tree.dep[child] != "relcl" or tree.child(child, "nsubj") >= 0):
                seen = [r for r in tree.subtree(child) if r <= child]
                return Anchored("eyewitness", (tree.span(seen or [child]),))
        if saw := self._tells_what_it_saw(claim):
            return Anchored("eyewitness", saw, "tells what they saw themselves")
        if tree.lemma[head].lower() in words["likely"] and kind in _TELLS and not claim.within:
            return Anchored("eyewitness", (tree.span([head]),), "people of the place, as a rule, tell what they saw")
        return read

    def _tells_what_it_saw(self, claim: Claim) -> tuple[Span, ...]:
        """The words "I saw", "we heard" in what is said, if what was seen is something that happens or burns."""
        tree = self.tree
        if claim.kind == "indirect":
            return ()
        for row in _rows(tree, claim.content):
            who = tree.child(row, "nsubj")
            first = who >= 0 and tree.lower[who] in ("i", "we")
            if first and tree.tag[row] == "VBD" and self._went_through(row):
                return tree.spans([who, row])
        return ()

    def _went_through(self, verb: int) -> bool:
        """Whether the verb says that somebody saw or heard what happens or burns, or came away from it."""
        tree, words = self.tree, self._words["witnesses"]
        lemma = tree.lemma[verb].lower()
        if tree.pos[verb] != "VERB" or lemma not in (*words["perceives"], *words["lives"]):
            return False
        below = {tree.lemma[row].lower() for row in tree.subtree(verb) if row > verb}
        return lemma in words["lives"] or bool(below & {*words["perceived"], *triggers().nouns})


def _rows(tree: Tree, spans: Iterable[Span]) -> list[int]:
    return [row for span in spans for row in tree.rows(span)]


def _plain(party: Party) -> SourceType:
    """The type of a party of which nothing but its kind is known."""
    return "government" if party.kind == "place" else "narrator" if party.kind == "outlet" else party.kind


def _of_kind(kind: str) -> SourceType:
    kinds: dict[str, SourceType] = {
        "person": "person",
        "organisation": "organisation",
        "group": "group",
        "nationality": "group",
        "place": "government",
        "document": "document",
    }
    return kinds.get(kind, "unknown")


def _bare(name: str) -> str:
    return fold(name).lower().removeprefix("the ").strip()


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    countries = load("lexicons/nationalities.en.toml").entries("countries")
    return frozenset(_bare(name) for country in countries for name in country["names"])
