// SPDX-License-Identifier: Apache-2.0
#include "handles.hpp"
#include "maatstaf/core/arrow.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/version.hpp"

#include "maatstaf/core/messages/core.hpp"

namespace maatstaf::c {

mst_status fail(mst_status status, const Note& note, mst_error** error) noexcept {
    if (error == nullptr) return status;
    try {
        *error = new mst_error{note.code(), std::string(note.name()), note.text(Language::english),
                               note.text(Language::dutch)};
    } catch (...) {
        return MST_OUT_OF_MEMORY;
    }
    return status;
}

mst_status fail_with_current(mst_error** error) noexcept {
    try {
        throw;
    } catch (const ArgumentError& wrong) {
        return fail(MST_ARGUMENT_ERROR, wrong.note(), error);
    } catch (const DataError& wrong) {
        return fail(MST_DATA_ERROR, wrong.note(), error);
    } catch (const FormatError& wrong) {
        return fail(MST_FORMAT_ERROR, wrong.note(), error);
    } catch (const ArchiveError& wrong) {
        return fail(MST_ARCHIVE_ERROR, wrong.note(), error);
    } catch (const CancelledError& stopped) {
        return fail(MST_CANCELLED, stopped.note(), error);
    } catch (const Error& wrong) {
        return fail(MST_INTERNAL_ERROR, wrong.note(), error);
    } catch (const std::bad_alloc&) {
        return fail(MST_OUT_OF_MEMORY, Note{messages::out_of_memory, {}}, error);
    } catch (const std::exception& unexpected) {
        try {
            return fail(MST_INTERNAL_ERROR, Note{messages::internal, {{"reason", unexpected.what()}}}, error);
        } catch (...) {
            return MST_OUT_OF_MEMORY;
        }
    } catch (...) {
        return fail(MST_INTERNAL_ERROR, Note{messages::internal, {}}, error);
    }
}

std::string_view text_of(const char* text, std::size_t length, std::string_view argument) {
    if (length == 0) return {};
    return {&needed(text, argument), length};
}

std::string_view zero_terminated(const char* text, std::string_view argument) { return &needed(text, argument); }

Language language_of(const char* language) {
    const std::string_view name = language == nullptr ? "en" : language;
    if (name == "en") return Language::english;
    if (name == "nl") return Language::dutch;
    throw ArgumentError(messages::unknown_option,
                        {{"got", std::string(name)}, {"argument", "language"}, {"allowed", "en, nl"}});
}

Table table_of(ArrowArrayStream* stream, std::string_view argument) { return import_table(&needed(stream, argument)); }

void give(const Table& table, ArrowArrayStream* out) { export_table(table, &needed(out, "out")); }

}  // namespace maatstaf::c

using namespace maatstaf::c;

const char* mst_version(void) { return maatstaf::version().data(); }

int32_t mst_api_version(void) { return MST_API_VERSION; }

mst_status mst_set_thread_count(int32_t threads, mst_error** error) {
    return guarded(error, [&] { maatstaf::set_thread_count(threads); });
}

int32_t mst_error_code(const mst_error* error) { return error == nullptr ? 0 : error->code; }

const char* mst_error_name(const mst_error* error) { return error == nullptr ? "" : error->name.c_str(); }

const char* mst_error_message(const mst_error* error) { return error == nullptr ? "" : error->english.c_str(); }

const char* mst_error_message_in(const mst_error* error, const char* language) {
    if (error == nullptr) return "";
    const bool dutch = language != nullptr && std::string_view(language) == "nl";
    return (dutch ? error->dutch : error->english).c_str();
}

void mst_error_free(mst_error* error) { delete error; }

const char* mst_text_data(const mst_text* text) { return text == nullptr ? "" : text->text.c_str(); }

size_t mst_text_length(const mst_text* text) { return text == nullptr ? 0 : text->text.size(); }

void mst_text_free(mst_text* text) { delete text; }
