#pragma once
// What would become of a request that is not submitted yet, for whoever is about to: its outcome, why, what
// is still asked and of whom, and which papers would be owed.

#include "base/json_writer.hpp"
#include "desk/desk.hpp"
#include "http/case_json.hpp"

namespace assent::http {

// Requires: what was foreseen is a submission.
void write_foreseen(const desk::Foreseen& foreseen, const Viewer& viewer, base::JsonWriter& json);

} // namespace assent::http
