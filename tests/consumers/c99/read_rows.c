/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"

static void stop(const char* what, const char* column) {
    fprintf(stderr, "%s: %s\n", what, column);
    exit(1);
}

int read_rows(struct ArrowArrayStream* stream, rows* out) {
    struct ArrowArray end;
    int good;
    memset(out, 0, sizeof *out);
    memset(&end, 0, sizeof end);
    good = stream->get_schema(stream, &out->schema) == 0 && strcmp(out->schema.format, "+s") == 0 &&
           stream->get_next(stream, &out->batch) == 0 && out->batch.release != NULL &&
           stream->get_next(stream, &end) == 0 && end.release == NULL;
    if (end.release != NULL) end.release(&end);
    stream->release(stream);
    return good;
}

void free_rows(rows* table) {
    if (table->schema.release != NULL) table->schema.release(&table->schema);
    if (table->batch.release != NULL) table->batch.release(&table->batch);
}

static int64_t position_of(const rows* table, const char* name) {
    int64_t i;
    for (i = 0; i < table->schema.n_children; ++i)
        if (strcmp(table->schema.children[i]->name, name) == 0) return i;
    stop("no such column", name);
    return -1;
}

int is_empty(const rows* table, const char* name, int64_t row) {
    const struct ArrowArray* array = table->batch.children[position_of(table, name)];
    const uint8_t* valid = array->buffers[0];
    const int64_t place = row + array->offset;
    return valid != NULL && (valid[place / 8] >> (place % 8) & 1) == 0;
}

double number_at(const rows* table, const char* name, int64_t row) {
    const int64_t column = position_of(table, name);
    const struct ArrowArray* array = table->batch.children[column];
    if (strcmp(table->schema.children[column]->format, "g") != 0) stop("not a column of numbers", name);
    return ((const double*)array->buffers[1])[row + array->offset];
}

static int equals(const struct ArrowArray* array, const char* format, int64_t row, const char* expected) {
    const int64_t place = row + array->offset;
    const char* data = array->buffers[2];
    int64_t begin, end;
    if (strcmp(format, "U") == 0) {
        begin = ((const int64_t*)array->buffers[1])[place];
        end = ((const int64_t*)array->buffers[1])[place + 1];
    } else {
        begin = ((const int32_t*)array->buffers[1])[place];
        end = ((const int32_t*)array->buffers[1])[place + 1];
    }
    return (size_t)(end - begin) == strlen(expected) && memcmp(data + begin, expected, strlen(expected)) == 0;
}

int text_is(const rows* table, const char* name, int64_t row, const char* expected) {
    const int64_t column = position_of(table, name);
    const struct ArrowSchema* schema = table->schema.children[column];
    const struct ArrowArray* array = table->batch.children[column];
    if (schema->dictionary != NULL) { /* positions in a short list of texts */
        if (strcmp(schema->format, "i") != 0) stop("not a column of positions", name);
        return equals(array->dictionary, schema->dictionary->format,
                      ((const int32_t*)array->buffers[1])[row + array->offset], expected);
    }
    if (strcmp(schema->format, "u") != 0 && strcmp(schema->format, "U") != 0) stop("not a column of texts", name);
    return equals(array, schema->format, row, expected);
}
