/* SPDX-License-Identifier: Apache-2.0 */
/* Tables through the Arrow C stream interface, written out by hand: what a host without an Arrow library has to do. */
#ifndef CONSUMER_ROWS_H
#define CONSUMER_ROWS_H

#include "maatstaf/maatstaf.h"

/* A column of numbers or of texts; the other pointer is NULL. A NULL text and a NaN are empty cells. */
typedef struct column {
    const char* name;
    const double* numbers;
    const char* const* texts;
} column;

/* Makes a stream of one batch. The columns are copied. */
void make_stream(const column* columns, int64_t count, int64_t rows, struct ArrowArrayStream* out);

/* A table that was read from a stream. */
typedef struct rows {
    struct ArrowSchema schema;
    struct ArrowArray batch;
} rows;

/* Reads a stream of one batch and releases it; returns 0 when it is broken or holds more. */
int read_rows(struct ArrowArrayStream* stream, rows* out);
void free_rows(rows* table);

/* The cells of a column; the program ends when there is no such column, or when its type is not the one asked for. */
int is_empty(const rows* table, const char* name, int64_t row);
double number_at(const rows* table, const char* name, int64_t row);
/* Whether the text in a cell is `expected`. */
int text_is(const rows* table, const char* name, int64_t row, const char* expected);

#endif
