// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <string>

#include "maatstaf/core/message.hpp"

namespace maatstaf {

/// Root of everything that maatstaf throws. It says what was wrong, where (argument, unit, indicator, line) and how to
/// mend it; the words are rendered at the border, in the language of the reader. `what()` is English.
class Error : public std::exception {
public:
    Error(Message message, Parameters parameters = {})
        : note_{message, std::move(parameters)}, english_{note_.text(Language::english)} {}

    const char* what() const noexcept override { return english_.c_str(); }
    const Note& note() const noexcept { return note_; }
    std::int32_t code() const noexcept { return note_.code(); }
    std::string text(Language language) const { return note_.text(language); }

private:
    Note note_;
    std::string english_;
};

/// An argument or option is wrong: unknown name, out of range, wrong length or type.
class ArgumentError : public Error {
    using Error::Error;
};

/// The data or the framework contradict themselves: duplicate rows, negative counts, cycles, splits above one.
class DataError : public Error {
    using Error::Error;
};

/// A text, file or stream cannot be read: not UTF-8, not JSON, ragged CSV, unsupported Arrow layout.
class FormatError : public Error {
    using Error::Error;
};

/// A binary archive is damaged, newer than this version, or of another type.
class ArchiveError : public Error {
    using Error::Error;
};

/// A progress callback asked to stop.
class CancelledError : public Error {
    using Error::Error;
};

}  // namespace maatstaf
