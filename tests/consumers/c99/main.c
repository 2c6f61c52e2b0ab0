/* SPDX-License-Identifier: Apache-2.0 */
/* From an outcome framework and a table to scores, with the C library only. The expected figures were reckoned by
   hand. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"

#define CHECK(condition) check((condition) != 0, #condition, __LINE__)

static void check(int good, const char* what, int line) {
    if (good) return;
    fprintf(stderr, "main.c:%d: not true: %s\n", line, what);
    exit(1);
}

static void succeed(mst_status status, mst_error* error, int line) {
    if (status == MST_OK && error == NULL) return;
    fprintf(stderr, "main.c:%d: status %d, %s: %s\n", line, (int)status, mst_error_name(error),
            mst_error_message(error));
    exit(1);
}
#define SUCCEED(call) (error = NULL, succeed(call, error, __LINE__))

/* Two results below one ambition; loneliness is better when it is lower. */
static const char framework_json[] =
    "{\"maatstaf_framework\": 1, \"id\": \"small\", \"name\": \"Klein\", \"language\": \"nl\","
    " \"parties\": [{\"id\": \"gemeente\", \"name\": \"Gemeente\", \"kind\": \"municipality\"}],"
    " \"domains\": [{\"id\": \"d\", \"name\": \"Meedoen\"}],"
    " \"life_areas\": [{\"id\": \"l\", \"parent\": \"d\", \"name\": \"Samenleven\"}],"
    " \"ambitions\": [{\"id\": \"a\", \"parent\": \"l\", \"name\": \"Omzien naar elkaar\"}],"
    " \"results\": [{\"id\": \"r1\", \"parent\": \"a\", \"name\": \"Minder eenzaam\"},"
    "               {\"id\": \"r2\", \"parent\": \"a\", \"name\": \"Meer vrijwilligers\"},"
    "               {\"id\": \"r3\", \"parent\": \"a\", \"name\": \"Nog zonder indicator\"}],"
    " \"indicators\": [{\"id\": \"lonely\", \"parent\": \"r1\", \"name\": \"Eenzaam\", \"direction\": \"lower\"},"
    "                  {\"id\": \"volunteer\", \"parent\": \"r2\", \"name\": \"Vrijwilliger\","
    "                   \"direction\": \"higher\"}]}";

static const char minmax[] = "{\"model\": {\"normalise\": {\"method\": \"minmax\", \"low\": 0, \"high\": 100}}}";

static mst_framework* read_framework(void) {
    mst_framework* framework = NULL;
    mst_error* error;
    SUCCEED(mst_framework_from_json(framework_json, strlen(framework_json), &framework, &error));
    CHECK(framework != NULL);
    return framework;
}

/* Three districts in one year. */
static mst_panel* read_panel(void) {
    static const char* const units[] = {"WK01", "WK02", "WK03"};
    static const double lonely[] = {40.0, 44.0, 48.0}, volunteer[] = {30.0, 20.0, 25.0};
    const column columns[] = {{"code", NULL, units}, {"lonely", lonely, NULL}, {"volunteer", volunteer, NULL}};
    static const char options[] = "{\"unit\": \"code\", \"fixed_period\": \"2020\"}";
    struct ArrowArrayStream stream;
    mst_panel* panel = NULL;
    mst_error* error;
    make_stream(columns, 3, 3, &stream);
    SUCCEED(mst_panel_from_stream(&stream, options, strlen(options), &panel, &error));
    CHECK(stream.release == NULL); /* taken over and released */
    CHECK(panel != NULL);
    return panel;
}

static void version_is_that_of_the_header(void) {
    char expected[32];
    sprintf(expected, "%d.%d.%d", MST_VERSION_MAJOR, MST_VERSION_MINOR, MST_VERSION_PATCH);
    CHECK(strcmp(mst_version(), expected) == 0);
    CHECK(mst_api_version() == MST_API_VERSION);
}

/* The finding that r3 has no indicator, in both languages; and the same findings as JSON. */
static void validate_finds_the_result_without_indicator(const mst_framework* framework) {
    struct ArrowArrayStream stream;
    rows found;
    mst_text* text = NULL;
    mst_error* error;
    int64_t row, about_r3 = 0;
    SUCCEED(mst_framework_validate(framework, NULL, 0, "nl", &stream, &error));
    CHECK(read_rows(&stream, &found));
    for (row = 0; row < found.batch.length; ++row) about_r3 += text_is(&found, "item", row, "r3");
    CHECK(about_r3 >= 1);
    free_rows(&found);
    SUCCEED(mst_framework_validate_json(framework, NULL, 0, "en", &text, &error));
    CHECK(mst_text_length(text) == strlen(mst_text_data(text)));
    CHECK(strstr(mst_text_data(text), "\"r3\"") != NULL);
    mst_text_free(text);
}

static double score_of(const rows* scores, const char* item, const char* unit) {
    int64_t row;
    for (row = 0; row < scores->batch.length; ++row)
        if (text_is(scores, "item", row, item) && text_is(scores, "unit", row, unit))
            return is_empty(scores, "value", row) ? NAN : number_at(scores, "value", row);
    fprintf(stderr, "no row for %s in %s\n", item, unit);
    exit(1);
}

