// The lists of the complementary-therapy program, counted against its document.

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/text.hpp"
#include "codes/dated_list.hpp"

using namespace assent::codes;
using assent::base::Diagnostics;
using namespace std::chrono_literals;
using std::chrono::sys_days;

namespace {

const std::string source_dir = ASSENT_SOURCE_DIR;
const std::string codes_dir = source_dir + "/programs/mo-healthnet/complementary-therapy/2021-01-01/codes/";
const std::vector<std::string> code_columns{"diagnosis code", "label", "from", "through"};

DatedList read_list(const std::string& path, const std::vector<std::string>& columns, Diagnostics& warnings) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE_MESSAGE(file.good(), path);
    std::ostringstream text;
    text << file.rdbuf();
    const auto table = read_csv(text.str(), path);
    REQUIRE_MESSAGE(table, path);
    auto list = make_list(*table, path, columns, warnings);
    REQUIRE_MESSAGE(list, (list ? std::string() : to_text(list.error())));
    return *std::move(list);
}

DatedList clean_list(const std::string& name, const std::vector<std::string>& columns) {
    Diagnostics warnings;
    DatedList list = read_list(codes_dir + name, columns, warnings);
    CHECK_MESSAGE(warnings.empty(), to_text(warnings));
    return list;
}

DatedList diagnoses() { return clean_list("chronic-pain-diagnoses.csv", code_columns); }

DatedList therapy_codes() {
    return clean_list("therapy-codes.csv",
                      {"procedure code", "discipline", "units each", "label", "from", "through"});
}

std::size_t held_on(const DatedList& list, sys_days day) {
    std::size_t count = 0;
    for (const Row& row : list.rows()) count += row.holds_on(day) ? 1 : 0;
    return count;
}

std::set<std::string> codes_of(const DatedList& list, std::string_view discipline) {
    std::set<std::string> codes;
    for (const Row& row : list.rows()) {
        if (row.cell("discipline") == discipline) codes.insert(row.key);
    }
    return codes;
}

} // namespace

TEST_CASE("the diagnosis list has 122 codes, 119 before the change of October 2021 and 121 since, CHP-25") {
    const DatedList list = diagnoses();
    CHECK(list.rows().size() == 122);
    CHECK(held_on(list, sys_days{2021y / 9 / 30}) == 119);
    CHECK(held_on(list, sys_days{2021y / 10 / 1}) == 121);
    CHECK(list.contains("M54.16", sys_days{2026y / 11 / 3}));
    CHECK_FALSE(list.contains("M25.511", sys_days{2026y / 11 / 3}));
    CHECK_FALSE(list.contains("M54.5", sys_days{2026y / 11 / 3}));
    CHECK_FALSE(list.contains("M51.360", sys_days{2026y / 11 / 3}));
}

TEST_CASE("low back pain was recoded on 1 October 2021, CHP-26 CHP-27") {
    const DatedList list = diagnoses();
    CHECK(list.contains("M54.5", sys_days{2021y / 9 / 30}));
    CHECK_FALSE(list.contains("M54.5", sys_days{2021y / 10 / 1}));
    for (const char* code : {"M54.50", "M54.51", "M54.59"}) {
        CAPTURE(code);
        CHECK_FALSE(list.contains(code, sys_days{2021y / 9 / 30}));
        CHECK(list.contains(code, sys_days{2021y / 10 / 1}));
    }
}

TEST_CASE("labels of diagnoses are in sentence case") {
    const DatedList list = diagnoses();
    for (const Row& row : list.rows()) {
        const std::string label(row.cell("label").value());
        CAPTURE(label);
        CHECK(label != assent::base::to_upper(label));
        CHECK(label[0] == assent::base::to_upper(label)[0]);
    }
}

TEST_CASE("the printed list of 146 rows becomes the same 122 codes with 24 repetitions, CHP-29") {
    Diagnostics warnings;
    const DatedList printed =
        read_list(source_dir + "/tests/corpus/csv/printed-diagnoses.csv", code_columns, warnings);
    std::map<std::string, int> kinds;
    for (const auto& warning : warnings) {
        ++kinds[warning.message.find(" repeats line ") != std::string::npos ? "repeated" : "rewritten"];
    }
    CHECK(kinds["repeated"] == 24);
    CHECK(kinds["rewritten"] == 2); // M5451 and M5459, CHP-28
    CHECK(printed.rows().size() + 24 == 146);
    const DatedList list = diagnoses();
    REQUIRE(printed.rows().size() == list.rows().size());
    for (std::size_t i = 0; i < list.rows().size(); ++i) {
        const Row& here = list.rows()[i];
        const Row& there = printed.rows()[i];
        CHECK(here.key == there.key);
        CHECK(here.from == there.from);
        CHECK(here.through == there.through);
        CHECK(assent::base::to_lower(here.cells[1]) == assent::base::to_lower(there.cells[1]));
    }
}

