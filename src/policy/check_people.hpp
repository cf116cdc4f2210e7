#pragma once
// The checks of parties, levels and requests that need all of them: who is only through others, whether a
// level that may say no also writes down why, whether what is guarded can be done at all. It tells what is
// wrong with a program that was read, and changes nothing.

#include "base/diagnostics.hpp"
#include "policy/program.hpp"

namespace assent::policy {

// A party that is itself through others is an error; a line without effect is a warning.
// Requires: the program was read without an error.
void check_people(const Program&, base::Diagnostics&);

} // namespace assent::policy
