#include "codes/dated_list.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "codes/packed_code.hpp"

using namespace assent::codes;
using assent::base::Diagnostics;
using namespace std::chrono_literals;
using std::chrono::sys_days;

namespace {

const std::vector<std::string> diagnosis_columns{"diagnosis code", "label", "from", "through"};
const std::vector<std::string> contact_columns{"purpose", "value", "from", "through"};

constexpr sys_days last_day{2021y / 9 / 30};
constexpr sys_days first_day{2021y / 10 / 1};

assent::base::Result<DatedList> attempt(std::string_view text, const std::vector<std::string>& columns,
                                        Diagnostics& warnings) {
    const auto table = read_csv(text, "list.csv");
    REQUIRE(table);
    return make_list(*table, "list.csv", columns, warnings);
}

DatedList made(std::string_view text, const std::vector<std::string>& columns = diagnosis_columns) {
    Diagnostics warnings;
    return attempt(text, columns, warnings).value();
}

std::string described(const Diagnostics& diagnostics) {
    std::string all;
    for (const auto& one : diagnostics) {
        all +=
            std::to_string(one.place.line) + ":" + std::to_string(one.place.column) + " " + one.message + ";";
    }
    return all;
}

std::string mistakes_of_list(std::string_view text,
                             const std::vector<std::string>& columns = diagnosis_columns) {
    Diagnostics warnings;
    const auto list = attempt(text, columns, warnings);
    return list ? "accepted" : described(list.error());
}

std::string warned(std::string_view text, const std::vector<std::string>& columns = diagnosis_columns) {
    Diagnostics warnings;
    const auto list = attempt(text, columns, warnings);
    REQUIRE(list);
    CHECK_FALSE(warnings.has_errors());
    return described(warnings);
}

constexpr std::string_view back_pain =
    "diagnosis code,label,from,through\n"
    "M54.5,Low back pain,,2021-09-30\n"
    "M54.51,Vertebrogenic,2021-10-01,\n"
    "M54.6,Thoracic,,\n";

} // namespace

TEST_CASE("both days of a row belong to it, CHP-26 CHP-27") {
    const DatedList list = made(back_pain);
    CHECK(list.contains("M54.5", last_day));
    CHECK_FALSE(list.contains("M54.5", first_day));
    CHECK_FALSE(list.contains("M54.51", last_day));
    CHECK(list.contains("M54.51", first_day));
}

TEST_CASE("an empty bound is no bound") {
    const DatedList list = made(back_pain);
    CHECK(list.contains("M54.5", sys_days{1800y / 1 / 1}));
    CHECK(list.contains("M54.51", sys_days{2399y / 12 / 31}));
    CHECK(list.contains("M54.6", sys_days{1800y / 1 / 1}));
    CHECK(list.contains("M54.6", sys_days{2399y / 12 / 31}));
}

TEST_CASE("a code is found however it is written, CHP-28") {
    const DatedList list = made(back_pain);
    CHECK(list.contains("m5451 ", first_day));
    CHECK(list.contains(packed_diagnosis("m5451 ").value(), first_day));
    CHECK_FALSE(list.contains("", first_day));
    CHECK_FALSE(list.contains("M54..51", first_day));
    CHECK_FALSE(list.contains(std::int64_t{0}, first_day));
}

TEST_CASE("neither parent nor child stands for a code, CHP-31") {
    const DatedList list = made("diagnosis code,label,from,through\nM54.41,Right,,\nM51.36,Lumbar,,\n");
    CHECK(list.contains("M54.41", first_day));
    CHECK_FALSE(list.contains("M54.4", first_day));
    CHECK_FALSE(list.contains("M51.360", first_day));
}

