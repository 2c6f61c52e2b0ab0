// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstddef>

#include "core/decimal.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/expression.hpp"

namespace maatstaf::detail {
namespace {

constexpr int deepest = 200;  // brackets within brackets

constexpr std::array<std::pair<std::string_view, ExpressionKind>, 4> functions{
    {{"previous", ExpressionKind::previous},
     {"change", ExpressionKind::change},
     {"annualised", ExpressionKind::annualised},
     {"year_to_date", ExpressionKind::year_to_date}}};

bool is_letter(char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || each == '_' ||
           static_cast<unsigned char>(each) >= 0x80;
}

/// Sums of products of what cannot be divided further, by descent.
class ExpressionReader {
public:
    ExpressionReader(std::string_view text, std::vector<ExpressionNode>& nodes) : text_(text), nodes_(nodes) {}

    std::int32_t all() {
        const std::int32_t root = sum();
        skip();
        if (at_ < text_.size()) refuse();
        return root;
    }

private:
    [[noreturn]] void refuse() const {
        throw ArgumentError(messages::measure_expression, {{"expression", std::string(text_)},
                                                           {"place", std::to_string(at_ + 1)}});
    }
    void skip() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n')) ++at_;
    }
    bool take(char wanted) {
        skip();
        if (at_ >= text_.size() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    std::int32_t add(ExpressionKind kind, std::int32_t left = -1, std::int32_t right = -1) {
        nodes_.push_back({kind, 0.0, {}, left, right});
        return static_cast<std::int32_t>(nodes_.size()) - 1;
    }

    std::int32_t sum() {
        if (++depth_ > deepest) refuse();
        std::int32_t left = product();
        for (;;) {
            if (take('+'))
                left = add(ExpressionKind::add, left, product());
            else if (take('-'))
                left = add(ExpressionKind::subtract, left, product());
            else
                break;
        }
        --depth_;
        return left;
    }
    std::int32_t product() {
        std::int32_t left = part();
        for (;;) {
            if (take('*'))
                left = add(ExpressionKind::multiply, left, part());
            else if (take('/'))
                left = add(ExpressionKind::divide, left, part());
            else
                return left;
        }
    }
    std::int32_t part() {
        if (++depth_ > deepest) refuse();
        const std::int32_t made = single();
        --depth_;
        return made;
    }
    std::int32_t single() {
        if (take('-')) return add(ExpressionKind::negate, part());
        if (take('(')) {
            const std::int32_t inside = sum();
            if (!take(')')) refuse();
            return inside;
        }
        skip();
        if (at_ >= text_.size()) refuse();
        if (text_[at_] == '`') return quoted();
        if (is_digit(text_[at_]) || text_[at_] == '.') return number();
        if (is_letter(text_[at_])) return named();
        refuse();
    }
    std::int32_t quoted() {
        const std::size_t end = text_.find('`', at_ + 1);
        if (end == std::string_view::npos || end == at_ + 1) refuse();
        const std::int32_t made = add(ExpressionKind::indicator);
        nodes_.back().indicator = std::string(text_.substr(at_ + 1, end - at_ - 1));
        at_ = end + 1;
        return made;
    }
    std::int32_t number() {
        std::size_t end = at_;
        while (end < text_.size() && (is_digit(text_[end]) || text_[end] == '.')) ++end;
        const auto value = parse_number(text_.substr(at_, end - at_));
        if (!value) refuse();
        at_ = end;
        const std::int32_t made = add(ExpressionKind::number);
        nodes_.back().number = *value;
        return made;
    }
    std::int32_t named() {
        std::size_t end = at_;
        while (end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end]) || text_[end] == '.')) ++end;
        const std::string_view name = text_.substr(at_, end - at_);
        at_ = end;
        if (take('(')) {
            for (const auto& [known, kind] : functions)
                if (name == known) {
                    const std::int32_t inside = sum();
                    if (!take(')')) refuse();
                    return add(kind, inside);
                }
            std::vector<std::string_view> names;
            for (const auto& each : functions) names.push_back(each.first);
            throw ArgumentError(messages::measure_function, {{"got", std::string(name)},
                                                             {"nearest", nearest(name, names)},
                                                             {"allowed", join(names, ", ")}});
        }
        const std::int32_t made = add(ExpressionKind::indicator);
        nodes_.back().indicator = std::string(name);
        return made;
    }

    std::string_view text_;
    std::vector<ExpressionNode>& nodes_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace

Expression::Expression(std::string_view text) { root_ = ExpressionReader(text, nodes_).all(); }

}  // namespace maatstaf::detail