TEST_CASE("the therapy codes are 4, 18 and 5, each of one discipline, CHP-34 CHP-35 CHP-36 CHP-37") {
    const DatedList list = therapy_codes();
    CHECK(list.rows().size() == 27);
    CHECK(codes_of(list, "acupuncture") == std::set<std::string>{"97810", "97811", "97813", "97814"});
    CHECK(codes_of(list, "chiropractic") == std::set<std::string>{"99201", "99202", "99203", "99204", "99205",
                                                                  "99211", "99212", "99213", "99214", "99215",
                                                                  "98940", "98941", "98942", "98943", "97012",
                                                                  "97014", "97032", "97035"});
    CHECK(codes_of(list, "physical therapy") ==
          std::set<std::string>{"97161", "97162", "97163", "97110", "97530"});
    std::set<std::string> distinct;
    for (const Row& row : list.rows()) distinct.insert(row.key);
    CHECK(distinct.size() == 27);
}

TEST_CASE("a therapy code counts one unit unless somebody says otherwise, CHP-39") {
    const DatedList list = therapy_codes();
    for (const Row& row : list.rows()) CHECK(row.cell("units each") == "1");
}

TEST_CASE("codes that the nation has retired are on the printed list, CHP-40") {
    const DatedList list = diagnoses();
    const DatedList retired = clean_list("retired-diagnoses.csv", code_columns);
    CHECK(retired.rows().size() == 4);
    for (const Row& row : retired.rows()) CHECK_FALSE(list.rows_of(row.key).empty());
    CHECK_FALSE(retired.contains("G96.8", sys_days{2020y / 9 / 30}));
    CHECK(retired.contains("G96.8", sys_days{2020y / 10 / 1}));
    CHECK_FALSE(retired.contains("M51.36", sys_days{2024y / 9 / 30}));
    CHECK(retired.contains("M51.36", sys_days{2024y / 10 / 1}));
    CHECK(retired.contains("M51.37", sys_days{2024y / 10 / 1}));
    CHECK(retired.contains("M54.5", sys_days{2021y / 10 / 1}));
    const DatedList procedures =
        clean_list("retired-procedures.csv", {"procedure code", "label", "from", "through"});
    CHECK(procedures.rows().size() == 1);
    CHECK_FALSE(procedures.contains("99201", sys_days{2020y / 12 / 31}));
    CHECK(procedures.contains("99201", sys_days{2021y / 1 / 1}));
    CHECK(therapy_codes().contains("99201", sys_days{2026y / 11 / 30}));
}

TEST_CASE("one listed code names acute pain") {
    const DatedList acute = clean_list("acute-diagnoses.csv", code_columns);
    REQUIRE(acute.rows().size() == 1);
    CHECK(acute.rows()[0].key == "G89.11");
    CHECK_FALSE(diagnoses().rows_of("G89.11").empty());
}

TEST_CASE("the unit answers at option 6 and the help desk at two numbers and an address, CHP-13 CHP-15") {
    const DatedList contacts =
        clean_list("contacts.csv", {"purpose", "channel", "value", "option", "from", "through"});
    const Row* unit = contacts.find("pre-certification unit", sys_days{2026y / 1 / 1});
    REQUIRE(unit);
    CHECK(unit->cell("value") == "1-800-392-8030");
    CHECK(unit->cell("option") == "6");
    std::set<std::string_view> help_desk;
    for (const Row& row : contacts.rows()) {
        if (row.key.starts_with("CyberAccess help desk")) help_desk.insert(row.cell("value").value());
    }
    CHECK(help_desk ==
          std::set<std::string_view>{"888-581-9797", "573-632-9797", "cyberaccesshelpdesk@conduent.com"});
}

TEST_CASE("the bulletin that the document refers to is in the library, CHP-06") {
    const DatedList library = clean_list("library.csv", {"title", "link", "from", "through"});
    REQUIRE(library.rows().size() == 1);
    CHECK(library.rows()[0].cell("link").value().find("mydss.mo.gov") != std::string_view::npos);
}