TEST_CASE("a row says where it stands, what was printed and what is in its cells") {
    const DatedList list = made("diagnosis code,label,from,through\nm5451, Vertebrogenic ,2021-10-01,\n");
    const Row* row = list.find("M54.51", first_day);
    REQUIRE(row);
    CHECK(row->key == "M54.51");
    CHECK(row->key_text == "m5451");
    CHECK(row->packed == packed_diagnosis("M54.51"));
    CHECK(row->line == 2);
    CHECK(row->from == first_day);
    CHECK_FALSE(row->through);
    CHECK(row->cell("label") == "Vertebrogenic");
    CHECK(row->cell("diagnosis code") == "M54.51");
    CHECK(row->cell("from") == "2021-10-01");
    CHECK(row->cell("through") == "");
    CHECK_FALSE(row->cell("discipline"));
    CHECK(list.file() == "list.csv");
    CHECK(list.columns() == diagnosis_columns);
}

TEST_CASE("the columns may stand in any order in the file") {
    const DatedList list = made("through,label,diagnosis code,from\n2021-09-30,Low back pain,M54.5,\n");
    REQUIRE(list.rows().size() == 1);
    CHECK(list.rows()[0].key == "M54.5");
    CHECK(list.rows()[0].through == last_day);
    CHECK(list.rows()[0].cells[1] == "Low back pain");
}

TEST_CASE("the name of the key column says what its keys are") {
    CHECK(made("diagnosis code,label,from,through\n").key_kind() == KeyKind::DiagnosisCode);
    const std::vector<std::string> procedures{"procedure code", "from", "through"};
    const DatedList list = made("procedure code,from,through\n97110,,\nG0283,,\n", procedures);
    CHECK(list.key_kind() == KeyKind::ProcedureCode);
    CHECK(list.contains(" g0283", first_day));
    CHECK(list.contains(packed_procedure("97110").value(), first_day));
    CHECK(mistakes_of_list("procedure code,from,through\nM54.5,,\n97110-GP,,\n", procedures) ==
          "2:1 `M54.5`: a procedure code has only digits and letters;"
          "3:1 `97110-GP`: a procedure code has only digits and letters;"
          "3:1 `97110-GP`: a procedure code has five characters;");
}

TEST_CASE("a key of text is compared as it is, but for blanks around it") {
    const DatedList list =
        made("purpose,value,from,through\n help desk ,573-632-9797,,\nfax,573-522-3061,,\n", contact_columns);
    CHECK(list.key_kind() == KeyKind::Text);
    CHECK(list.find("help desk", first_day)->cell("value") == "573-632-9797");
    CHECK(list.contains(" fax ", first_day));
    CHECK_FALSE(list.contains("Fax", first_day));
    CHECK_FALSE(list.contains(pack("fax"), first_day));
    CHECK(list.rows_of("help").empty());
}

TEST_CASE("a code without its dot or in lower case is a warning that shows its normal form") {
    CHECK(warned("diagnosis code,label,from,through\nM5451,a,,\nm54.6,b,,\n M54.9 ,c,,\n") ==
          "2:1 `M5451` is read as `M54.51`;3:1 `m54.6` is read as `M54.6`;");
    Diagnostics warnings;
    REQUIRE(attempt("diagnosis code,label,from,through\nM5451,a,,\n", diagnosis_columns, warnings));
    CHECK(warnings.begin()->hint == "write `M54.51`");
}

TEST_CASE("a code without the shape of one is refused where it stands") {
    CHECK(mistakes_of_list("label,diagnosis code,from,through\na,724.2,,\nb,M54.,,\nc,,,\n") ==
          "2:3 `724.2`: this is an ICD-9-CM code; only ICD-10-CM codes are taken;"
          "3:3 `M54.`: nothing follows the dot of this diagnosis code;"
          "4:3 a row has no key;");
}

TEST_CASE("a column that is missing or not declared is named, with what was probably meant") {
    const std::string_view text = "diagnosis code,label,form,until when,from\nM54.5,a,,,\n";
    CHECK(mistakes_of_list(text) ==
          "1:1 the column `through` is missing;"
          "1:22 the list does not declare the column `form`;"
          "1:27 the list does not declare the column `until when`;");
    Diagnostics warnings;
    const auto list = attempt("diagnosis code,labels,from,through\nM54.5,a,,\n", diagnosis_columns, warnings);
    REQUIRE_FALSE(list);
    for (const auto& one : list.error()) {
        const bool missing = one.message == "the column `label` is missing";
        CHECK(one.hint == (missing ? "did you mean `labels`?" : "did you mean `label`?"));
    }
}

