// A server whose installation lacks the program that opens documents.
#include <doctest/doctest.h>

#include "app/built_program_test.hpp"
#include "app/served_program_test.hpp"

namespace assent::app {
namespace {

// The log of a server that was started as this program, and stopped.
std::string log_of(const std::filesystem::path& program, const std::filesystem::path& data) {
    const catalog::TemporaryFolder folder;
    const std::string log = (folder.path() / "log").string();
    ServedProgram server({"/bin/sh", "-c", R"(exec "$0" serve --data "$1" --port 0 2>"$2")", program.string(),
                          data.string(), log});
    CHECK(server.stop() == 0);
    return catalog::file_text(log);
}

} // namespace

TEST_CASE("A server without assent-paper beside it says so, and serves all the same") {
    const catalog::TemporaryFolder folder;
    const auto data = folder.path() / "data", program = folder.path() / "assent";
    REQUIRE(ran({"init", data.string()}).code == 0);
    std::filesystem::copy_file(ASSENT_PROGRAM, program);
    const std::string alone = log_of(program, data);
    CHECK(says(alone, "documents cannot be shown: the program that draws pages is not there"));
    CHECK(says(alone, program.string() + "-paper"));
    const std::string whole = log_of(ASSENT_PROGRAM, data);
    CHECK(says(whole, "listening"));
    CHECK_FALSE(says(whole, "documents cannot be shown"));
}

} // namespace assent::app
