"""Entities: who and what the report speaks of, each with every mention that stands for it.

Names are gathered first, over the whole report (`naming`). Then the text is read once from the beginning:
identities that a sentence states (`identities`), descriptions taken up again (`nominals`), pronouns
(`salience`). What cannot be decided is left open with an Issue that names the candidates.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import islice

from reportedly.language.clusters import Cluster, Clusters, agree
from reportedly.language.identities import identities
from reportedly.language.naming import Bearers, bearers
from reportedly.language.nominals import antecedents
from reportedly.language.nouns import nouns
from reportedly.language.pronouns import pronouns
from reportedly.language.readings import Reading, readings
from reportedly.language.salience import Salience, speaks
from reportedly.language.tree import Tree
from reportedly.report import Entity, Issue, Mention, MentionKind, Origin, Report, Span, annotation_id

__all__ = ["Entities", "EntityIndex"]

LEAD = 1
"""A person described, not named, as the speaker in these first sentences is named soon after."""

NAMED_WITHIN = 5
"""... within so many sentences, as the subject of one."""

OFTENER = 3
"""A surname alone is the one bearer's who was spoken of so many times as often as all others."""

NEAR = 1.0
"""Candidates for a pronoun this many points behind the best are still worth naming to the reader."""

BEARERS = frozenset({"person", "organisation", "group", "document"})
"""Who can say, do or suffer something: an open mention matters only where it could be one of them."""

LONG = 5
ADDING = frozenset(
    {"in", "on", "at", "by", "with", "from", "for", "to", "about", "through", "via", "over", "after", "that"}
)
"""Prepositions at which a description of more than `LONG` words is cut to be a name."""

SHOWN = 4
"""How many candidates an issue names."""


class Entities:
    """Stage: links the mentions of a report into entities. Needs tokens, mentions, quotes (may be empty).

    First- and second-person pronouns inside quotations stay unlinked, without an issue: who speaks is decided
    by attribution. Times, numbers and nationalities are no entities.
    """

    name = "language.entities.v1"
    needs = frozenset({"tokens", "mentions", "quotes"})
    makes = frozenset({"entities"})

    def __init__(self) -> None:
        self._nouns = nouns()
        self._pronouns = pronouns()
        self._salience = Salience()
        self._origin = Origin(self.name, "resolver", self._salience.resource)

    def __call__(self, report: Report) -> Report:
        resolver = _Resolver(Tree(report), report, self)
        resolver.run()
        made = [
            _entity(report, cluster, self._origin)
            for cluster in resolver.clusters.all
            if cluster.readings and cluster.tracked
        ]
        made.sort(key=lambda entity: (entity.span.start, entity.span.end))
        return report.with_layers(entities=tuple(made)).with_issues(*resolver.issues)


