// The one place where a broken world is caught: it becomes a sentence for the operator and exit code 3.

#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdio>

#include "app/command_line.hpp"
#include "base/failure.hpp"

namespace {

using assent::app::Console;
using assent::app::ExitCode;

ExitCode run(int count, const char* const* arguments, Console& console) {
    const auto command = assent::app::read_command_line(count, arguments, console);
    const ExitCode code =
        command
            ? std::visit([&](const auto& options) { return assent::app::run(options, console); }, *command)
            : command.error();
    console.flush();
    return code;
}

} // namespace

int main(int count, char** arguments) {
    umask(S_IRWXG | S_IRWXO); // whatever it writes is its owner's alone
    try {
        Console console;
        return static_cast<int>(run(count, arguments, console));
    } catch (const assent::base::Failure& failure) {
        fmt::print(stderr, "assent: {}\n", failure.what());
        return static_cast<int>(ExitCode::BrokenWorld);
    }
}
