// SPDX-License-Identifier: Apache-2.0
#include "core/fields_json.hpp"
#include "handles.hpp"

using namespace maatstaf::c;
using maatstaf::detail::options_from_json;

namespace {

/// The two parts of the options of `mst_score`.
struct FitAndScore {
    maatstaf::ScoreModelOptions model;
    maatstaf::ScoreOptions score;
    static constexpr auto fields() {
        return std::tuple{maatstaf::field("model", &FitAndScore::model, "what the model fixes"),
                          maatstaf::field("score", &FitAndScore::score, "how the scoring is carried out")};
    }
};

}  // namespace

mst_status mst_model_fit(const mst_framework* framework, const mst_panel* reference, const char* options,
                         size_t options_length, ArrowArrayStream* parameters, mst_model** out, mst_error** error) {
    return guarded(error, [&] {
        std::vector<maatstaf::ReferenceParameters> given;  // first: the stream is taken over whatever follows
        if (parameters != nullptr) given = maatstaf::reference_parameters(table_of(parameters, "parameters"));
        const auto chosen = options_from_json<maatstaf::ScoreModelOptions>(text_of(options, options_length, "options"));
        const maatstaf::Panel observed = reference == nullptr ? maatstaf::Panel() : reference->value;
        give(fit_score_model(needed(framework, "framework").value, observed, chosen, given), out);
    });
}

mst_status mst_model_parameters(const mst_model* model, ArrowArrayStream* out, mst_error** error) {
    return guarded(error, [&] { give(needed(model, "model").value.parameters(), out); });
}

void mst_model_free(mst_model* model) { delete model; }

mst_status mst_model_score(const mst_model* model, const mst_panel* panel, const char* options, size_t options_length,
                           mst_progress progress, void* context, mst_result** out, mst_error** error) {
    return guarded(error, [&] {
        auto chosen = options_from_json<maatstaf::ScoreOptions>(text_of(options, options_length, "options"));
        if (progress != nullptr)
            chosen.progress = [=](std::size_t done, std::size_t total) { return progress(context, done, total) == 0; };
        give(score_panel(needed(model, "model").value, needed(panel, "panel").value, chosen), out);
    });
}

mst_status mst_score(const mst_framework* framework, const mst_panel* reference, const mst_panel* panel,
                     const char* options, size_t options_length, mst_result** out, mst_error** error) {
    return guarded(error, [&] {
        const auto chosen = options_from_json<FitAndScore>(text_of(options, options_length, "options"));
        const auto model =
            fit_score_model(needed(framework, "framework").value, needed(reference, "reference").value, chosen.model);
        give(score_panel(model, needed(panel, "panel").value, chosen.score), out);
    });
}

mst_status mst_result_stream(const mst_result* result, const char* language, ArrowArrayStream* out, mst_error** error) {
    return guarded(error, [&] { give(to_table(needed(result, "result").value, language_of(language)), out); });
}

mst_status mst_result_caveats(const mst_result* result, const char* language, mst_text** out, mst_error** error) {
    return guarded(error, [&] {
        const auto spoken = language_of(language);
        auto list = maatstaf::detail::Json::array();
        for (const auto& each : needed(result, "result").value.caveats())
            list.push_back({{"code", each.code()}, {"name", std::string(each.name())}, {"text", each.text(spoken)}});
        give(maatstaf::detail::json_text(list), out);
    });
}

int32_t mst_result_restricted(const mst_result* result) {
    return result != nullptr && result->value.restricted() ? 1 : 0;
}

void mst_result_free(mst_result* result) { delete result; }
