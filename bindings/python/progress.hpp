// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <exception>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/doors.hpp"
#include "maatstaf/core/parallel.hpp"
#include "convert.hpp"

namespace maatstaf::python {

namespace py = pybind11;

/// Long work with the GIL released. At every report of progress (at most ten a second, on the calling thread) it takes
/// the GIL, lets Python handle its signals, so that Ctrl-C stops the work, and calls the person's callable. An
/// exception from either stops the work and is raised as it was.
class LongWork {
public:
    /// `progress`: None; True for a bar (tqdm where it is installed); or a callable of (done, total) that stops the
    /// work by returning False.
    explicit LongWork(const py::object& progress)
        : callable_(py::isinstance<py::bool_>(progress)
                        ? (progress.cast<bool>() ? py::module_::import("maatstaf.progress").attr("bar")() : py::none())
                        : progress) {
        if (!callable_.is_none() && PyCallable_Check(callable_.ptr()) == 0)
            refuse(messages::not_a_function, "progress", callable_);
    }

    Progress progress() {
        return [this](std::size_t done, std::size_t total) { return report(done, total); };
    }

    template <class Work>
    auto run(Work&& work) {
        try {
            const py::gil_scoped_release released;
            return work();
        } catch (const CancelledError&) {
            if (failure_) std::rethrow_exception(failure_);
            throw;
        }
    }

private:
    bool report(std::size_t done, std::size_t total) {
        const py::gil_scoped_acquire acquired;
        try {
            if (PyErr_CheckSignals() != 0) throw py::error_already_set();
            if (callable_.is_none()) return true;
            const py::object answer = callable_(done, total);
            // False, or NumPy's False; None and whatever else a callable happens to return go on.
            const std::string_view kind = Py_TYPE(answer.ptr())->tp_name;
            const bool is_truth = kind == "bool" || kind == "numpy.bool" || kind == "numpy.bool_";
            return !is_truth || PyObject_IsTrue(answer.ptr()) == 1;
        } catch (...) {
            failure_ = std::current_exception();
            return false;
        }
    }

    py::object callable_;
    std::exception_ptr failure_;
};

}  // namespace maatstaf::python