class _Resolver:
    """One reading of one report, mention by mention."""

    def __init__(self, tree: Tree, report: Report, stage: Entities) -> None:
        self.tree, self.report, self.stage = tree, report, stage
        self.readings = readings(tree, report, stage._nouns, stage._pronouns)
        self.named: Bearers = bearers(self.readings, stage._nouns)
        self.same = identities(tree, self.readings)
        self.clusters = Clusters()
        self.by_bearer: dict[int, Cluster] = {}
        self.by_row = {reading.row: reading for reading in self.readings}
        self.issues: list[Issue] = []
        self.writer: dict[str, Cluster] = {}
        self.things: dict[str, Cluster] = {}
        self.lead: Cluster | None = None

    def run(self) -> None:
        for reading in self.readings:
            if reading.pronoun:
                self._pronoun(reading)
            elif not reading.tracked:
                self._thing(reading)
            elif reading.named:
                self._name(reading)
            else:
                self._description(reading)

    def _thing(self, reading: Reading) -> None:
        before = self.things.get(reading.head)
        if before is not None and reading.article in {"definite", "pointing"}:
            self.clusters.put(before, reading)
        else:
            self.things[reading.head] = self.clusters.new(reading)

    def _partner(self, reading: Reading) -> Cluster | None:
        other = self.same.get(reading.mention.id)
        return self.clusters.of.get(other.mention.id) if other else None

    def _name(self, reading: Reading) -> None:
        if rivals := self.named.open.get(reading.mention.id):
            self._rivals(reading, [self.by_bearer[n] for n in rivals if n in self.by_bearer])
            return
        bearer = self.named.of.get(reading.mention.id)
        cluster = self.by_bearer.get(bearer) if bearer is not None else None
        partner = self._partner(reading)
        if partner is not None and not partner.tracked:
            partner = None
        if cluster is None and partner is not None and not partner.names and agree(partner, reading):
            cluster = partner
            self.clusters.put(cluster, reading)
        elif cluster is None:
            cluster = self.clusters.new(reading)
        else:
            self.clusters.put(cluster, reading)
            if partner is not None and partner is not cluster and not partner.names and agree(partner, reading):
                self._merge(cluster, partner)
        if bearer is not None and bearer not in self.by_bearer:
            self._identify(reading, cluster)
            self.by_bearer[bearer] = cluster
            for member in self.named.members[bearer]:
                cluster.gender = cluster.gender or member.gender
                cluster.hint = cluster.hint or member.hint

    def _rivals(self, reading: Reading, rivals: list[Cluster]) -> None:
        """A name that several bear goes to the one spoken of just now, or to the one the report is about."""
        spoken = sorted(rivals, key=lambda cluster: -cluster.last.row)
        away = [reading.sentence - cluster.last.sentence for cluster in spoken]
        if len(spoken) == 1 or (spoken and away[0] <= 1 < away[1]):
            self.clusters.put(spoken[0], reading)
            return
        often = sorted(rivals, key=lambda cluster: -len(cluster.readings))
        if often and len(often[0].readings) >= OFTENER * sum(len(cluster.readings) for cluster in often[1:]):
            self.clusters.put(often[0], reading)
            return
        self._leave(reading, "entity.name-open", rivals, "more than one person bears this name")

    def _description(self, reading: Reading) -> None:
        self._place(reading, possessor := self._possessor(reading))
        cluster = self.clusters.of.get(reading.mention.id)
        if cluster is not None and possessor is not None:
            cluster.owned.add((reading.head, possessor.number_in_text))

    def _place(self, reading: Reading, possessor: Cluster | None) -> None:
        partner = self._partner(reading)
        if partner is not None and partner.tracked and (agree(partner, reading) or reading.kind == "person"):
            self.clusters.put(partner, reading)
            return
        found = antecedents(reading, self.clusters, self.stage._nouns, possessor)
        if found.best is not None:
            self.clusters.put(found.best, reading)
        elif found.rivals and not self._own(reading):
            if reading.kind in BEARERS and len({_called(cluster) for cluster in found.rivals}) > 1:
                self._leave(reading, "entity.nominal-open", found.rivals, "more than one could be meant")
        else:
            cluster = self.clusters.new(reading)
            if reading.sentence <= LEAD and reading.kind == "person" and self.lead is None and self._opens(reading):
                self.lead = cluster

    def _own(self, reading: Reading) -> bool:
        """Whether a description says by itself whom it means: "people", "the judges who sat in Arden"."""
        after = [c for c in self.tree.all(reading.row, "relcl", "acl") if c > reading.row]
        closed = any(self.tree.lower[r] == "," for c in after[:1] for r in (reading.last + 1,) if r < len(self.tree))
        return reading.article == "bare" or (bool(after) and not closed)

    def _opens(self, reading: Reading) -> bool:
        known = reading.article == "indefinite" and reading.head not in self.stage._nouns.unnamed
        return known and reading.number == "one" and speaks(self.tree, reading)

    def _introduced(self, reading: Reading) -> bool:
        """Whether the sentence introduces a person: "Ida Brekke, 48, ..." or "Ida Brekke is a ..."."""
        tree, end = self.tree, self.tree.rows(reading.mention.head)[-1]
        aged = (
            end + 3 < len(tree) and tree.lower[end + 1] == tree.lower[end + 3] == "," and tree.text[end + 2].isdigit()
        )
        return aged or (tree.lemma[reading.governor].lower() == "be" and tree.child(reading.governor, "attr") >= 0)

    def _identify(self, reading: Reading, cluster: Cluster) -> None:
        """The news lead: "A former pilot has told the court ... Ida Brekke, 48, ..." are one person."""
        lead = self.lead
        if lead is None or reading.kind != "person" or reading.role != "subject" or len(reading.words) < 2:
            return
        self.lead = None
        fits = lead.readings and lead is not cluster and not lead.names and agree(lead, reading)
        if fits and self._introduced(reading) and reading.sentence - lead.readings[0].sentence <= NAMED_WITHIN:
            self._merge(cluster, lead)

    def _possessor(self, reading: Reading) -> Cluster | None:
        row = self.tree.child(reading.row, "poss")
        other = self.by_row.get(row)
        return self.clusters.of.get(other.mention.id) if other else None

    def _pronoun(self, reading: Reading) -> None:
        pronoun = reading.pronoun
        if pronoun is None or pronoun.person == 2:
            return
        if pronoun.person == 1:
            if reading.quote < 0:
                self._writer(reading)
            return
        if (partner := self._partner(reading)) is not None:
            self.clusters.put(partner, reading)
            return
        if pronoun.person == 0:
            return
        choice = self.stage._salience.choose(self.tree, reading, self.clusters)
        best = choice.ranked[0][1] if choice.ranked else None
        if best is not None and choice.clear:
            self.clusters.put(best, reading)
            return
        near = [cluster for points, cluster in choice.ranked if points > choice.ranked[0][0] - NEAR]
        if self._matters(reading, near):
            why = "more than one could be meant" if near else "nothing named before fits it"
            self._leave(reading, "entity.pronoun-open", [cluster for cluster in near if cluster.tracked], why)

    def _matters(self, reading: Reading, near: list[Cluster]) -> bool:
        """Whether somebody has to know who an open pronoun stands for.

        He and she always. "They" if nobody is named for it, since somebody acts; "it" and "they" if several bodies,
        groups or documents come near and no mere thing comes first; inside a quotation "it" only where it speaks.
        """
        if reading.pronoun is None or reading.pronoun.gender:
            return True
        many = reading.pronoun.number == "many"
        if reading.quote >= 0 and not many and not speaks(self.tree, reading):
            return False
        if not near:
            return many and reading.role != "possessor"
        rivals = [cluster for cluster in near if cluster.tracked and cluster.kind in BEARERS]
        return near[0].tracked and (len(rivals) > 1 or (bool(rivals) and speaks(self.tree, reading)))

    def _writer(self, reading: Reading) -> None:
        number = reading.pronoun.number if reading.pronoun else None
        key = number or "one"
        if key in self.writer:
            self.clusters.put(self.writer[key], reading)
        else:
            self.writer[key] = self.clusters.new(reading)

    def _merge(self, cluster: Cluster, other: Cluster) -> None:
        for reading in other.readings:
            self.clusters.put(cluster, reading)
        other.readings = []
        self.clusters.recent.pop(other.number_in_text, None)
        cluster.readings.sort(key=lambda reading: reading.row)

    def _leave(self, reading: Reading, code: str, rivals: Iterable[Cluster], why: str) -> None:
        names = [_called(cluster) for cluster in islice(rivals, SHOWN)]
        those = f": {', '.join(names)}" if names else ""
        self.issues.append(
            self.report.issue(
                code,
                f"{reading.mention.span.words!r} was not linked: {why}{those}",
                by=self.stage.name,
                at=reading.mention.span,
                hint="read the sentence and say who is meant",
            )
        )