TEST_CASE("the mistakes of the rows are told beside those of the header") {
    CHECK(mistakes_of_list("diagnosis code,lable,from,through\n724.2,a,,\n") ==
          "1:1 the column `label` is missing;"
          "1:16 the list does not declare the column `lable`;"
          "2:1 `724.2`: this is an ICD-9-CM code; only ICD-10-CM codes are taken;");
}

TEST_CASE("what the policy declares must be a dated list") {
    CHECK(mistakes_of_list("purpose\n", {}) ==
          "0:0 the list declares no key;"
          "0:0 the list does not declare the column `from`;"
          "0:0 the list does not declare the column `through`;");
    CHECK(mistakes_of_list("purpose,from\n", {"purpose", "from", "purpose"}) ==
          "0:0 the list does not declare the column `through`;0:0 the list declares the column `purpose` "
          "twice;");
    CHECK(mistakes_of_list("from,through\n", {"from", "through"}) == "0:0 the list declares no key;");
}

TEST_CASE("a cell that is no date is refused, with the way to write it") {
    CHECK(mistakes_of_list(
              "diagnosis code,label,from,through\nM54.5,a,,09/30/2021\nM54.6,b,2021-02-29,soon\n") ==
          "2:10 `09/30/2021` in the column `through` is no date;"
          "3:9 `2021-02-29` in the column `from` is no date;"
          "3:20 `soon` in the column `through` is no date;");
    Diagnostics warnings;
    const auto list =
        attempt("diagnosis code,label,from,through\nM54.5,a,9/3/2021,\n", diagnosis_columns, warnings);
    REQUIRE_FALSE(list);
    CHECK(list.error().begin()->hint == "write 2021-09-03");
}

TEST_CASE("a row that ends before it begins is refused") {
    CHECK(mistakes_of_list("diagnosis code,label,from,through\nM54.5,a,2021-10-01,2021-09-30\n") ==
          "2:20 `M54.5` ends on 2021-09-30, before it begins on 2021-10-01;");
    CHECK(mistakes_of_list("diagnosis code,label,from,through\nM54.5,a,2021-09-30,2021-09-30\n") ==
          "accepted");
}

TEST_CASE("a row that is repeated is counted once, with a warning, CHP-29") {
    const std::string_view text =
        "diagnosis code,label,from,through\n"
        "M51.04,a,,\nM54.6,b,,\nM51.04,a,,\nM5104, a ,,\n";
    CHECK(warned(text) ==
          "5:1 `M5104` is read as `M51.04`;"
          "4:1 the row of `M51.04` repeats line 2;5:1 the row of `M51.04` repeats line 2;");
    const DatedList list = made(text);
    CHECK(list.rows().size() == 2);
}

TEST_CASE("rows of one key that hold on one day contradict each other, CHP-29") {
    CHECK(mistakes_of_list("diagnosis code,label,from,through\nM54.6,b,,\nM54.5,a,,\nM54.5,other,,\n") ==
          "4:1 lines 3 and 4 contradict each other: both hold on one day for `M54.5`;");
    CHECK(mistakes_of_list("diagnosis code,label,from,through\nM54.5,a,,2021-09-30\nM54.5,a,2021-09-30,\n") ==
          "3:1 lines 2 and 3 contradict each other: both hold on one day for `M54.5`;");
    CHECK(mistakes_of_list("diagnosis code,label,from,through\nM54.5,a,,2021-09-30\nM545,a,,2021-12-31\n") ==
          "3:1 lines 2 and 3 contradict each other: both hold on one day for `M54.5`;");
    CHECK(mistakes_of_list("purpose,value,from,through\ndesk,1,,\ndesk,2,,\n", contact_columns) ==
          "3:1 lines 2 and 3 contradict each other: both hold on one day for `desk`;");
}

