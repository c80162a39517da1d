"""The rivals are the same case: the same numbers, and answers that agree, in processes of their own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import ClassVar

import pytest
from benchmarks import agreement, case, kilter_side
from benchmarks.parts import core
from benchmarks.workers import MissingError, Worker

import kilter


def availability(module: str, reps: int, parts: bool = True) -> list[float]:
    with Worker(module) as worker:
        values, seconds = worker.availability(1, reps, parts)
    assert seconds > 0
    assert len(values) == reps
    return values


def test_the_scenario_has_the_numbers_of_the_case() -> None:
    scenario = kilter.load(str(kilter_side.CORE_CASE))
    assert scenario.horizon.days == round(case.HORIZON) == 1825
    fleet, site, supplier = scenario.fleets["items"], scenario.sites["base"], scenario.suppliers["maker"]
    assert fleet.items.serviceable.value == case.ITEMS
    assert len(fleet.failures) == len(site.parts) == case.KINDS
    rate = 0.0
    for mode in fleet.failures.values():
        rate += 24.0 / mode.mtbf.value
        assert (mode.needs.labour.mean.value, mode.needs.labour.sd.value) == (
            24 * case.REPAIR_MEAN,
            24 * case.REPAIR_SD,
        )
    assert rate == pytest.approx(1.0 / case.MTBF)
    assert {tuple(mode.needs.parts) for mode in fleet.failures.values()} == {(part,) for part in site.parts}
    assert {store.stock.value for store in site.parts.values()} == {case.STOCK}
    assert (supplier.lead_time.mean.value, supplier.lead_time.sd.value) == (case.LEAD_MEAN, case.LEAD_SD)
    assert site.technicians["technician"].journeyman.value == case.TECHNICIANS
    assert len(kilter_side.case_of(str(kilter_side.CORE_CASE)).plan.months) == case.MONTHS


def test_simpy_and_kilter_and_c_agree() -> None:
    values = {"SimPy": availability("simpy", 2), "Kilter": availability("kilter_reference", 1)}
    if shutil.which("gcc"):
        values["C"] = availability("c", 60)
    agreement.check(values)


def test_c_without_parts_agrees_with_simpy_and_not_with_the_whole_case() -> None:
    simpy = availability("simpy", 2, parts=False)
    if not shutil.which("gcc"):
        with pytest.raises(MissingError, match="apt-get install gcc"):
            Worker("c")
        return
    without, whole = availability("c", 40, parts=False), availability("c", 40)
    agreement.check({"SimPy": simpy, "C": without})
    with pytest.raises(agreement.DisagreementError):
        agreement.check({"without": without, "whole": whole})
    assert whole == availability("c", 40)  # the same seed, the same numbers


@pytest.mark.parametrize("package", ["simpy", "salabim", "ciw", "cimba"])
def test_what_is_not_installed_is_said_and_how_to_get_it(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{package}.py").write_text(f"raise ModuleNotFoundError('none', name='{package}')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(MissingError, match=f"not installed: pip install {package}"):
        Worker(package)


class Fake:
    """A worker whose programs are constants."""

    means: ClassVar = {"simpy": 0.857, "c": 0.857}

    def __init__(self, module: str) -> None:
        if module not in self.means:
            raise MissingError("not installed: pip install something")
        self.module = module

    def __enter__(self) -> Fake:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def availability(self, seed: int, reps: int, parts: bool, processor: bool) -> tuple[list[float], float]:
        mean = self.means[self.module]
        return [mean + 0.001 * (-1) ** (rep + seed) for rep in range(reps)], 1.0


def test_the_table_of_the_core_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "Worker", Fake)
    whole, without = core.measure(core.Options())
    assert [row[0] for row in whole.rows] == ["SimPy", "C, gcc -O3"]
    assert whole.rows[1][1:4] == [800.0, 200.0, 1.0]
    assert "SimPy" in without.text()
    assert any(note.startswith("Cimba") and "pip install" in note for note in whole.notes)
    json.dumps([whole.data(), without.data()])


def test_no_table_when_they_disagree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "Worker", Fake)
    monkeypatch.setattr(Fake, "means", {"simpy": 0.857, "c": 0.95})
    with pytest.raises(agreement.DisagreementError, match="SimPy"):
        core.measure(core.Options())
