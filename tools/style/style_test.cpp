#include "style/style.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "style/code.hpp"
#include "style/functions.hpp"
#include "style/layers.hpp"

using namespace assent;
using style::File;
using style::Files;

namespace {

const std::string architecture =
    "# Architecture\n\n"
    "| folder | what it is | may include |\n"
    "|---|---|---|\n"
    "| `base` | words | - |\n"
    "| `codes` | codes | all above |\n"
    "| *above: pure* | | |\n"
    "| `store` | the log | `base` |\n"
    "| `app` | main | all |\n";

// What is found in one file that stands in an otherwise clean repository.
std::string found_in(const std::string& path, const std::string& text) {
    const Files files{{"ARCHITECTURE.md", architecture},
                      {"script/bootstrap", "build_packages=(g++)\n"},
                      {"package.json", "{}\n"},
                      {"docs/dependencies.md", "# Dependencies\n\n| `g++` | compiling | it is there |\n"},
                      {path, text}};
    return to_text(style::check(files));
}

std::string header(const std::string& body) {
    return "#pragma once\n// What this is,\n// and what it promises.\n\nnamespace assent::base {\n" + body +
           "}\n";
}

std::string source(const std::string& folder, const std::string& body) {
    return "namespace assent::" + folder + " {\n" + body + "}\n";
}

bool says(const std::string& findings, const std::string& words) {
    return findings.find(words) != std::string::npos;
}

std::string repeated(std::size_t times, const std::string& text) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

} // namespace

TEST_CASE("a clean repository has no findings") {
    CHECK(found_in("src/base/text.hpp", header("int x();\n")) == "");
    CHECK(found_in("src/codes/npi.cpp", "#include \"base/text.hpp\"\n\n" + source("codes", "")) == "");
}

TEST_CASE("an include upwards is an error at its line, and says what may be included") {
    const std::string found =
        found_in("src/base/text.cpp", "#include \"codes/npi.hpp\"\n" + source("base", ""));
    CHECK(says(found, "src/base/text.cpp:1: error: `base` may not include `codes`"));
    CHECK(says(found, "it may include base"));
}

TEST_CASE("a row that names folders allows those alone") {
    CHECK(says(found_in("src/store/log.cpp", "#include \"codes/npi.hpp\"\n" + source("store", "")),
               "may not include"));
    CHECK(found_in("src/store/log.cpp", "#include \"base/text.hpp\"\n" + source("store", "")) == "");
    CHECK(found_in("src/app/start.cpp", "#include \"store/log.hpp\"\n" + source("app", "")) == "");
}

TEST_CASE("all above are the rows above, not the neighbours and not the rows below") {
    const auto layers = style::read_layers({"ARCHITECTURE.md",
                                            "| folder | what | may include |\n|---|---|---|\n| `a` | | - |\n"
                                            "| `b`, `c` | | all above |\n| `d` | | all above |\n"});
    REQUIRE(layers);
    CHECK(layers->at("a").may_include == std::set<std::string>{"a"});
    CHECK(layers->at("b").may_include == std::set<std::string>{"a", "b"});
    CHECK(layers->at("d").may_include == std::set<std::string>{"a", "b", "c", "d"});
    CHECK(!layers->at("a").pure);
}

TEST_CASE("an include that is commented out is not an include") {
    CHECK(found_in("src/base/text.cpp", "// #include \"codes/npi.hpp\"\n" + source("base", "")) == "");
}

TEST_CASE("an include names its folder, and a folder has its row") {
    CHECK(says(found_in("src/base/text.cpp", "#include \"text.hpp\"\n" + source("base", "")),
               "\"base/text.hpp\""));
    CHECK(says(found_in("src/extra/text.cpp", source("extra", "")), "`extra` is not in the table"));
}

TEST_CASE("a table that cannot be read is refused at its line") {
    const File page{"ARCHITECTURE.md",
                    "| folder | what | may include |\n|---|---|---|\n| `base` | x | whatever |\n"};
    const auto layers = style::read_layers(page);
    REQUIRE(!layers);
    CHECK(says(to_text(layers.error()), "ARCHITECTURE.md:3: error: `whatever` is not a rule"));
    CHECK(!style::read_layers({"ARCHITECTURE.md", "# Nothing\n"}));
}

TEST_CASE("a file opens the namespace of its folder") {
    CHECK(says(found_in("src/codes/npi.cpp", source("base", "")), "does not open `namespace assent::codes`"));
    CHECK(found_in("src/app/main.cpp", "int main() {}\n") == "");
}

TEST_CASE("pure folders do without the world, and each ban names its replacement") {
    const std::string body = "auto now() { return std::chrono::system_clock::now(); }\n";
    const std::string found = found_in("src/base/text.cpp", source("base", body));
    CHECK(says(found, ":2: error: `system_clock` is banned here\n    take the moment as a parameter"));
    CHECK(found_in("src/store/log.cpp", source("store", body)) == "");
    CHECK(found_in("src/base/text_test.cpp", source("base", body)) == "");
}

