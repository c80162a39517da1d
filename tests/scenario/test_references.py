import pytest
from tests.scenario.worlds import FULL, SMALLEST

from kilter.errors import NameUnknownError, Problem, ScenarioError
from kilter.scenario import loads
from kilter.scenario.paths import quantities
from kilter.scenario.references import Change, read_effect, read_setting, site_of, trade_of
from kilter.scenario.units import UnitError

SCENARIO = loads(FULL)
KNOWN = quantities(SCENARIO)


def only(change: str, to: str) -> Problem:
    """The one problem of the full scenario with one thing changed."""
    assert change in FULL
    with pytest.raises(ScenarioError) as caught:
        loads(FULL.replace(change, to, 1))
    assert len(caught.value.problems) == 1, str(caught.value)
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("change", "to", "path", "what", "write"),
    [
        ("site: base}", "site: bse}", "fleets.lorries.site", "no site 'bse'", "did you mean 'base'?"),
        ("areas: {transport: 0.1}", "areas: {transprt: 0.1}", "fleets.lorries.areas.transprt", "capability area",
         "did you mean 'transport'?"),
        ("supplier: [works, traders]", "supplier: [works, tradrs]", "sites.base.parts.engine.supplier",
         "no supplier 'tradrs'", "did you mean 'traders'?"),
        ("supplier: [works, traders]", "supplier: [works, works]", "sites.base.parts.engine.supplier",
         "named twice", "once"),
        ("supplier: []", "on_hand: 3", "sites.base.parts.bolts", "this part names none", "write supplier: works"),
        ("reorder: 1", "reorder: 3", "sites.base.parts.engine.reorder", "below the order-up-to", "reorder: 2"),
        ("  bolts: {}", "  nuts: {}", "sites.base.parts.bolts", "no part 'bolts'", "use one of"),
        ("part: engine, trade: air, team: 2", "part: engin, trade: air, team: 2",
         "fleets.helicopters.failures.engine.needs.part", "no part in the store 'engin'", "did you mean 'engine'?"),
        ("number: 2", "number: 0", "fleets.helicopters.restoration.number", "at least one", "write 1"),
        ("team: 2", "team: 0", "fleets.helicopters.failures.engine.needs.team", "at least one person", "team: 1"),
        ("trade: air, labour: 120 h", "labour: 120 h", "fleets.helicopters.inspections.yearly.needs",
         "several trades", "write trade: air"),
        ("restoration: {part: engine, number: 2, trade: air, labour: 200 h}", "priority: 1",
         "fleets.helicopters.items.repairable", "nothing says what repairs them", "add restoration"),
        ("crew: helicopters", "crew: lorries", "courses.pilots.crew", "no crews to train", "add crews"),
        ("trade: air, seats", "trade: sea, seats", "courses.mechanics.trade", "no trade 'sea'", "use one of"),
        ("length: 9 months", "length: 9 months, every: 1 d", "courses.mechanics.every", "half a month", "1 month"),
        ("advisers: {air: 3}", "advisers: {aire: 3}", "agreement.tracks.maintenance.advisers.aire", "no trade",
         "did you mean 'air'?"),
        ("supplier: works, depth", "supplier: work, depth", "agreement.tracks.parts.supplier", "no supplier", "works"),
        ("seats: {mechanics", "seats: {mechanic", "agreement.tracks.training.seats.mechanic", "no course", "mechanics"),
        ("slots: {helicopters", "slots: {lorries", "agreement.tracks.overhaul.slots.lorries",
         "says nothing about overhaul", "add overhaul"),
        ("tools: {base", "tools: {bse", "agreement.tracks.infrastructure.tools.bse", "no site", "base"),
        ("limit: {lorries", "limit: {helicopters", "agreement.tracks.equipment.limit.helicopters", "no delivery",
         "add helicopters"),
        ("signals: {south", "signals: {souths", "actors.south.reactions.closure.signals.souths", "no actor", "south"),
        ("channel: raids, weight", "channel: raid, weight", "actors.south.incidents.0.channel", "no channel", "raids"),
        ("rival: south", "rival: sout", "ladder.border.rival", "no actor", "south"),
        ("supply.border: +0.4", "supply.bordr: +0.4", "actors.south.reactions.closure.effects.supply.bordr",
         "no quantity at", "supply.border"),
        ("on: 2032-01-01", "on: 2036-01-01", "interventions.1.on", "outside the horizon", "to before 2035-01-31"),
        ("on: 2032-01-01", "on: 2030-01-30", "interventions.1.on", "outside the horizon", "from 2030-01-31"),
        ("agreement.state: suspended", "agreement.state: paused", "interventions.1.set.agreement.state",
         "no state 'paused'", "use one of signed"),
        ("agreement.state: suspended", "agreement.life.broaden_depth: 6",
         "interventions.1.set.agreement.life.broaden_depth", "at most 5", "write"),
        ("agreement.state: suspended", "fleets.lorries.items: 3", "interventions.1.set.fleets.lorries.items",
         "describes the start", "change it in the file"),
        ("warmup: 30 d", "warmup: 6 y", "warmup", "leaves nothing of the horizon", "shorter warmup"),
        ("report: 1 week", "report: 1 min", "report", "too many to keep", "at most 20,000"),
        ("report: 1 week", "report: 0 d", "report", "must be more than 0", "write"),
        ("items: 15", "items: 100_000", "fleets.lorries.items", "100,011 items", "at most 100,000"),
        ("items: {lorries: 6/year}, limit: {lorries: 12}", "items: {lorries: 9000/month}",
         "agreement.tracks.equipment.items.lorries", "would be delivered", "a limit"),
        ("ceiling: 25 h/month", "ceiling: 0", "fleets.helicopters.use.ceiling", "lets no item run", "leave it out"),
        ("proficiency: 0.55", "proficiency: 0.2", "fleets.helicopters.crews.proficiency", "below their baseline",
         "proficiency: 0.3"),
        ("pilots: {crew: helicopters, where: abroad, length: 16 months}",
         "again: {title: other, trade: air, seats: 4/year, length: 0.75 y}",
         "courses.again", "the same as 'mechanics'", "keep one"),
        ("required: 32, senior_required: 5", "required: 0, senior_required: 5", "readiness.personnel.required",
         "so some must be", "write their number"),
        ("required: 32, senior_required: 5", "required: 32, senior: 4", "readiness.personnel.senior",
         "not how many are required", "senior_required: 4"),
        ("required: 32,", "required: 32, deployable: 20, matched: 25,", "readiness.personnel.matched",
         "only 20 are deployable", "20 or less"),
        ("required: 32,", "required: 32, skill_bands: {first: 70, second: 80, third: 90},",
         "readiness.personnel.skill_bands", "must fall", "first: 90"),
        ("readiness:\n", "readiness:\n  training_bands: {first: 42, second: 28, third: 14}\n",
         "readiness.training_bands", "must rise", "first: 14"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_named_with_its_place(change, to, path, what, write):
    problem = only(change, to)
    assert (problem.path, problem.file) == (path, "<text>")
    assert what in problem.what
    assert write in problem.write
    assert problem.line > 0


@pytest.mark.parametrize(
    "text",
    [
        "{horizon: 1 y, fleets: {a: {items: 0}}}",
        "{horizon: 1 y, sites: {a: {parts: {b: 4}}}}",
        "{horizon: 1 y, fleets: {a: {items: 1, use: {plan: 0, ceiling: 0}}}}",
        "{horizon: 1 y, warmup: 11 months}",
        "{horizon: 28 d, report: 1 h}",
        "{horizon: 1 y, fleets: {a: {items: 99_999}, b: {items: 1}}}",
    ],
)
def test_what_is_small_or_empty_is_fine(text):
    loads(text)


def test_a_job_means_the_only_site_and_trade_there_are():
    small = loads(SMALLEST)
    needs = small.fleets["truck"].failures["wear"].needs
    assert site_of(small, None) == "shop"
    assert trade_of(small, "shop", needs) == "repairer"
    assert site_of(SCENARIO, "base") == "base"
    assert site_of(loads("horizon: 1 y"), None) is None


@pytest.mark.parametrize(
    ("path", "text", "changes"),
    [
        ("supply.border", "+0.4", [Change("supply.border", "add", 0.4)]),
        ("supply.border", -0.1, [Change("supply.border", "add", -0.1)]),
        ("supply.border", "−10 %", [Change("supply.border", "add", -0.1)]),
        ("channel.raids", "×1.4", [Change("channels.raids.intensity", "multiply", 1.4)]),
        ("suppliers.works.lead_time", "+10 d", [Change("suppliers.works.lead_time.mean", "add", 10.0)]),
        ("courses.mechanics.seats", "-12/year", [Change("courses.mechanics.seats", "add", -1.0)]),
        ("parts.engine.repair.turnaround", "x2", [
            Change("parts.engine.repair.turnaround.mean", "multiply", 2.0),
            Change("parts.engine.repair.turnaround.sd", "multiply", 2.0),
        ]),
        ("fleets.helicopters.overhaul.every.0", "+100 h", [
            Change("fleets.helicopters.overhaul.every.0", "add", 100.0)]),
    ],
)  # fmt: skip
def test_effects_multiply_or_add(path, text, changes):
    assert read_effect(path, text, KNOWN) == changes


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("supply.border", "x0", "a factor must be more than 0; write x0.5 to halve"),
        ("suppliers.works.lead_time", "+10", "the unit is missing"),
        ("supply.border", "a lot", "'x1.6' to multiply or '+0.2' to add"),
        ("fleets.lorries.items", "x2", "describes the start"),
    ],
)
def test_effects_that_cannot_be_are_refused(path, text, message):
    with pytest.raises(UnitError) as caught:
        read_effect(path, text, KNOWN)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("path", "text", "changes"),
    [
        ("agreement.tracks.parts.from", "5 months", [Change("agreement.tracks.parts.from", "set", 5.0)]),
        ("suppliers.traders.price", "x3", [Change("suppliers.traders.price", "set", 3.0)]),
        ("suppliers.*.lead_time", "×1.5", [
            Change("suppliers.works.lead_time.mean", "set", 135.0),
            Change("suppliers.traders.lead_time.mean", "set", 150.0),
        ]),
        ("parts.engine.repair.turnaround", "x0.5", [
            Change("parts.engine.repair.turnaround.mean", "set", 60.0),
            Change("parts.engine.repair.turnaround.sd", "set", 20.0),
        ]),
        ("fleets.helicopters.overhaul.every.1", "10 y", [
            Change("fleets.helicopters.overhaul.every.1", "set", 3652.5)]),
    ],
)  # fmt: skip
def test_interventions_set_a_value_or_scale_that_of_the_file(path, text, changes):
    assert read_setting(path, text, KNOWN) == changes


def test_interventions_that_cannot_be_are_refused():
    with pytest.raises(UnitError, match="another clock than the file's value; write it in h"):
        read_setting("fleets.helicopters.overhaul.every.0", "8 y", KNOWN)
    with pytest.raises(UnitError, match="above 1, the most that a share"):
        read_setting("agreement.transparency", "x5", KNOWN)
    with pytest.raises(NameUnknownError, match=r"did you mean 'agreement\.transparency'"):
        read_setting("agreement.transparancy", 0.5, KNOWN)
