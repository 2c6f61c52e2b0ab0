// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "maatstaf/core/column.hpp"
#include "maatstaf/core/message.hpp"

namespace maatstaf::detail {

/// Collects a dictionary-coded column of texts: each different text is kept once, in order of appearance.
class Texts {
public:
    explicit Texts(std::string name) : name_(std::move(name)) {}
    void add(std::string_view text) {
        const auto [at, fresh] = seen_.try_emplace(std::string(text), static_cast<std::int32_t>(categories_.size()));
        if (fresh) categories_.emplace_back(text);
        codes_.push_back(at->second);
    }
    Column column() { return Column::dictionary(std::move(name_), std::move(codes_), std::move(categories_)); }

private:
    std::string name_;
    std::vector<std::int32_t> codes_;
    std::vector<std::string> categories_;
    std::unordered_map<std::string, std::int32_t> seen_;
};

/// One number per row as a column; `of` is a member of the row or a function of it.
template <class Row, class Of>
Column numbers(std::string name, const std::vector<Row>& rows, Of of, std::vector<Status> status = {}) {
    std::vector<double> values;
    values.reserve(rows.size());
    for (const Row& row : rows) values.push_back(std::invoke(of, row));
    return Column::float64(std::move(name), std::move(values), std::move(status));
}

/// The status of each row.
template <class Row>
std::vector<Status> statuses(const std::vector<Row>& rows, Status Row::*of) {
    std::vector<Status> values;
    values.reserve(rows.size());
    for (const Row& row : rows) values.push_back(row.*of);
    return values;
}

/// The caveats as running text.
std::string sentences(std::span<const Caveat> caveats, Language language);

}  // namespace maatstaf::detail
