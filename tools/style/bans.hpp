#pragma once
// Words that may not stand in the sources, each with what to write instead. Some are banned from
// the pure folders only; some from every line of C++; the marks of open work from every file. An
// exemption is a line of the table in the source, with its reason.

#include "base/diagnostics.hpp"
#include "style/file.hpp"
#include "style/layers.hpp"

namespace assent::style {

void check_bans(const File& file, const Layers& layers, base::Diagnostics& found);

// The name of a program, a state or a payer in C++: a rule of theirs belongs in programs/.
void check_program_names(const File& file, base::Diagnostics& found);

} // namespace assent::style
