# SPDX-License-Identifier: Apache-2.0
"""Risk models by a formula: which rows it can use, what its columns stand for, and the same columns of new rows."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import RiskFit, Table
from maatstaf.frames import as_table

__all__ = ["FormulaRows", "complete_rows", "fit_formula", "numbers"]

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_LEVEL = re.compile(r"^(.*)\[(?:T\.)?([^\[\]]+)\]$")


def numbers(table: Table, column: str) -> Any:
    """Return a column as numbers, or refuse it by its name."""
    values = np.asarray(table[column])
    if values.dtype.kind not in "fiub":
        _core._refuse_argument("risk_text_column", column=column)
    return values.astype(float)


def complete_rows(table: Table, columns: Sequence[str]) -> Any:
    """Return the rows without an empty cell in any of these columns."""
    there = np.ones(table.rows, dtype=bool)
    for column in columns:
        values = np.asarray(table[column])
        if values.dtype.kind == "f":
            there &= ~np.isnan(values)
        elif values.dtype.kind == "O":
            there &= np.array([each is not None for each in values], dtype=bool)
    return np.flatnonzero(there)


class FormulaRows:
    """How a formula made its columns, kept with the fit so that new rows get the same ones."""

    def __init__(
        self,
        formula: str,
        spec: Any,
        traits: Sequence[Mapping[str, Any]],
        columns: Mapping[str, str],
        levels: Mapping[str, Sequence[Any]],
    ) -> None:
        self.formula = formula
        self.levels = {name: list(each) for name, each in levels.items()}
        self.spec = spec
        self.traits = list(traits)  # columns of the table, with the columns of the design that each stands in
        self.used = [each["name"] for each in traits]
        self.columns = dict(columns)

    def trait_table(self, table: Table, rows: Any) -> Table:
        """Return the columns that the formula is made of, in some rows."""
        return as_table({each: table[each][rows] for each in self.used})

    def matrix(self, table: Table, rows: Any) -> Any:
        """Return the design matrix of some rows of a table."""
        import pandas
        from formulaic.errors import DataMismatchWarning

        for name in self.used:
            self._need_known(table, name, rows)
        frame = pandas.DataFrame({each: table[each][rows] for each in self.used})
        with warnings.catch_warnings():  # a level that the fit has not seen would become a row without any level
            warnings.simplefilter("error", DataMismatchWarning)
            made = _said(self.formula, lambda: self.spec.get_model_matrix(frame, na_action="raise"))
        return np.asarray(made, dtype=float)

    def _need_known(self, table: Table, name: str, rows: Any) -> None:
        """Refuse an empty cell, and a level that the fit has not seen, by its row."""
        known = self.levels.get(name, [])
        values = np.asarray(table[name])[rows].tolist()
        empty = [str(row + 1) for row, each in zip(rows, values, strict=True) if each is None or each != each]
        if empty:
            shown = ", ".join(empty[:5]) + (", ..." if len(empty) > 5 else "")
            _core._refuse_data("design_missing_rows", columns=name, count=str(len(empty)), rows=shown)
        for row, each in zip(rows, values, strict=True):
            if known and each not in known:
                near = get_close_matches(str(each), [str(level) for level in known], 1)
                allowed = ", ".join(str(level) for level in known[:20])
                _core._refuse_data(
                    "design_new_level", row=str(row + 1), got=str(each), column=name, nearest="".join(near),
                    allowed=allowed,
                )  # fmt: skip

    def new_rows(self, data: Any) -> tuple[Any, Any, list[str], Any]:
        """Return design matrix, exposure, names and weights of the rows of new data."""
        table = as_table(data)
        _core._need_measured(table, _measured(self.used, self.formula, self.columns))
        rows = np.arange(table.rows)
        unit = self.columns.get("unit")
        names = table[unit] if unit is not None and unit in table.columns else rows + 1

        def given(what: str) -> Any:
            column = self.columns.get(what)
            return None if column is None or column not in table.columns else numbers(table, column)

        exposure = self.columns.get("exposure")
        people = None if exposure is None else numbers(table, exposure)
        return self.matrix(table, rows), people, [str(each) for each in names], given("weights")


def _stands_in(name: str, formula: str) -> bool:
    """Tell whether a column is named in a formula, as itself and not as a part of a longer name."""
    return re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.(])", formula) is not None


def _chosen(name: str, formula: str) -> bool:
    """Tell whether a column stands in C(): a category, whatever its codes are."""
    return re.search(rf"\bC\(\s*`?{re.escape(name)}\b", formula) is not None


def _measured(used: Sequence[str], formula: str, columns: Mapping[str, str]) -> list[str]:
    """Columns that must hold measurements."""
    free = [each for each in used if not _chosen(each, formula)]
    return [*free, *(columns[each] for each in ("exposure", "weights") if each in columns)]


def _said(formula: str, work: Any) -> Any:
    """Do the work of formulaic; what it refuses is an argument that is wrong."""
    try:
        return work()
    except _core.Error:
        raise
    except Exception as error:  # formulaic lets through whatever a function in the formula raises
        reason = " ".join(_COLOURS.sub("", str(error)).split()) or type(error).__name__
        _core._refuse_argument("risk_formula_wrong", formula=formula, reason=reason)


def _typed(table: Table, column: str, rows: Any, ordered: Table | None) -> Any:
    """Return a column as formulaic reads it; of a category with an order of its own, the levels that are there."""
    if ordered is None or column not in ordered or ordered.type(column) != "dictionary":
        return table[column][rows]
    whole = ordered.select([column]).to_frame("pandas")[column]
    return whole.iloc[rows].cat.remove_unused_categories().array


def fit_formula(
    formula: str,
    table: Table,
    columns: Mapping[str, str],
    options: Mapping[str, Any],
    ordered: Table | None = None,
) -> RiskFit:
    """Fit a risk model whose factors a formula names; `columns` are exposure, weights, cluster and unit.

    `ordered` holds the same rows, with categories whose levels have an order of their own.
    """
    try:
        import pandas
        from formulaic import Formula
    except ImportError:
        _core._refuse_argument("risk_needs_formula")
    parsed = _said(formula, lambda: Formula(formula))
    outcome = formula.partition("~")[0].strip()
    # formulaic leaves out what stands inside poly(), bs() and scale(): look for the names themselves.
    used = sorted(each for each in table.columns if _stands_in(each, formula))
    for name in sorted(map(str, getattr(parsed, "required_variables", ()))):
        if name not in table.columns:
            inside = re.search(r"\boffset\(\s*(?:\w+\.)?(?:log\()?\s*`?(\w+)", formula)
            if name == "offset" and inside:
                _core._refuse_argument("risk_formula_offset", column=inside.group(1))
            near = get_close_matches(name, table.columns, 1)
            known = ", ".join(table.columns)
            _core._refuse_argument("unknown_column", got=name, nearest="".join(near), allowed=known)
    _core._need_measured(table, _measured(used, formula, columns))
    rows = complete_rows(table, list(dict.fromkeys([*used, outcome, *columns.values()])))
    frame = pandas.DataFrame({each: _typed(table, each, rows, ordered) for each in used})
    right = _said(formula, lambda: parsed.get_model_matrix(frame, na_action="raise")).rhs
    named: dict[str, str] = {}
    for term, places in right.model_spec.term_indices.items():
        for place in places:
            named[str(right.columns[place])] = "" if str(term) == "1" else str(term)
    terms = [term for term in named.values() if term]
    if not terms:
        _core._refuse_argument("risk_no_factors")
    if "" not in named.values():
        _core._refuse_argument("risk_formula_constant")
    for role, column in {"outcome": outcome, "exposure": columns.get("exposure")}.items():
        if column in terms:
            _core._refuse_argument("risk_own_column", column=column, role=role)

    def of(what: str) -> Any:
        return numbers(table, columns[what])[rows] if what in columns else None

    labels = None
    if "cluster" in columns:
        labels = np.unique(np.asarray(table[columns["cluster"]][rows], dtype=str), return_inverse=True)[1]
    names = [str(each) for each in (table[columns["unit"]][rows] if "unit" in columns else rows + 1)]
    right_side = formula.partition("~")[2]
    chosen = [each for each in used if _chosen(each, formula)]
    traits = _traits_of([each for each in used if _stands_in(each, right_side)], named, chosen, table, rows)
    made = _core.risk_fit(
        np.asarray(right, dtype=float),
        numbers(table, outcome)[rows],
        of("exposure"),
        of("weights"),
        labels,
        list(named),
        _factors_of(named, traits, table, rows),
        names if "unit" in columns else None,
        table.rows - len(rows),
        {"outcome": outcome, **columns},
        rows,
        **options,
    )
    made._rows = rows  # type: ignore[attr-defined]
    # As they are in the table, in which 1 and 1.0 are one level.
    text = [each["name"] for each in traits if each["levels"]]
    levels = {each: sorted(set(np.asarray(table[each])[rows].tolist())) for each in text}
    made._formula = FormulaRows(formula, right.model_spec, traits, columns, levels)  # type: ignore[attr-defined]
    return made


def _traits_of(
    used: Sequence[str], named: Mapping[str, str], chosen: Sequence[str], table: Table, rows: Any
) -> list[dict[str, Any]]:
    """Tell in which columns of the design every column of the table stands, and its levels if it is a category."""
    made: list[dict[str, Any]] = []
    for each in used:
        terms = [term for term in dict.fromkeys(named.values()) if term and _stands_in(each, term)]
        places = [at for at, term in enumerate(named.values()) if term in terms]
        values = np.asarray(table[each])[rows]
        trait: dict[str, Any] = {"name": each, "columns": places, "levels": [], "rows": [], "reference": -1}
        if values.dtype.kind not in "fiub" or each in chosen:
            levels, first = np.unique(np.asarray(values, dtype=str), return_index=True)
            trait |= {"levels": [str(level) for level in levels], "rows": [int(row) for row in first]}
            for term in terms:  # one that holds this column only
                if any(_stands_in(other, term) for other in used if other != each):
                    continue
                own = [at for at in places if list(named.values())[at] == term]
                category = _category([term], own, list(named), table, rows)
                if category and category["reference"] in trait["levels"]:
                    trait["reference"] = trait["levels"].index(category["reference"])
        made.append(trait)
    return made


def _factors_of(
    named: Mapping[str, str], traits: Sequence[Mapping[str, Any]], table: Table, rows: Any
) -> dict[str, Any]:
    """Columns by factor; terms that share a column of the table form one, since they change together."""
    terms = list(dict.fromkeys(term for term in named.values() if term))
    group = {term: term for term in terms}
    for trait in traits:
        joined = {group[term] for term in terms if _stands_in(trait["name"], term)}
        first = next((each for each in terms if group[each] in joined), "")
        for each in terms:
            if group[each] in joined:
                group[each] = group[first]
    made: dict[str, Any] = {}
    for leader in dict.fromkeys(group.values()):
        members = [term for term in terms if group[term] == leader]
        places = [at for at, term in enumerate(named.values()) if term in members]
        made[" + ".join(members)] = _category(members, places, list(named), table, rows) or places
    return made


def _category(
    members: list[str], places: list[int], names: list[str], table: Table, rows: Any
) -> dict[str, Any] | None:
    """Tell a category by the names of its columns, kind[T.town]: its levels, and the one that has no column."""
    matched = [_LEVEL.match(names[at]) for at in places]
    if len(members) != 1 or ":" in members[0] or not all(matched):
        return None
    levels = [found.group(2) for found in matched if found]
    inside = re.match(r"^(?:C\()?`?([^`,()]+)`?", members[0])
    column = inside.group(1).strip() if inside else ""
    if column not in table.columns:
        return None
    others = sorted({str(each) for each in table[column][rows]} - set(levels))
    return {"columns": places, "levels": levels, "reference": others[0]} if len(others) == 1 else None
