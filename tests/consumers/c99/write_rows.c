/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "rows.h"

typedef struct table {
    struct ArrowSchema schema;
    struct ArrowArray batch;
} table;

static void* allocate(size_t size) {
    void* memory = calloc(1, size == 0 ? 1 : size);
    if (memory == NULL) abort();
    return memory;
}

static void release_schema(struct ArrowSchema* schema) {
    int64_t i;
    for (i = 0; i < schema->n_children; ++i) {
        if (schema->children[i]->release != NULL) schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    free(schema->children);
    free(schema->private_data); /* the name */
    schema->release = NULL;
}

static void release_array(struct ArrowArray* array) {
    int64_t i;
    for (i = 0; i < array->n_children; ++i) {
        if (array->children[i]->release != NULL) array->children[i]->release(array->children[i]);
        free(array->children[i]);
    }
    for (i = 0; i < array->n_buffers; ++i) free((void*)array->buffers[i]);
    free(array->children);
    free((void*)array->buffers);
    array->release = NULL;
}

static void fill_schema(struct ArrowSchema* schema, const char* format, const char* name) {
    char* copy = allocate(strlen(name) + 1);
    strcpy(copy, name);
    memset(schema, 0, sizeof *schema);
    schema->format = format;
    schema->name = copy;
    schema->private_data = copy;
    schema->flags = ARROW_FLAG_NULLABLE;
    schema->release = release_schema;
}

static void fill_array(struct ArrowArray* array, int64_t rows, int64_t buffers) {
    memset(array, 0, sizeof *array);
    array->length = rows;
    array->n_buffers = buffers;
    array->buffers = allocate((size_t)buffers * sizeof(void*));
    array->release = release_array;
}

static void fill_numbers(struct ArrowArray* array, const double* values, int64_t rows) {
    double* data = allocate((size_t)rows * sizeof(double));
    uint8_t* valid = allocate((size_t)rows / 8 + 1);
    int64_t row;
    fill_array(array, rows, 2);
    for (row = 0; row < rows; ++row) {
        const int known = values[row] == values[row];
        data[row] = known ? values[row] : 0.0;
        if (known) valid[row / 8] = (uint8_t)(valid[row / 8] | (1u << (row % 8)));
        array->null_count += !known;
    }
    array->buffers[0] = valid;
    array->buffers[1] = data;
}

static void fill_texts(struct ArrowArray* array, const char* const* values, int64_t rows) {
    int32_t* offsets = allocate(((size_t)rows + 1) * sizeof(int32_t));
    uint8_t* valid = allocate((size_t)rows / 8 + 1);
    size_t length = 0;
    char* data;
    int64_t row;
    for (row = 0; row < rows; ++row) length += values[row] == NULL ? 0 : strlen(values[row]);
    data = allocate(length);
    fill_array(array, rows, 3);
    for (row = 0; row < rows; ++row) {
        const size_t size = values[row] == NULL ? 0 : strlen(values[row]);
        if (size != 0) memcpy(data + offsets[row], values[row], size);
        offsets[row + 1] = offsets[row] + (int32_t)size;
        if (values[row] != NULL) valid[row / 8] = (uint8_t)(valid[row / 8] | (1u << (row % 8)));
        array->null_count += values[row] == NULL;
    }
    array->buffers[0] = valid;
    array->buffers[1] = offsets;
    array->buffers[2] = data;
}

/* Schema and batch are handed out once; the consumer releases what it took. */
static int get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
    table* held = stream->private_data;
    *out = held->schema;
    held->schema.release = NULL;
    return 0;
}

static int get_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
    table* held = stream->private_data;
    *out = held->batch; /* released at the second call, which tells that this is the end */
    held->batch.release = NULL;
    return 0;
}

static const char* get_last_error(struct ArrowArrayStream* stream) {
    (void)stream;
    return NULL;
}

static void release_stream(struct ArrowArrayStream* stream) {
    table* held = stream->private_data;
    if (held->schema.release != NULL) held->schema.release(&held->schema);
    if (held->batch.release != NULL) held->batch.release(&held->batch);
    free(held);
    stream->release = NULL;
}

void make_stream(const column* columns, int64_t count, int64_t rows, struct ArrowArrayStream* out) {
    table* held = allocate(sizeof *held);
    int64_t i;
    fill_schema(&held->schema, "+s", "");
    fill_array(&held->batch, rows, 1);
    held->schema.n_children = held->batch.n_children = count;
    held->schema.children = allocate((size_t)count * sizeof(struct ArrowSchema*));
    held->batch.children = allocate((size_t)count * sizeof(struct ArrowArray*));
    for (i = 0; i < count; ++i) {
        held->schema.children[i] = allocate(sizeof(struct ArrowSchema));
        held->batch.children[i] = allocate(sizeof(struct ArrowArray));
        fill_schema(held->schema.children[i], columns[i].numbers != NULL ? "g" : "u", columns[i].name);
        if (columns[i].numbers != NULL)
            fill_numbers(held->batch.children[i], columns[i].numbers, rows);
        else
            fill_texts(held->batch.children[i], columns[i].texts, rows);
    }
    out->get_schema = get_schema;
    out->get_next = get_next;
    out->get_last_error = get_last_error;
    out->release = release_stream;
    out->private_data = held;
}