def _best(cluster: Cluster) -> Reading:
    """The mention that names an entity best: the longest name, else the fullest definite description."""
    named = [reading for reading in cluster.readings if reading.named]
    if named:
        return max(
            named,
            key=lambda reading: (
                reading.kind == cluster.kind,
                len(reading.words),
                len(reading.mention.head.words),
                -reading.row,
            ),
        )
    nominal = [reading for reading in cluster.readings if not reading.pronoun] or cluster.readings
    return max(nominal, key=lambda reading: (len(reading.modifiers), -reading.row))


def _called(cluster: Cluster) -> str:
    """What an entity is called: its best name, else its best description, shortened where that runs on."""
    best = _best(cluster)
    return best.mention.head.words if best.named else _short(best.mention)


def _short(mention: Mention) -> str:
    """A description without its article; where it runs on, without what a late preposition adds.

    "statement in the name of the Arden Martyrs Brigade on a channel" ends before "on": it is the first preposition
    after `LONG` words.
    """
    words = _without_article(mention.span.words).split()
    end = next((n for n, word in enumerate(words) if n >= LONG and word.lower() in ADDING), len(words))
    return " ".join(words[:end])


def _entity(report: Report, cluster: Cluster, origin: Origin) -> Entity:
    best = _best(cluster)
    name = _called(cluster)
    aliases = dict.fromkeys(r.mention.head.words for r in cluster.readings if r.named)
    aliases.pop(name, None)
    mentions = sorted((reading.mention for reading in cluster.readings), key=lambda m: (m.span.start, m.span.end))
    return Entity(
        id=annotation_id("n", report.id, mentions[0].id, name),
        span=best.mention.span,
        origin=origin,
        kind=_kind(cluster, best),
        name=name,
        mentions=tuple(mention.id for mention in mentions),
        aliases=tuple(aliases),
        descriptions=tuple(m.span for m in mentions if m.form == "nominal"),
        gender=cluster.gender,
        number=cluster.number,
    )


