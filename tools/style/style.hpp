#pragma once
// The style of the house, as a test: all findings over all files in one run. Judges only what it is
// handed, so the checks themselves are tested on strings. CONTRIBUTING.md says the same in words.

#include "base/diagnostics.hpp"
#include "style/file.hpp"

namespace assent::style {

// Sorted by place. Errors fail the build; warnings ask for a thought.
base::Diagnostics check(const Files& files);

} // namespace assent::style
