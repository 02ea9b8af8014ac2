"""A toll over time as a drawing: a dot for each figure, a bar up for "at least", days from left to right."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportedly.export.markup import EMPTY, Markup, escaped, tag
from reportedly.export.visible import visible
from reportedly.incidents.toll_series import TollPoint, TollSeries

__all__ = ["toll_chart"]

WIDTH, HEIGHT = 640, 190
LEFT, RIGHT, TOP, BOTTOM = 40, 150, 14, 28
LONGEST = 26
"""Characters of a source's name beside its dot."""


def toll_chart(series: TollSeries, hues: Mapping[str, int], veil: Callable[[str], str]) -> Markup:
    """The drawing; nothing where no figure has a day. Dots have the colour of their report's origin."""
    points = [point for point in series.points if point.day]
    if not points:
        return EMPTY
    days = sorted({point.day for point in points if point.day})
    top = max(max(point.high or 0, point.low or 0) for point in points) or 1

    def x(day: str | None) -> float:
        place = days.index(day or days[0]) / max(len(days) - 1, 1) if len(days) > 1 else 0.5
        return LEFT + 30 + place * (WIDTH - LEFT - RIGHT - 30)

    def y(number: float) -> float:
        return HEIGHT - BOTTOM - number / top * (HEIGHT - TOP - BOTTOM)

    parts = [_line(LEFT, y(number), WIDTH - RIGHT + 20, y(number), "grid") for number in _ticks(top)]
    parts += [_text(LEFT - 6, y(number) + 4, str(number), "tick end") for number in _ticks(top)]
    parts += [_text(x(day), HEIGHT - 8, day, "tick middle") for day in days]
    dots: dict[tuple[str | None, int], list[TollPoint]] = {}
    for point in points:
        dots.setdefault((point.day, point.low if point.low is not None else point.high or 0), []).append(point)
    for (day, number), told in dots.items():
        hue = hues.get(told[0].saying.report, 0)
        if told[0].high is None:
            parts.append(_line(x(day), y(number), x(day), y(number) - 14, f"more v{hue}"))
        parts.append(tag("circle", cx=f"{x(day):.1f}", cy=f"{y(number):.1f}", r="5", class_=f"dot v{hue}"))
        names = list(dict.fromkeys("outlet" if point.saying.own else point.source for point in told))
        label = f"{told[0].saying.count} {veil(names[0])}" + (f" +{len(names) - 1}" if len(names) > 1 else "")
        shown = label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
        parts.append(_text(x(day) + 9, y(number) + 4, shown, "label"))
    return tag(
        "svg",
        *parts,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        class_="chart",
        role="img",
        aria_label=f"{series.effect}, each figure on the day it was reported",
    )


def _ticks(top: int) -> list[int]:
    step = next(s * 10**e for e in range(10) for s in (1, 2, 5) if top / (s * 10**e) <= 5)
    return list(range(0, top + 1, step))


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return tag("line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", class_=kind)


def _text(x: float, y: float, words: str, kind: str) -> Markup:
    return tag("text", escaped(visible(words)), x=f"{x:.1f}", y=f"{y:.1f}", class_=kind)
