#include "http/case_table.hpp"

#include <doctest/doctest.h>

#include "http/open_api_test.hpp"

namespace assent::http {

TEST_CASE("A cell is never a formula, and stays one cell") {
    CHECK(csv_cell("M1/C2") == "M1/C2");
    CHECK(csv_cell("") == "");
    CHECK(csv_cell("=cmd|'/c calc'!A1") == "'=cmd|'/c calc'!A1");
    for (const char* cell : {"+1", "-1", "@SUM(A1)", "\t=1"}) CHECK(csv_cell(cell).starts_with("'"));
    CHECK(csv_cell("a,b") == "\"a,b\"");
    CHECK(csv_cell("say \"no\"") == "\"say \"\"no\"\"\"");
    CHECK(csv_cell("two\nlines") == "\"two\nlines\"");
    CHECK(csv_cell("\r=1") == "\"'\r=1\"");
    CHECK(csv_cell("a=b") == "a=b");
}

TEST_CASE("A list of cases comes as a table to whoever asks for one, with their own rows") {
    OpenApi open;
    const std::string name = open.begin();
    open.ask(Method::Post, "/api/v1/cases/" + name + "/commands", "therapist", R"({"do": "claim"})");
    const auto table = [&](const char* who, const std::string& path = "/api/v1/cases") {
        return open.ask(Method::Get, path, who, {}, {{"accept", "text/csv"}});
    };
    const Response mine = table("clerk"), house = table("therapist");
    CHECK(mine.headers.at("content-type").starts_with("text/csv"));
    CHECK(mine.headers.at("content-disposition") == "attachment; filename=\"cases.csv\"");
    CHECK(says(mine, "case,member,authorization,program,state,level,reviewer,organization,due\r\n" + name +
                         ",M1,,florida-medicaid/therapy,in review,first level,,clinic,2026-12-"));
    CHECK(says(house, "in review,first level,therapist,clinic,"));
    CHECK(table("stranger").body ==
          "case,member,authorization,program,state,level,reviewer,organization,due\r\n");
    CHECK(table("therapist", "/api/v1/cases?state=decided").body == table("stranger").body);
    CHECK(table("plan").status == 403);
    CHECK_FALSE(says(table("plan"), "by its name")); // it sees none
}

TEST_CASE("Who reviews is neither in an office's list nor to be found out by asking for it") {
    OpenApi open;
    const std::string name = open.begin();
    open.ask(Method::Post, "/api/v1/cases/" + name + "/commands", "therapist", R"({"do": "claim"})");
    CHECK_FALSE(says(open.ask(Method::Get, "/api/v1/cases", "clerk"), "therapist\""));
    CHECK(says(open.ask(Method::Get, "/api/v1/cases", "therapist"), R"("reviewer":"therapist")"));
    CHECK(open.ask(Method::Get, "/api/v1/cases?reviewer=therapist", "clerk").body ==
          open.ask(Method::Get, "/api/v1/cases?reviewer=physician", "clerk").body);
}

} // namespace assent::http
