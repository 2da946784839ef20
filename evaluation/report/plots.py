"""The figures of a report as inline SVG: the one door of matplotlib. Text stays text, and takes the page's
font and colour.
"""

import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#0f766e", "#b45309", "#64748b", "#7c3aed")
_TEXT = "#123456"  # replaced by the page's own colour
_FAINT = "#abcdef"
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": _TEXT,
    "axes.labelcolor": _TEXT,
    "xtick.color": _TEXT,
    "ytick.color": _TEXT,
    "axes.edgecolor": _FAINT,
    "grid.color": _FAINT,
    "grid.linewidth": 0.6,
    "axes.axisbelow": True,
    "legend.frameon": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
}

Systems = Sequence[dict[str, Any]]


def category_bars(systems: Systems) -> str:
    """How right each category is (nugget recall; refusals for the unanswerable), one bar a system, with its
    interval.
    """
    names = list(systems[0]["groups"]["category"])

    def draw(axes: "Axes") -> None:
        width = 0.8 / len(systems)
        for number, system in enumerate(systems):
            places, values, below, above = [], [], [], []
            for place, name in enumerate(names):
                group = system["groups"]["category"].get(name, {})
                found = group.get("nugget_recall") or group.get("correct_refusals")
                if found:
                    places.append(place - 0.4 + width * (number + 0.5))
                    values.append(found["value"])
                    below.append(found["value"] - found["low"])
                    above.append(found["high"] - found["value"])
            colour = COLOURS[number % len(COLOURS)]
            axes.barh(places, values, width * 0.9, color=colour, label=system["system"])
            axes.errorbar(
                values, places, xerr=[below, above], fmt="none", ecolor=_TEXT, elinewidth=1, capsize=2
            )
        axes.set_yticks(range(len(names)), [f"{name} ({_count(systems[0], name)})" for name in names])
        axes.invert_yaxis()
        axes.set_xlim(0, 1.02)
        axes.set_xlabel("nugget recall (unanswerable: correct refusals), 95% interval")
        axes.tick_params(axis="y", length=0)
        axes.grid(visible=True, axis="x")
        _legend(axes, systems)

    return _svg("categories", 9.0, 1.0 + 0.2 * len(names) * max(1.6, len(systems)), draw)


def risk_coverage_curve(systems: Systems) -> str:
    """What a threshold on the confidence would do."""

    def draw(axes: "Axes") -> None:
        for number, system in enumerate(systems):
            points = system["risk_coverage"]
            colour = COLOURS[number % len(COLOURS)]
            axes.step(
                [p["coverage"] for p in points],
                [p["risk"] for p in points],
                where="post",
                color=colour,
                label=system["system"],
                linewidth=1.8,
            )
            if points:
                axes.plot(points[-1]["coverage"], points[-1]["risk"], "o", color=colour, markersize=6)
        axes.set_xlim(0, 1.02)
        axes.set_ylim(0, 1.02)
        axes.set_xlabel("coverage: share of all questions answered")
        axes.set_ylabel("risk: mean wrongness of those answers")
        axes.grid(visible=True)
        _legend(axes, systems)

    return _svg("risk", 5.2, 3.6, draw)


def latency_histogram(systems: Systems) -> str:
    """How long answers took, on a logarithmic scale."""
    times = [[max(row["latency_ms"], 0.01) for row in system["rows"]] for system in systems]
    low, high = min(map(min, times)), max(map(max, times))
    steps = 32
    edges = (
        [low * (high * 1.0001 / low) ** (i / steps) for i in range(steps + 1)]
        if high > low
        else [low * 0.9, low * 1.1]
    )

    def draw(axes: "Axes") -> None:
        for number, values in enumerate(times):
            axes.hist(
                values,
                bins=edges,
                color=COLOURS[number % len(COLOURS)],
                alpha=0.65,
                label=systems[number]["system"],
            )
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axes.xaxis.set_minor_formatter(lambda value, _: f"{value:g}" if str(f"{value:e}")[0] in "25" else "")
        axes.set_xlabel("milliseconds for one answer")
        axes.set_ylabel("questions")
        axes.grid(visible=True, axis="y")
        _legend(axes, systems)

    return _svg("latency", 5.2, 3.6, draw)


def lines(name: str, series: dict[str, tuple[list[float], list[float]]], labels: tuple[str, str]) -> str:
    """Named lines over logarithmic axes: how time grows."""

    def draw(axes: "Axes") -> None:
        for number, (title, (xs, ys)) in enumerate(series.items()):
            axes.plot(xs, ys, "o-", color=COLOURS[number % len(COLOURS)], label=title, markersize=5)
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axes.minorticks_off()
        axes.set_xlabel(labels[0])
        axes.set_ylabel(labels[1])
        axes.grid(visible=True)
        axes.legend(loc="best", fontsize=10)

    return _svg(name, 6.4, 3.8, draw)


def _count(system: dict[str, Any], name: str) -> int:
    return int(system["groups"]["category"][name]["failed"]["n"])


def _legend(axes: "Axes", systems: Systems) -> None:
    if len(systems) > 1:
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(systems))


def _svg(name: str, width: float, height: float, draw: Callable[["Axes"], None]) -> str:
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with mpl.rc_context({**_STYLE, "svg.hashsalt": name}):
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure.add_subplot())
        out = io.StringIO()
        FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.S)
    text = re.sub(r"font: ([\d.]+)px [^;\"]+", r"font: \1px system-ui, sans-serif", text)
    text = text.replace(_TEXT, "currentColor").replace(_FAINT, "var(--faint)")
    return re.sub(
        r'width="[\d.]+pt"', 'class="plot"', re.sub(r'height="[\d.]+pt"', "", text, count=1), count=1
    )
