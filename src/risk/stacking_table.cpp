// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "maatstaf/risk/stacking.hpp"

namespace maatstaf {
namespace {

template <class Row, class ValueOf>
Column numbers(const char* name, const std::vector<Row>& rows, const ValueOf& value_of) {
    std::vector<double> values;
    for (const Row& each : rows) values.push_back(value_of(each));
    return Column::float64(name, std::move(values));
}

template <class Row>
Column texts(const char* name, const std::vector<Row>& rows, std::string Row::*text) {
    std::vector<std::string> values;
    for (const Row& each : rows) values.push_back(each.*text);
    return Column::string(name, values);
}

}  // namespace

Table StackingResult::table() const {
    std::vector<std::string> names;
    std::vector<std::int32_t> number;
    for (const ActSet& each : sets) {
        names.push_back(join(each.acts, " + "));
        number.push_back(static_cast<std::int32_t>(each.acts.size()));
    }
    return Table({Column::string("acts", names), Column::int32("number", std::move(number)),
                  numbers("count", sets, [](const ActSet& s) { return s.count; }),
                  numbers("share", sets, [this](const ActSet& s) { return s.count / rows; }),
                  numbers("by_chance", sets, [](const ActSet& s) { return s.by_chance; }),
                  numbers("cost", sets, [](const ActSet& s) { return s.cost; }),
                  numbers("cost_share", sets, [this](const ActSet& s) { return s.cost / cost; })});
}

Table StackingResult::form_table() const {
    return Table({texts("form", forms, &FormPart::name), texts("parent", forms, &FormPart::parent),
                  numbers("count", forms, [](const FormPart& f) { return f.count; }),
                  numbers("only_here", forms, [](const FormPart& f) { return f.only_here; }),
                  numbers("cost", forms, [](const FormPart& f) { return f.cost; }),
                  numbers("cost_only", forms, [](const FormPart& f) { return f.cost_only; })});
}

Table StackingResult::pair_table() const {
    return Table({texts("first", pairs, &ActPair::first), texts("second", pairs, &ActPair::second),
                  numbers("both", pairs, [](const ActPair& p) { return p.both; }),
                  numbers("odds_ratio", pairs, [](const ActPair& p) { return p.odds_ratio.value; }),
                  numbers("low", pairs, [](const ActPair& p) { return p.odds_ratio.low; }),
                  numbers("high", pairs, [](const ActPair& p) { return p.odds_ratio.high; })});
}

}  // namespace maatstaf