TEST_CASE("a ban is on the word, not on a part of one, and not on comments and strings") {
    CHECK(found_in("src/base/text.cpp", source("base", "void f() { snprintf(a, 1, b); }\n")) == "");
    CHECK(found_in("src/base/text.cpp", source("base", "static_assert(true);\n// never throw\n")) == "");
    CHECK(found_in("src/base/text.cpp", source("base", "auto x = \"throw\";\n")) == "");
    CHECK(
        says(found_in("src/base/text.cpp", source("base", "void f() { throw 1; }\n")), "`throw` is banned"));
    CHECK(says(found_in("src/base/text.cpp", source("base", "void f() { std::printf(x); }\n")), "`printf(`"));
}

TEST_CASE("an exemption holds for its file and its word alone") {
    const std::string text = source("base", "void f() { std::fprintf(stderr, x); }\n");
    CHECK(found_in("src/base/expects.cpp", text) == "");
    CHECK(says(found_in("src/base/text.cpp", text), "`fprintf(` is banned"));
}

TEST_CASE("the marks of open work are found in every file") {
    const std::string mark =
        "TO"
        "DO";
    CHECK(says(found_in("docs/page.md", "# Page\n\n" + mark + " later\n"), "docs/page.md:3: error"));
    CHECK(found_in("docs/page.md",
                   "# Page\n\nMASTO"
                   "DON\n") == "");
}

TEST_CASE("the banned idioms of C++ are banned everywhere") {
    CHECK(
        says(found_in("src/app/start.cpp", source("app", "using namespace std;\n")), "using namespace std"));
    CHECK(says(found_in("tests/any.cpp", "#include <cassert>\nvoid f() { assert(true); }\n"), "`assert(`"));
}

TEST_CASE("C++ outside of tests names no program, state or payer") {
    const std::string text = source("base", "auto x = \"FlorIda\";\n");
    CHECK(says(found_in("src/base/text.cpp", text), "names a program, a state or a payer: `florida`"));
    CHECK(found_in("src/base/text_test.cpp", text) == "");
    CHECK(found_in("programs/florida/x.policy", "program Florida\n") == "");
}

TEST_CASE("a header begins with its guard and a paragraph of two lines") {
    CHECK(says(found_in("src/base/a.hpp", "// x\n#pragma once\nnamespace assent::base {}\n"),
               "`#pragma once`"));
    CHECK(says(found_in("src/base/a.hpp", "#pragma once\n// One line.\n\nnamespace assent::base {}\n"),
               "what it is"));
}

TEST_CASE("lines: blanks at the end, tabs, width and line ends") {
    CHECK(says(found_in("programs/a.policy", "program A \n"),
               "programs/a.policy:1: error: has blanks at its end"));
    CHECK(says(found_in("programs/a.csv", "a,b\r\n"), "CR LF"));
    CHECK(says(found_in("src/base/a.cpp", source("base", "\tint x;\n")), "has a tab"));
    const auto wide = [](std::size_t n) {
        return source("base", "// " + repeated(n - 3, "\xC3\xA9") + "\n");
    };
    CHECK(found_in("src/base/a.cpp", wide(110)) == "");
    CHECK(says(found_in("src/base/a.cpp", wide(111)), "has 111 columns"));
}

TEST_CASE("a file is named for one idea") {
    CHECK(says(found_in("src/base/date_utils.cpp", source("base", "")), "`utils` in its name"));
    CHECK(found_in("src/base/implication.cpp", source("base", "")) == "");
}

TEST_CASE("sizes warn beyond twice and fail beyond four times") {
    const auto lines = [](std::size_t n) { return source("base", repeated(n - 2, "int x();\n")); };
    CHECK(found_in("src/base/a.cpp", lines(400)) == "");
    CHECK(says(found_in("src/base/a.cpp", lines(401)), "src/base/a.cpp: warning: lines: 401"));
    CHECK(says(found_in("src/base/a.cpp", lines(801)), "src/base/a.cpp: error: lines: 801"));
    CHECK(says(found_in("src/base/a_test.cpp", lines(801)), "warning"));
    CHECK(found_in("src/base/a_test.cpp", lines(800)) == "");
}

TEST_CASE("a function's length and parameters are those of its own braces") {
    const auto found = style::functions_in(
        "namespace a {\nint add(const std::map<int, int>& a, int b) {\n"
        "    auto f = [](int x) {\n        return x;\n    };\n"
        "    return std::vector{a, b}.size();\n}\nvoid none() {}\n}\n");
    REQUIRE(found.size() == 2);
    CHECK(found[0].name == "add");
    CHECK(found[0].line == 2);
    CHECK(found[0].lines == 6);
    CHECK(found[0].parameters == 2);
    CHECK(found[0].nesting == 0);
    CHECK(found[1].name == "none");
    CHECK(found[1].parameters == 0);
}

