// SPDX-License-Identifier: Apache-2.0
#include "arrow.hpp"

#include <memory>

#include "maatstaf/core/arrow.hpp"

namespace maatstaf::python {
namespace {

/// A stream of one batch: the schema and the array of `__arrow_c_array__`, handed out once each.
struct OneBatch {
    ArrowSchema schema{};
    ArrowArray array{};
};

void release_schema(ArrowSchema& schema) {
    if (schema.release != nullptr) schema.release(&schema);
}

int one_batch_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    *out = std::exchange(static_cast<OneBatch*>(stream->private_data)->schema, ArrowSchema{});
    return 0;
}

int one_batch_next(ArrowArrayStream* stream, ArrowArray* out) {
    *out = std::exchange(static_cast<OneBatch*>(stream->private_data)->array, ArrowArray{});
    return 0;
}

void one_batch_release(ArrowArrayStream* stream) {
    auto* batch = static_cast<OneBatch*>(stream->private_data);
    release_schema(batch->schema);
    if (batch->array.release != nullptr) batch->array.release(&batch->array);
    delete batch;
    stream->release = nullptr;
}

template <class Struct>
void release_capsule(PyObject* capsule) {
    auto* held = static_cast<Struct*>(PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule)));
    if (held == nullptr) {
        PyErr_Clear();
        return;
    }
    if (held->release != nullptr) held->release(held);
    delete held;
}

template <class Struct>
Struct* from_capsule(const py::handle& capsule, const char* name) {
    auto* held = static_cast<Struct*>(PyCapsule_GetPointer(capsule.ptr(), name));
    if (held == nullptr) throw py::error_already_set();
    return held;
}

}  // namespace

py::capsule stream_capsule(const Table& table) {
    auto stream = std::make_unique<ArrowArrayStream>();
    export_table(table, stream.get());
    return py::reinterpret_steal<py::capsule>(
        PyCapsule_New(stream.release(), "arrow_array_stream", &release_capsule<ArrowArrayStream>));
}

py::capsule schema_capsule(const Table& table) {
    auto schema = std::make_unique<ArrowSchema>();
    ArrowArrayStream stream{};
    export_table(table, &stream);
    const int failed = stream.get_schema(&stream, schema.get());
    stream.release(&stream);
    if (failed != 0) throw std::bad_alloc();
    return py::reinterpret_steal<py::capsule>(
        PyCapsule_New(schema.release(), "arrow_schema", &release_capsule<ArrowSchema>));
}

Table table_from_stream(const py::object& data) {
    const py::object capsule = data.attr("__arrow_c_stream__")();
    auto* stream = from_capsule<ArrowArrayStream>(capsule, "arrow_array_stream");
    const py::gil_scoped_release released;
    return import_table(stream);
}

Table table_from_array(const py::object& data) {
    const py::tuple capsules = data.attr("__arrow_c_array__")();
    auto* schema = from_capsule<ArrowSchema>(capsules[0], "arrow_schema");
    auto* array = from_capsule<ArrowArray>(capsules[1], "arrow_array");
    auto batch = std::make_unique<OneBatch>();
    batch->schema = std::exchange(*schema, ArrowSchema{});
    batch->array = std::exchange(*array, ArrowArray{});
    ArrowArrayStream stream{&one_batch_schema, &one_batch_next,
                            [](ArrowArrayStream*) -> const char* { return nullptr; }, &one_batch_release,
                            batch.release()};
    const py::gil_scoped_release released;
    return import_table(&stream);
}

}  // namespace maatstaf::python
