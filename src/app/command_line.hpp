#pragma once
// The command line of `assent` and its help pages. Nothing is read or written here but the arguments
// and, where they ask for help or are wrong, a page about them.

#include "app/commands.hpp"
#include "base/result.hpp"

namespace assent::app {

// The command that was asked for; or, when help was or when the arguments are wrong, the exit code
// after what there is to say about that was printed.
base::Expected<Command, ExitCode> read_command_line(int count, const char* const* arguments,
                                                    Console& console);

} // namespace assent::app
