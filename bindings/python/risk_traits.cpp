// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "maatstaf/risk/counterfactual.hpp"
#include "arrays.hpp"
#include "risk.hpp"

// Traits of a fit as Python gives them other values.
namespace maatstaf::python {
namespace {

std::vector<std::int32_t> positions_in(const py::handle& given) {
    std::vector<std::int32_t> made;
    for (const py::handle each : given) made.push_back(each.cast<std::int32_t>());
    return made;
}

/// Refuses a name that is no trait: the column that a model made of one, or nothing known at all.
[[noreturn]] void refuse_name(const RiskFit& fit, const RiskTraits& traits, const std::string& got) {
    std::vector<std::string> known, behind;
    std::string example;
    const auto found = std::find(fit.fit.names.begin(), fit.fit.names.end(), got);
    const auto column = static_cast<std::int32_t>(found - fit.fit.names.begin());
    for (const RiskTrait& each : traits.traits) {
        known.push_back(each.name);
        if (std::find(each.columns.begin(), each.columns.end(), column) == each.columns.end()) continue;
        if (behind.empty()) example = each.levels.empty() ? "0" : "'" + each.levels.front() + "'";
        behind.push_back("'" + each.name + "'");
    }
    if (behind.empty())
        throw ArgumentError(messages::risk_unknown_factor,
                            {{"got", got}, {"nearest", nearest(got, known)}, {"allowed", join(known, ", ")}});
    throw ArgumentError(messages::risk_column_of_trait,
                        {{"column", got},
                         {"traits", join(behind, ", ")},
                         {"trait", behind.front().substr(1, behind.front().size() - 2)},
                         {"example", example}});
}

bool is_one_value(const py::object& given) { return py::isinstance<py::str>(given) || !py::hasattr(given, "__len__"); }

/// The column of a trait with the value or values given.
Column given_column(const py::object& self, const RiskTraits& traits, const RiskTrait& trait, const py::object& given) {
    const std::size_t n = traits.table.rows();
    if (!traits.table.column(trait.name).is_text()) {
        if (is_one_value(given))
            return Column::float64(trait.name, std::vector<double>(n, number_from(given, trait.name)));
        return Column::float64(trait.name, numbers_from(of_fit_rows(self, given, trait.name.c_str()), trait.name));
    }
    if (is_one_value(given))
        return Column::string(trait.name, std::vector<std::string>(n, py::str(given).cast<std::string>()));
    std::vector<std::string> texts;
    for (const py::handle each : list_from(of_fit_rows(self, given, trait.name.c_str()), trait.name))
        texts.push_back(py::str(each).cast<std::string>());
    return Column::string(trait.name, texts);
}

/// Columns that form one factor and are known by their numbers only: either all of them are given, or none.
void need_whole_factors(const RiskFit& fit, const py::dict& given) {
    for (const AttributionFactor& each : fit.factors) {
        std::vector<std::string> names, missing;
        for (const std::int32_t j : each.columns) {
            names.push_back(fit.fit.names[static_cast<std::size_t>(j)]);
            if (!given.contains(names.back())) missing.push_back(names.back());
        }
        if (!missing.empty() && missing.size() < names.size())
            throw ArgumentError(messages::risk_all_columns, {{"columns", join(names, ", ")},
                                                             {"factor", each.name},
                                                             {"missing", missing.front()}});
    }
}

}  // namespace

RiskTraits traits_from(const py::object& self) {
    const auto& fit = py::cast<const RiskFit&>(self);
    if (!py::hasattr(self, "_formula")) {
        if (!fit.design && !fit.columns.outcome.empty()) throw ArgumentError(messages::risk_formula_gone);
        return traits_of(fit);
    }
    const py::object formula = self.attr("_formula");
    RiskTraits made;
    made.table = table_from(formula.attr("trait_table")(self.attr("_table"), self.attr("_rows")));
    for (const py::handle each : formula.attr("traits")) {
        RiskTrait trait{each["name"].cast<std::string>(), positions_in(each["columns"]),
                        texts_or_none(each["levels"], "levels")};
        for (const std::int32_t row : positions_in(each["rows"])) trait.rows.push_back(row);
        trait.reference = each["reference"].cast<std::int32_t>();
        made.traits.push_back(std::move(trait));
    }
    made.design = [formula](const Table& table) {
        const py::object rows = py::module_::import("numpy").attr("arange")(table.rows());
        return matrix_from(formula.attr("matrix")(table, rows), "counterfactual");
    };
    return made;
}

Eigen::MatrixXd counterfactual_from(const py::object& self, const py::object& given) {
    const auto& fit = py::cast<const RiskFit&>(self);
    const bool is_dict = py::isinstance<py::dict>(given);
    const bool of_arrays = !py::hasattr(self, "_formula") && !fit.design && fit.columns.outcome.empty();
    if (!is_dict && (of_arrays || py::isinstance<py::array>(given) || py::isinstance<py::list>(given)))
        return matrix_from(given, "counterfactual");
    const RiskTraits traits = traits_from(self);
    Table changed = traits.table;
    if (!is_dict) {
        const py::object table = py::cast(table_from(given));
        for (const RiskTrait& each : traits.traits)
            changed = with_column(changed,
                                  given_column(self, traits, each, table.attr("__getitem__")(each.name)));
        return traits.design(changed);
    }
    const auto values = py::reinterpret_borrow<py::dict>(given);
    if (traits.of_columns) need_whole_factors(fit, values);
    for (const auto& [key, value] : values) {
        const std::string name = text_from(key, "counterfactual");
        const RiskTrait* trait = traits.find(name);
        if (trait == nullptr) refuse_name(fit, traits, name);
        changed = with_column(changed, given_column(self, traits, *trait, py::reinterpret_borrow<py::object>(value)));
    }
    return traits.design(changed);
}

}  // namespace maatstaf::python
