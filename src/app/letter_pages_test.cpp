#include <doctest/doctest.h>

#include "app/built_program_test.hpp"

using namespace assent;
using namespace assent::app;

namespace {

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
    const std::size_t at = text.find(begin);
    if (at == std::string::npos) return {};
    const std::size_t from = at + begin.size();
    return text.substr(from, text.find(end, from) - from);
}

} // namespace

TEST_CASE("the letters of all programs are titled by their headings, and what systems are sent is none") {
    const catalog::TemporaryFolder folder;
    const std::filesystem::path letters = folder.path() / "letters";
    const Ran played = ran({"play", ASSENT_SOURCE_DIR "/programs", "--check", "--letters", letters.string()});
    CHECK(played.code == 0);
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(letters)) {
        if (!entry.is_regular_file()) continue;
        ++count;
        const std::string name = entry.path().filename().string();
        const std::string page = catalog::file_text(entry.path().string());
        INFO(name);
        CHECK_FALSE(says(name, "transmission"));
        CHECK_FALSE(says(page, "{{"));
        const std::string title = between(page, "<title>", "</title>");
        CHECK_FALSE(title.empty());
        CHECK(title == between(page, "<h1>", "</h1>"));
    }
    CHECK(says(played.err + played.out, std::to_string(count) + " letters written below"));
    CHECK(count > 0);
}
