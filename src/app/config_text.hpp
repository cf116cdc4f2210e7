#pragma once
// The table of options as text: a file with every option and what it is for, and the tables of
// docs/operations.md. Pure.

#include <string>

namespace assent::app {

// A configuration file: every option that can be in one, with its sentence, at what holds without it. All but
// the data folder is commented out.
std::string example_file();

std::string options_table(); // in Markdown, as it stands in docs/operations.md
std::string events_table();  // of the log, as it stands there

} // namespace assent::app
