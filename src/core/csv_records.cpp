// SPDX-License-Identifier: Apache-2.0
#include "core/csv_records.hpp"

#include <algorithm>
#include <array>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"

namespace maatstaf::detail {
namespace {

std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Reads fields one after another.
class Scanner {
public:
    Scanner(std::string_view text, char delimiter, std::string_view name, std::deque<std::string>& unescaped)
        : text_{text}, delimiter_{delimiter}, name_{name}, unescaped_{unescaped} {
        for (const char stop : {delimiter, '\n', '\r'}) stops_[static_cast<unsigned char>(stop)] = true;
    }

    /// Appends the fields of the next record that is not an empty line; false at the end of the text.
    bool next_record(std::vector<std::string_view>& fields) {
        skip_empty_lines();
        if (at_ == text_.size()) return false;
        first_line_ = line_;
        while (true) {
            fields.push_back(text_.substr(at_).starts_with('"') ? quoted_field() : plain_field());
            if (at_ == text_.size()) return true;
            if (text_[at_++] == delimiter_) continue;
            end_line();
            return true;
        }
    }

    /// The line on which the last record began, counted from 1.
    std::size_t first_line() const noexcept { return first_line_; }

    FormatError error(Message message, std::size_t line, Parameters more = {}) const {
        more.insert(more.begin(), {{"where", std::string(name_)}, {"line", std::to_string(line)}});
        return {message, std::move(more)};
    }

private:
    bool is_stop(char each) const noexcept { return stops_[static_cast<unsigned char>(each)]; }

    /// After the first byte of a line end: takes the LF of a CR LF too.
    void end_line() {
        if (text_[at_ - 1] == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
        ++line_;
    }

    void skip_empty_lines() {
        while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) {
            ++at_;
            end_line();
        }
    }

    std::string_view plain_field() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && !is_stop(text_[at_])) ++at_;
        return trimmed(text_.substr(begin, at_ - begin));
    }

    std::string_view quoted_field() {
        const std::size_t opened = line_, begin = ++at_;
        bool has_doubled = false;
        for (;; ++at_) {
            if (at_ == text_.size()) throw error(messages::csv_quote, opened);
            const char each = text_[at_];
            if (each == '\n' || (each == '\r' && !text_.substr(at_ + 1).starts_with('\n'))) ++line_;
            if (each != '"') continue;
            if (!text_.substr(at_ + 1).starts_with('"')) break;
            has_doubled = true;
            ++at_;
        }
        const std::string_view content = text_.substr(begin, at_ - begin);
        ++at_;
        if (!plain_field().empty()) throw error(messages::csv_after_quote, line_);
        return trimmed(has_doubled ? unescape(content) : content);
    }

    std::string_view unescape(std::string_view content) {
        std::string& out = unescaped_.emplace_back();
        for (std::size_t i = 0; i < content.size(); ++i) {
            out += content[i];
            if (content[i] == '"') ++i;
        }
        return out;
    }

    std::string_view text_;
    char delimiter_;
    std::string_view name_;
    std::deque<std::string>& unescaped_;
    std::array<bool, 256> stops_{};
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t first_line_ = 1;
};

/// Counts `delimiter` outside quotation marks in the record at `at`, and moves `at` behind it.
std::size_t count_in_record(std::string_view text, std::size_t& at, char delimiter) {
    std::size_t count = 0;
    bool quoted = false;
    for (; at < text.size(); ++at) {
        if (text[at] == '"') quoted = !quoted;
        if (quoted) continue;
        if (text[at] == delimiter) ++count;
        if (text[at] == '\n' || text[at] == '\r') break;
    }
    while (at < text.size() && (text[at] == '\n' || text[at] == '\r')) ++at;
    return count;
}

}  // namespace

char find_delimiter(std::string_view text) {
    char best = ',';
    std::size_t best_score = 0;
    for (const char candidate : {';', '\t', '|', ','}) {
        std::size_t at = text.find_first_not_of("\r\n");
        if (at == text.npos) break;
        const std::size_t in_heading = count_in_record(text, at, candidate);
        const std::size_t below = count_in_record(text, at, candidate);
        const std::size_t score = in_heading == 0 ? 0 : in_heading + (in_heading == below ? text.size() : 0);
        if (score <= best_score) continue;
        best = candidate;
        best_score = score;
    }
    return best;
}

CsvRecords read_records(std::string_view text, char delimiter, std::string_view name) {
    CsvRecords out;
    Scanner scanner(text, delimiter, name, out.unescaped);
    if (!scanner.next_record(out.heading)) throw FormatError(messages::empty_file, {{"where", std::string(name)}});
    // Every field takes at least one byte, its delimiter or line end, so a wide heading above many empty lines cannot
    // ask for more than a small multiple of the text.
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    out.cells.reserve(std::min((lines + 1) * out.columns(), text.size() + 1));
    std::size_t before = 0;
    while (scanner.next_record(out.cells)) {
        const std::size_t got = out.cells.size() - before;
        if (got != out.columns())
            throw scanner.error(messages::csv_row_length, scanner.first_line(),
                                {{"got", std::to_string(got)}, {"expected", std::to_string(out.columns())}});
        before = out.cells.size();
    }
    return out;
}

}  // namespace maatstaf::detail
