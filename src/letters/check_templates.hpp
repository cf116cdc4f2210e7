#pragma once
// Whether a program's notices have the templates they need, asked when the program is checked, so that no
// letter is found wanting on the day it is owed. It reads no file and composes nothing.

#include <map>
#include <string>

#include "base/diagnostics.hpp"
#include "letters/template.hpp"
#include "policy/program.hpp"

namespace assent::letters {

// By the name that a notice or one of its lines calls it by: its `form`, or the notice's own name. Its file
// has hyphens for the spaces.
using Templates = std::map<std::string, Template>;

// An error for each template that is missing: a line's own form, and the notice's unless all its lines have
// forms of their own or are transmissions, which need none. An error for each element that a notice `says`
// and its template does not place in every case: a place under a condition counts only where the condition
// asks for that element itself. A warning for a template that nobody uses, and for what is not plain in one
// that goes to members: to a party whose lines name `member`.
base::Diagnostics check_templates(const policy::Program&, const Templates&);

} // namespace assent::letters