TEST_CASE("nesting counts control flow with braces, not blocks, lambdas or siblings") {
    const auto found = style::functions_in(
        "void f() {\n  switch (a) {\n    case A::B: {\n      if (x) {\n        g();\n"
        "      } else if (y) {\n        h();\n      }\n    }\n"
        "    case C: for (int i = 0; i < 3; ++i) { if (z) { k(); } }\n  }\n}\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].nesting == 3);
}

TEST_CASE("constructors, operators, members and tables are told apart") {
    const auto found = style::functions_in(
        "struct S : B {\n  S(int a, int b, int c) : a_{a}, b_(b), c_{c} { go(); }\n"
        "  bool operator()(int x) const { return x; }\n"
        "  bool operator==(const S& s) const { return true; }\n  int a_{1};\n};\n"
        "constexpr auto table = std::to_array<Row>({{1, 2}, {3, 4}});\n");
    REQUIRE(found.size() == 3);
    CHECK(found[0].name == "S");
    CHECK(found[0].parameters == 3);
    CHECK(found[1].parameters == 1);
    CHECK(found[2].parameters == 1);
}

TEST_CASE("braces in comments, strings and directives are not braces") {
    const auto found = style::functions_in(
        "#define OPEN {\nvoid f() {\n  g(\"{\", '{', R\"x({)\" )x\"); // {\n}\n"
        "void h() { k(1'000); }\n");
    REQUIRE(found.size() == 2);
    CHECK(found[0].lines == 3);
    CHECK(found[1].name == "h");
}

TEST_CASE("code without comments keeps every place") {
    const std::string text = "a /* b\n c */ d \"e\\\"f\" // g\nh";
    CHECK(style::code_only(text) == "a     \n      d \"    \"     \nh");
}

TEST_CASE("no text breaks the scanner") {
    const std::string text = "int f(a, b) { if (x) { R\"q( } ) ' \" /* // \\ \n #";
    for (std::size_t n = 0; n <= text.size(); ++n) CHECK(style::functions_in(text.substr(0, n)).size() <= 1);
    for (std::size_t n = 0; n <= text.size(); ++n) CHECK(style::functions_in(text.substr(n)).size() <= 1);
}

TEST_CASE("a relative link points at a file or a folder of the repository") {
    const std::string good =
        "# Page\n\n[a](../ARCHITECTURE.md#layers) [b](../script) [c](https://x.org) [d](#page)\n";
    CHECK(found_in("docs/page.md", good) == "");
    CHECK(says(found_in("docs/page.md", "# Page\n\n[a](gone.md)\n"),
               "docs/page.md:3: error: links to `gone.md`"));
    CHECK(found_in("docs/page.md", "# Page\n\n`[a](gone.md)`\n\n```\n[a](gone.md)\n# no title\n```\n") == "");
}

TEST_CASE("a page has one title, a letter none") {
    CHECK(says(found_in("docs/page.md", "Words\n"), "has 0 titles"));
    CHECK(says(found_in("docs/page.md", "# A\n\n# B\n"), "has 2 titles"));
    CHECK(found_in("programs/a/notices/approval.md", "Dear member\n") == "");
}

TEST_CASE("what is installed is explained, and what is explained is installed") {
    const File bootstrap{"script/bootstrap",
                         "# packages\nbuild_packages=(g++ # compiles\n  ninja-build\n)\n"};
    const File manifest{"package.json",
                        "{\n  \"name\": \"x\",\n  \"dependencies\": {\n    \"@a/b\": \"1.0\"\n  },\n"
                        "  \"devDependencies\": {\n    \"c\": \"2.0\"\n  }\n}\n"};
    const File page{"docs/dependencies.md",
                    "# Dependencies\n\n| `g++` | x | y |\n| `mold` | x | y |\n| `c` | x | y |\n"};
    const std::string found =
        to_text(style::check({{"ARCHITECTURE.md", architecture}, bootstrap, manifest, page}));
    CHECK(says(found, "package.json:4: error: installs `@a/b`, which is not explained"));
    CHECK(says(found, "script/bootstrap:3: error: installs `ninja-build`, which is not explained"));
    CHECK(says(found, "docs/dependencies.md:4: error: explains `mold`, which is not installed"));
    CHECK(!says(found, "g++"));
    CHECK(!says(found, "`c`"));
    CHECK(!says(found, "`name`"));
}

TEST_CASE("a page that the style is read out of may not be missing") {
    CHECK(says(to_text(style::check({})), "ARCHITECTURE.md: error: is missing"));
}

TEST_CASE("findings come in the order of their places") {
    const Files files{{"b.csv", "x \n"}, {"a.csv", "y\nx \n"}};
    const std::string found = to_text(style::check(files));
    CHECK(found.find("a.csv:2") < found.find("b.csv:1"));
}