def _kind(cluster: Cluster, best: Reading) -> MentionKind:
    kind = best.kind if best.pronoun is None else cluster.kind
    return kind if kind in {"person", "organisation", "group", "place", "document"} else "other"


def _without_article(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() in {"the", "a", "an"} and rest else words


class EntityIndex:
    """Finds the entity that a span of the report stands for, such as the source of a claim.

    Built once for a report with mentions and entities; each look-up costs a binary search.
    """

    def __init__(self, report: Report) -> None:
        self._entity = {mention: entity for entity in report.entities or () for mention in entity.mentions}
        self._mentions = sorted(
            (m for m in report.mentions or () if m.form != "value" and m.kind != "nationality"),
            key=lambda m: m.head.end,
        )
        self._ends = [mention.head.end for mention in self._mentions]

    def mention_at(self, span: Span) -> Mention | None:
        """The mention that a span stands for: the same span, the same head, else the outermost one within.

        Within a span the mention counts whose phrase covers most of it; a span inside a mention's phrase that
        holds its head counts as that mention. None if no mention's head lies in the span.
        """
        first = bisect_left(self._ends, span.start + 1)
        last = bisect_right(self._ends, span.end)
        inside = [m for m in self._mentions[first:last] if m.head.start >= span.start]
        if not inside:
            inside = [m for m in self._mentions[first : last + 1] if m.head.overlaps(span)]
        if not inside:
            return None
        return max(
            inside,
            key=lambda m: (
                m.span == span,
                m.head == span,
                -max(m.span.start, span.start),
                min(m.span.end, span.end) - max(m.span.start, span.start),
                m.form == "name",
                m.head.end,
            ),
        )

    def resolve_at(self, span: Span) -> Entity | None:
        """The entity of the mention at a span, or None: no mention there, or one left open."""
        mention = self.mention_at(span)
        return self._entity.get(mention.id) if mention else None
