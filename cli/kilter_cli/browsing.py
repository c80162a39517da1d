"""Verbs that look around: ``show``, ``measures``, ``scenarios``."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .guard import verb
from .options import File, Json, Set, Until, load_one, settings
from .output import columns, emit, near, say

if TYPE_CHECKING:
    from kilter.scenario.layering import Origin
    from kilter.scenario.paths import Entry

    from .looking import Look


@verb
def show(
    file: File,
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATH]", help="A value or section, such as fleets.mi17.use.plan.", show_default=False
        ),
    ] = None,
    set_: Set = None,
    until: Until = None,
    json: Json = False,
) -> None:
    """Show what a scenario says: a value, a section, or the whole as a tree.

    For a value: its unit, range and source, every file and line that wrote it (the last one counts), and what
    changes it while time goes on. The same paths serve --set, interventions and reactions.

    \b
    Examples:
      kilter show afghanistan-2026/opaque
      kilter show afghanistan-2026/opaque agreement
      kilter show afghanistan-2026/opaque agreement.transparency
    """
    from .looking import Look

    look = Look(load_one(file, settings(set_), until))
    if path is None:
        document = _whole(look)
    else:
        found = look.find(path)
        items = [_at(look, where, thing) for where, thing in found]
        document = items[0] if len(items) == 1 else {"path": path, "kind": "several", "entries": items}
    if json:
        emit(document)
    elif path is None:
        _say_whole(document)
    elif document["kind"] == "several":
        say("\n\n".join(_told(item) for item in document["entries"]))
    else:
        say(_told(document))


def _whole(look: Look) -> dict[str, Any]:
    from .looking import leaves, length

    scenario = look.scenario
    sections = [
        {"path": key, "values": leaves(node), "names": list(node) if isinstance(node, dict) else []}
        for key, node in look.tree.items()
        if isinstance(node, dict) and node
    ]
    numbers = [entry.quantity for entry in look.known.values()]
    return {
        "scenario": scenario.title,
        "key": scenario.key,
        "story": " ".join(scenario.story.split()),
        "start": scenario.start.isoformat(),
        "horizon": length(scenario.horizon),
        "fingerprint": scenario.fingerprint,
        "files": list(dict.fromkeys(one.file for one in look.scenario.origins.get((), ()))),
        "numbers": {
            "all": len(numbers),
            "written": sum(not one.default for one in numbers),
            "with_range": sum(
                one.low is not None and not (one.default and one.shape == "fixed") for one in numbers
            ),
            "with_source": sum(bool(one.source) and not one.default for one in numbers),
        },
        "sections": sections,
    }


def _say_whole(document: dict[str, Any]) -> None:
    numbers = document["numbers"]
    say(document["scenario"])
    if document["story"]:
        say(textwrap.fill(document["story"], 96, initial_indent="  ", subsequent_indent="  "))
    say(f"  from {document['start']}, {document['horizon']}; fingerprint {document['fingerprint']}")
    say(f"  files, later ones win: {', '.join(near(one) for one in document['files'])}")
    say(
        f"  {numbers['all']} numbers: {numbers['written']} written, {numbers['with_range']} with a range, "
        f"{numbers['with_source']} with a source"
    )
    say()
    rows = [
        (
            one["path"],
            f"{one['values']:>4} values",
            textwrap.shorten(", ".join(one["names"]), 70, placeholder=" …"),
        )
        for one in document["sections"]
    ]
    say(columns(rows))
    say()
    say("Add a path to see more, such as: " + (document["sections"] or [{"path": "horizon"}])[0]["path"])


def _at(look: Look, path: str, thing: Any) -> dict[str, Any]:
    """A section, a quantity or a plain value as one JSON-ready entry."""
    from kilter.scenario.paths import Entry

    from .looking import below, leaves

    if isinstance(thing, dict):
        children = [
            {
                "path": f"{path}.{key}",
                "values": leaves(node),
                "value": "" if isinstance(node, dict) else _text(node),
            }
            for key, node in thing.items()
        ]
        return {
            "path": path,
            "kind": "section",
            "values": leaves(thing),
            "children": children,
            "entries": [_leaf(where, leaf) for where, leaf in below(thing, path)],
        }
    document = _leaf(path, thing)
    document["written_in"] = [_place(one) for one in look.origins(path)]
    document["changed_by"] = [
        {"what": one.what, "value": one.how, "path": one.path, **_place(one.origin)}
        for one in look.changes(path)
    ]
    if isinstance(thing, Entry):
        document["fixed"] = not thing.dynamic
    return document


def _leaf(path: str, leaf: Entry | object) -> dict[str, Any]:
    from kilter.scenario.paths import Entry

    from .looking import written

    if not isinstance(leaf, Entry):
        return {"path": path, "kind": "text", "value": leaf, "written": written(leaf)}
    one = leaf.quantity
    return {
        "path": path,
        "kind": "quantity",
        "value": one.value,
        "unit": one.unit,
        "written": str(one),
        "range": None if one.low is None else [one.low, one.high],
        "shape": one.shape,
        "source": one.source,
        "confidence": one.confidence,
        "note": one.note,
        "default": one.default,
    }


def _text(leaf: object) -> str:
    from kilter.scenario.paths import Entry

    from .looking import span, written

    text = written(leaf)
    extra = span(leaf.quantity) if isinstance(leaf, Entry) else ""
    return text + (f"   ({extra})" if extra else "")


def _place(origin: Origin) -> dict[str, Any]:
    return {"file": origin.file, "line": origin.line, "written": origin.written}


def _told(document: dict[str, Any]) -> str:
    """One entry in lines for a reader."""
    from .looking import measured

    if document["kind"] == "section":
        rows = [(one["path"], one["value"] or f"{one['values']} values") for one in document["children"]]
        return f"{document['path']}: {document['values']} values\n" + columns(rows)
    lines = [f"{document['path']} = {document['written']}"]
    rows = []
    if document["kind"] == "quantity":
        means = measured(document["value"], document["unit"])
        if means != document["written"]:
            rows.append(("means", means))
        if document["range"] and not (document["default"] and document["shape"] == "fixed"):
            low, high = document["range"]
            rows.append(("range", f"{low:g} to {measured(high, document['unit'])}, {document['shape']}"))
        rows += [(key, document[key]) for key in ("source", "confidence", "note") if document[key]]
        if document["fixed"]:
            rows.append(("changes", "never during a run: it describes the start"))
    rows += [("written in", _where(one)) for one in document["written_in"][:-1]]
    if document["written_in"]:
        rows.append(("set in", _where(document["written_in"][-1])))
    else:
        rows.append(("set in", "no file: this is Kilter's default"))
    rows += [("later", f"{one['what']}: {one['value']}  [{_file(one)}]") for one in document["changed_by"]]
    return "\n".join([*lines, columns(rows)])


def _where(one: dict[str, Any]) -> str:
    return f"{_file(one)}: {one['written']}" if one["written"] else _file(one)


def _file(one: dict[str, Any]) -> str:
    return near(one["file"]) + (f", line {one['line']}" if one["line"] else "")


@verb
def measures(
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="List the measures of this scenario.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """List what is measured: name, unit, definition and source.

    With a scenario, its own measures; without, the patterns that all names follow.

    \b
    Examples:
      kilter measures
      kilter measures afghanistan-2026/opaque
    """
    from kilter.engine.measures import CATALOGUE

    found = CATALOGUE
    if file is not None:
        from kilter.engine.plan import plan

        found = tuple(plan(load_one(file)).measures)
    if json:
        keys = ("name", "unit", "kind", "definition", "source", "better")
        emit([{key: getattr(one, key) for key in keys} for one in found])
        return
    group = ""
    for one in found:
        head = one.name.split(".")[0]
        if head != group:
            say(("" if not group else "\n") + head)
            group = head
        say(f"  {one.name}  [{one.unit}]")
        source = "" if one.source == "Kilter" else f" ({one.source})"
        say(textwrap.fill(one.definition + source, 96, initial_indent="      ", subsequent_indent="      "))


@verb
def scenarios(json: Json = False) -> None:
    """List the scenarios that come with Kilter, pack by pack.

    \b
    Examples:
      kilter scenarios
      kilter run northland/world
    """
    from kilter.scenario.packs import shipped

    found = shipped()
    if json:
        emit(
            [
                {
                    "name": f"{one.pack}/{one.key}",
                    "pack": one.pack,
                    "key": one.key,
                    "title": one.title,
                    "story": one.story,
                    "path": str(one.path),
                }
                for one in found
            ]
        )
        return
    for pack in dict.fromkeys(one.pack for one in found):
        say(f"{pack}/")
        say(columns([(one.key, one.title) for one in found if one.pack == pack]))
        say()
    say(
        "Use one by its name, such as: kilter run " + (f"{found[0].pack}/{found[0].key}" if found else "FILE")
    )
