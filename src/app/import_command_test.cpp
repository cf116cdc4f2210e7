#include <doctest/doctest.h>

#include "app/built_program_test.hpp"

using assent::app::ran;
using assent::app::says;
using assent::catalog::file_text;
using assent::catalog::TemporaryFolder;

namespace {

// A folder as `assent init` makes it.
struct Server {
    TemporaryFolder folder;
    std::string data = folder.path().string();

    Server() { REQUIRE(ran({"init", data}).code == 0); }
    std::string file(const char* text) const { return folder.write("in.csv", text).string(); }
    std::string rejected() const { return (folder.path() / "in.csv.rejected.csv").string(); }
};

constexpr const char* two_members = "member,name,birth_date,language\nM1,Ann,2019-05-04,\nM2,Bo,,\n";
constexpr const char* one_wrong = "member,name,birth_date,language\nM1,Ann Secret,4.5.2019,\nM2,Bo,,\n";

} // namespace

TEST_CASE("import takes in a file, and says that nothing changed when it comes again") {
    const Server server;
    const std::string file = server.file(two_members);
    const auto first = ran({"import", "members", file, "--data", server.data});
    CHECK(first.code == 0);
    CHECK(first.out == file + ": 2 rows: 2 written, 0 unchanged, 0 rejected\n");
    CHECK(first.err == "");
    const auto again = ran({"import", "members", file, "--data", server.data});
    CHECK(again.code == 0);
    CHECK(again.out == file + ": 2 rows: 0 written, 2 unchanged, 0 rejected\n");
    CHECK(!std::filesystem::exists(server.rejected()));
}

TEST_CASE("import writes rejected rows beside the file, for its owner alone, and none of them elsewhere") {
    const Server server;
    const auto run = ran({"import", "members", server.file(one_wrong), "--data", server.data});
    CHECK(run.code == 1);
    CHECK(says(run.out, "2 rows: 1 written, 0 unchanged, 1 rejected"));
    CHECK(says(run.err, "1 row rejected: "));
    CHECK(says(run.err, server.rejected()));
    CHECK(!says(run.out + run.err, "Secret"));
    CHECK(says(file_text(server.rejected()), "M1,Ann Secret,4.5.2019,,2,\"birth_date: write a day"));
    const auto rights = std::filesystem::status(server.rejected()).permissions();
    CHECK((rights & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
          std::filesystem::perms::none);
    CHECK(ran({"import", "members", server.file(two_members), "--data", server.data}).code == 0);
    CHECK(!std::filesystem::exists(server.rejected()));
}

TEST_CASE("import writes rejected rows where it is told, and never over the file itself") {
    const Server server;
    const std::string file = server.file(one_wrong);
    const std::string elsewhere = (server.folder.path() / "wrong.csv").string();
    CHECK(ran({"import", "members", file, "--data", server.data, "--rejected", elsewhere}).code == 1);
    CHECK(says(file_text(elsewhere), "Ann Secret"));
    const auto over = ran({"import", "members", file, "--data", server.data, "--rejected", file});
    CHECK(over.code == 1);
    CHECK(says(over.err, "this is the file that is to be imported"));
    CHECK(file_text(file) == one_wrong);
}

TEST_CASE("import tells a wrong header with its place, and leaves rejected rows of before alone") {
    const Server server;
    server.folder.write("in.csv.rejected.csv", "work in progress");
    const auto run =
        ran({"import", "members", server.file("member,name,birthdate,language\n"), "--data", server.data});
    CHECK(run.code == 1);
    CHECK(run.out == "");
    CHECK(says(run.err, "in.csv:1:13: error: a file of members has no such column"));
    CHECK(says(run.err, "did you mean `birth_date`?"));
    CHECK(file_text(server.rejected()) == "work in progress");
}

TEST_CASE("import knows what a file may hold, where it is, and where it goes") {
    const Server server;
    const auto kind = ran({"import", "membrs", server.file(two_members), "--data", server.data});
    CHECK(kind.code == 2);
    CHECK(says(kind.err, "did you mean `members`?"));
    const auto file = ran({"import", "members", "nowhere.csv", "--data", server.data});
    CHECK(file.code == 1);
    CHECK(says(file.err, "nowhere.csv: error: there is no such file"));
    const auto data = ran({"import", "members", server.file(two_members), "--data", "nowhere"});
    CHECK(data.code == 3);
    CHECK(says(data.err, "there is no store in "));
    CHECK(ran({"import", "members", server.file(two_members)}).code == 2);
}
