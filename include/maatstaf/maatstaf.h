/* SPDX-License-Identifier: Apache-2.0 */
/* The C interface of maatstaf: outcome frameworks, panels of observations and weighted scores with their uncertainty.

   Rules that hold for every function:
   - Handles are opaque, one type per concept. Who receives a handle through an `out` argument owns it and frees it with
     the `_free` function of its type; freeing NULL does nothing. Handles that go in are only read, unless said
   otherwise.
   - A function that can fail returns MST_OK or one of the other codes. On failure `*out` is left as it was and, when
     `error` is not NULL, `*error` is set to an error that the caller frees. No C++ exception ever leaves the library.
   - Text is UTF-8, given as (pointer, length in bytes), and need not end in a zero byte. Options are one JSON object;
     length 0 takes all defaults. A misspelt key is refused, and the message names the nearest one.
   - Languages are "en" or "nl"; NULL is "en".
   - Tables go in and out through the Arrow C stream interface. A stream that goes in is taken over and released, also
   on failure. A stream that comes out belongs to the caller, who calls its `release`.
   - Functions may be called from several threads at once; a handle may be shared between them, since nothing but its
     `_free` function changes it.

   The meaning of every option and column stands in docs/reference/c.md. */
#ifndef MAATSTAF_MAATSTAF_H
#define MAATSTAF_MAATSTAF_H

#include <stddef.h>
#include <stdint.h>

#include "maatstaf/core/arrow_abi.h"

#define MST_VERSION_MAJOR 0
#define MST_VERSION_MINOR 1
#define MST_VERSION_PATCH 0

/* Grows by one whenever a function is added; functions are never changed or taken away within one soname. */
#define MST_API_VERSION 1

#if defined(_WIN32)
#if defined(MST_BUILDING)
#define MST_EXPORT __declspec(dllexport)
#else
#define MST_EXPORT __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define MST_EXPORT __attribute__((visibility("default")))
#else
#define MST_EXPORT
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* How a call ended. Numbers are never given another meaning. */
typedef int32_t mst_status;
enum {
    MST_OK = 0,
    MST_ARGUMENT_ERROR = 1,  /* an argument or option is wrong */
    MST_DATA_ERROR = 2,      /* the data or the framework contradict themselves */
    MST_FORMAT_ERROR = 3,    /* a text or stream cannot be read */
    MST_ARCHIVE_ERROR = 4,   /* an archive is damaged, newer, or of another type */
    MST_CANCELLED = 5,       /* a progress function asked to stop */
    MST_OUT_OF_MEMORY = 6,
    MST_INTERNAL_ERROR = 7   /* a mistake in maatstaf */
};

typedef struct mst_error mst_error;         /* what was wrong, where, and how to mend it */
typedef struct mst_text mst_text;           /* a text made by the library */
typedef struct mst_framework mst_framework; /* an outcome framework */
typedef struct mst_panel mst_panel;         /* observations: unit x indicator x period */
typedef struct mst_model mst_model;         /* a framework with weights and normalising rules frozen on a reference */
typedef struct mst_result mst_result;       /* scores of items x periods x units */

/* Called on the calling thread, at most ten times a second and once at the end. Returns 0 to go on; anything else stops
   the work, which then ends with MST_CANCELLED. */
typedef int32_t (*mst_progress)(void* context, size_t done, size_t total);

/* ---- version and threads ---------------------------------------------------------------------------------------- */

/* Version of the library that is running, for example "0.1.0". Never freed. */
MST_EXPORT const char* mst_version(void);
/* MST_API_VERSION of the library that is running. */
MST_EXPORT int32_t mst_api_version(void);
/* How many threads procedures use, 1 to 1024; results never depend on it. */
MST_EXPORT mst_status mst_set_thread_count(int32_t threads, mst_error** error);

/* ---- errors ------------------------------------------------------------------------------------------------------ */

/* Stable number of the error, as in the catalogue of messages; 0 for NULL. */
MST_EXPORT int32_t mst_error_code(const mst_error* error);
/* Stable name, for example "unknown_field". Lives as long as the error; empty for NULL. */
MST_EXPORT const char* mst_error_name(const mst_error* error);
/* The sentence in English. Lives as long as the error; empty for NULL. */
MST_EXPORT const char* mst_error_message(const mst_error* error);
/* The sentence in `language`; English when the language is not known. Lives as long as the error. */
MST_EXPORT const char* mst_error_message_in(const mst_error* error, const char* language);
MST_EXPORT void mst_error_free(mst_error* error);

/* ---- texts ------------------------------------------------------------------------------------------------------- */