TEST_CASE("a short row inside a long one is found behind another short one") {
    CHECK(mistakes_of_list(
              "diagnosis code,label,from,through\nM54.5,c,2021-05-01,2021-05-02\nM54.5,a,2020-01-01,\n"
              "M54.5,b,2021-01-01,2021-01-02\n") ==
          "3:1 lines 2 and 3 contradict each other: both hold on one day for `M54.5`;"
          "4:1 lines 3 and 4 contradict each other: both hold on one day for `M54.5`;");
}

TEST_CASE("rows of one key that hold one after the other are found by day, in the order of days") {
    const DatedList list = made(
        "diagnosis code,label,from,through\n"
        "M54.5,new,2021-10-01,\nM54.6,b,,\nM54.5,old,,2021-09-30\n");
    REQUIRE(list.rows_of("M545").size() == 2);
    CHECK(list.rows_of("M545")[0].cell("label") == "old");
    CHECK(list.rows_of("M545")[1].cell("label") == "new");
    CHECK(list.find("M54.5", last_day)->line == 4);
    CHECK(list.find("M54.5", first_day)->line == 2);
    CHECK(list.rows()[2].key == "M54.6");
}

TEST_CASE("a gap between the rows of a key is a gap") {
    const DatedList list =
        made("diagnosis code,label,from,through\nM54.5,a,,2021-09-29\nM54.5,a,2021-10-01,\n");
    CHECK_FALSE(list.contains("M54.5", last_day));
}

TEST_CASE("other dates are tried on a copy") {
    const DatedList list = made(back_pain);
    const DatedList changed = list.with_row_dates(0, std::nullopt, first_day);
    CHECK(changed.contains("M54.5", first_day));
    CHECK(changed.find("M54.5", first_day)->cell("through") == "2021-10-01");
    CHECK(changed.contains("M54.51", first_day));
    CHECK_FALSE(list.contains("M54.5", first_day));
    CHECK(list.find("M54.5", last_day)->cell("through") == "2021-09-30");
    CHECK(list.with_row_dates(1, std::nullopt, std::nullopt).find("M54.51", last_day)->cell("from") == "");
}

TEST_CASE("rows of a key stay in the order of days when their dates are changed") {
    const DatedList list =
        made("diagnosis code,label,from,through\nM54.5,old,,2021-09-30\nM54.5,new,2021-10-01,\n");
    const DatedList changed = list.with_row_dates(0, sys_days{2022y / 1 / 1}, std::nullopt);
    CHECK(changed.rows_of("M54.5")[0].cell("label") == "new");
    CHECK(changed.find("M54.5", sys_days{2022y / 1 / 1})->cell("label") == "new");
    CHECK_FALSE(list.with_row_dates(0, first_day, last_day).contains("M54.5", last_day));
}

TEST_CASE("any day finds what a search through all rows finds") {
    rc::check([] {
        const auto pick = [](int most) { return *rc::gen::inRange(0, most); };
        std::string text = "diagnosis code,label,from,through\n";
        for (int rows = pick(12); rows > 0; --rows) {
            const int from = 1 + pick(28);
            text += "M5" + std::to_string(pick(3)) + ",x,2021-01-" + std::to_string(from + 100).substr(1) +
                    ",2021-01-" + std::to_string(100 + std::min(28, from + pick(4))).substr(1) + "\n";
        }
        Diagnostics warnings;
        const auto list = make_list(read_csv(text, "").value(), "", diagnosis_columns, warnings);
        if (!list) return;
        const sys_days day = sys_days{2021y / 1 / 1} + std::chrono::days{pick(31)};
        for (const std::string key : {"M50", "M51", "M52"}) {
            int found = 0;
            for (const Row& row : list->rows()) found += row.key == key && row.holds_on(day) ? 1 : 0;
            RC_ASSERT(found == (list->contains(key, day) ? 1 : 0));
        }
    });
}