/* min-max over 40..48 (lower is better) and 20..30; the ambition is the mean of the two results that are measured. */
static void scores_are_those_reckoned_by_hand(const mst_framework* framework, const mst_panel* panel) {
    static const char* const units[] = {"WK01", "WK02", "WK03"};
    static const double r1[] = {100.0, 50.0, 0.0}, r2[] = {100.0, 0.0, 50.0}, a[] = {100.0, 25.0, 25.0};
    struct ArrowArrayStream stream;
    mst_result* result = NULL;
    mst_text* caveats = NULL;
    mst_error* error;
    rows scores;
    int i;
    SUCCEED(mst_score(framework, panel, panel, minmax, strlen(minmax), &result, &error));
    SUCCEED(mst_result_stream(result, "nl", &stream, &error));
    CHECK(mst_result_restricted(result) == 0);
    SUCCEED(mst_result_caveats(result, "nl", &caveats, &error));
    CHECK(mst_text_data(caveats)[0] == '[');
    mst_text_free(caveats);
    mst_result_free(result); /* the stream owns what it shows */
    CHECK(read_rows(&stream, &scores));
    for (i = 0; i < 3; ++i) {
        CHECK(fabs(score_of(&scores, "r1", units[i]) - r1[i]) < 1e-12);
        CHECK(fabs(score_of(&scores, "r2", units[i]) - r2[i]) < 1e-12);
        CHECK(fabs(score_of(&scores, "a", units[i]) - a[i]) < 1e-12);
        CHECK(isnan(score_of(&scores, "r3", units[i])));
    }
    free_rows(&scores);
}

static int32_t stop_at_once(void* context, size_t done, size_t total) {
    (void)done;
    (void)total;
    ++*(int*)context;
    return 1;
}

/* A frozen model scores again, gives its parameters, and stops when it is told to. */
static void a_model_can_be_kept(const mst_framework* framework, const mst_panel* panel) {
    struct ArrowArrayStream stream;
    mst_panel* of_2020 = NULL;
    mst_model* model = NULL;
    mst_result* result = NULL;
    mst_error* error;
    rows parameters;
    int calls = 0;
    SUCCEED(mst_panel_at(panel, "2020", &of_2020, &error));
    SUCCEED(mst_model_fit(framework, of_2020, NULL, 0, NULL, &model, &error));
    mst_panel_free(of_2020);
    SUCCEED(mst_model_parameters(model, &stream, &error));
    CHECK(read_rows(&stream, &parameters));
    CHECK(parameters.batch.length == 2);
    free_rows(&parameters);
    error = NULL;
    CHECK(mst_model_score(model, panel, NULL, 0, stop_at_once, &calls, &result, &error) == MST_CANCELLED);
    CHECK(calls == 1 && result == NULL && error != NULL);
    mst_error_free(error);
    SUCCEED(mst_model_score(model, panel, NULL, 0, NULL, NULL, &result, &error));
    mst_result_free(result);
    mst_model_free(model);
}

/* A misspelt option names the nearest one, in the language asked for; a broken text tells where; out stays as it
   was. */
static void errors_speak_two_languages(const mst_framework* framework, const mst_panel* panel) {
    static const char misspelt[] = "{\"model\": {\"normalize\": {}}}";
    mst_framework* untouched = NULL;
    mst_result* result = NULL;
    mst_error* error = NULL;
    CHECK(mst_score(framework, panel, panel, misspelt, strlen(misspelt), &result, &error) == MST_ARGUMENT_ERROR);
    CHECK(result == NULL && error != NULL);
    CHECK(mst_error_code(error) > 0);
    CHECK(strcmp(mst_error_name(error), "unknown_field") == 0);
    CHECK(strstr(mst_error_message_in(error, "en"), "normalise") != NULL);
    CHECK(strstr(mst_error_message_in(error, "nl"), "normalise") != NULL);
    CHECK(strcmp(mst_error_message_in(error, "en"), mst_error_message(error)) == 0);
    CHECK(strcmp(mst_error_message_in(error, "en"), mst_error_message_in(error, "nl")) != 0);
    mst_error_free(error);

    error = NULL;
    CHECK(mst_framework_from_json("{\"maatstaf_framework\": 1,", 24, &untouched, &error) == MST_FORMAT_ERROR);
    CHECK(untouched == NULL);
    mst_error_free(error);
    CHECK(mst_framework_from_json(NULL, 0, &untouched, NULL) == MST_FORMAT_ERROR); /* nobody asks why */

    mst_framework_free(NULL);
    mst_error_free(NULL);
}

int main(void) {
    mst_framework* framework = read_framework();
    mst_panel* panel = read_panel();
    version_is_that_of_the_header();
    validate_finds_the_result_without_indicator(framework);
    scores_are_those_reckoned_by_hand(framework, panel);
    a_model_can_be_kept(framework, panel);
    errors_speak_two_languages(framework, panel);
    mst_panel_free(panel);
    mst_framework_free(framework);
    printf("maatstaf %s from C99: all true\n", mst_version());
    return 0;
}