/* The text, ending in a zero byte, and its length without it. Both live as long as the handle. */
MST_EXPORT const char* mst_text_data(const mst_text* text);
MST_EXPORT size_t mst_text_length(const mst_text* text);
MST_EXPORT void mst_text_free(mst_text* text);

/* ---- frameworks -------------------------------------------------------------------------------------------------- */

/* Reads a framework from JSON (docs/schema). What is wrong with its content is told by mst_framework_validate. */
MST_EXPORT mst_status mst_framework_from_json(const char* text, size_t length, mst_framework** out, mst_error** error);
/* A template that comes with maatstaf, by name (zero-terminated); `language` is that of its texts. */
MST_EXPORT mst_status mst_framework_template(const char* name, const char* language, mst_framework** out,
                                             mst_error** error);
/* Writes a framework as JSON. The caller frees the text. */
MST_EXPORT mst_status mst_framework_to_json(const mst_framework* framework, mst_text** out, mst_error** error);
/* All findings at once, as a stream with the columns severity, item, finding, code and text. A framework with findings
   is no failure: the call then still returns MST_OK. */
MST_EXPORT mst_status mst_framework_validate(const mst_framework* framework, const char* options, size_t options_length,
                                             const char* language, struct ArrowArrayStream* out, mst_error** error);
/* The same as JSON: a list of objects with severity, item, finding, code and text. The caller frees the text. */
MST_EXPORT mst_status mst_framework_validate_json(const mst_framework* framework, const char* options,
                                                  size_t options_length, const char* language, mst_text** out,
                                                  mst_error** error);
MST_EXPORT void mst_framework_free(mst_framework* framework);

/* ---- panels ------------------------------------------------------------------------------------------------------ */

/* Reads a wide table: one row per unit (and period), one column per indicator. Takes `stream` over. */
MST_EXPORT mst_status mst_panel_from_stream(struct ArrowArrayStream* stream, const char* options, size_t options_length,
                                            mst_panel** out, mst_error** error);
/* Reads a long table: one row per unit, indicator and period. Takes `stream` over. */
MST_EXPORT mst_status mst_panel_from_long_stream(struct ArrowArrayStream* stream, const char* options,
                                                 size_t options_length, mst_panel** out, mst_error** error);
/* The part of a panel in one period, for example "2016" (zero-terminated); the original stays as it is. */
MST_EXPORT mst_status mst_panel_at(const mst_panel* panel, const char* period, mst_panel** out, mst_error** error);
MST_EXPORT void mst_panel_free(mst_panel* panel);

/* ---- scores ------------------------------------------------------------------------------------------------------ */

/* Freezes a model on the panel `reference`. `parameters` may be NULL, or a stream with the column indicator and any of
   n, mean, sd, min and max: published figures that go before those of the panel (taken over); with figures for every
   indicator `reference` may be NULL. */
MST_EXPORT mst_status mst_model_fit(const mst_framework* framework, const mst_panel* reference, const char* options,
                                    size_t options_length, struct ArrowArrayStream* parameters, mst_model** out,
                                    mst_error** error);
/* Reference figures and rule of every indicator, as a stream. */
MST_EXPORT mst_status mst_model_parameters(const mst_model* model, struct ArrowArrayStream* out, mst_error** error);
MST_EXPORT void mst_model_free(mst_model* model);

/* Scores a panel with a frozen model. `progress` may be NULL. */
MST_EXPORT mst_status mst_model_score(const mst_model* model, const mst_panel* panel, const char* options,
                                      size_t options_length, mst_progress progress, void* context, mst_result** out,
                                      mst_error** error);
/* Fits and scores in one call; options are {"model": {...}, "score": {...}}, both may be left out. */
MST_EXPORT mst_status mst_score(const mst_framework* framework, const mst_panel* reference, const mst_panel* panel,
                                const char* options, size_t options_length, mst_result** out, mst_error** error);

/* One row per unit, period and item; sentences in `language`. */
MST_EXPORT mst_status mst_result_stream(const mst_result* result, const char* language, struct ArrowArrayStream* out,
                                        mst_error** error);
/* What holds for the whole result, as a JSON list of objects with code, name and text. The caller frees the text. */
MST_EXPORT mst_status mst_result_caveats(const mst_result* result, const char* language, mst_text** out,
                                         mst_error** error);
/* 1 when the result is restricted (record-level data, small counts, or derived from them), else 0. */
MST_EXPORT int32_t mst_result_restricted(const mst_result* result);
MST_EXPORT void mst_result_free(mst_result* result);

#ifdef __cplusplus
}
#endif

#endif
