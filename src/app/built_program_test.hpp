#pragma once
// The built program, run as a user runs it: arguments and standard input in, both outputs and the exit
// code out.

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/says_test.hpp"
#include "catalog/file_text.hpp"
#include "catalog/temporary_folder_test.hpp"

namespace assent::app {

struct Ran {
    int code = -1;
    std::string out, err;
};

inline std::string shell_quoted(std::string_view word) {
    std::string quoted = "'";
    for (const char c : word) {
        if (c == '\'') quoted += "'\\''";
        if (c != '\'') quoted += c;
    }
    return quoted + "'";
}

// Runs `assent` with these arguments in an empty working folder of its own.
inline Ran ran(const std::vector<std::string>& arguments, std::string_view input = "") {
    const catalog::TemporaryFolder folder;
    const std::string in = folder.write("in", input).string();
    const std::string out = folder.write("out", "").string();
    const std::string err = folder.write("err", "").string();
    std::string command =
        "cd " + shell_quoted(folder.path().string()) + " && " + shell_quoted(ASSENT_PROGRAM);
    for (const std::string& argument : arguments) command += " " + shell_quoted(argument);
    const int status = std::system((command + " <" + in + " >" + out + " 2>" + err).c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, catalog::file_text(out), catalog::file_text(err)};
}

using base::says;

} // namespace assent::app
