#include "portal/needs/shown_list.hpp"

#include <doctest/doctest.h>

#include "policy/small_program.hpp"

namespace assent::portal {
namespace {

using std::chrono::year;

const policy::Program& program() {
    static const policy::Program made = policy::small_program(
        {"criterion c\n  cite law\n  line.code in pain-codes on request.start\n" + policy::some_facts +
             "list pain-codes\n  cite law\n  columns procedure code, label, from, through\n"
             "list contacts\n  cite law\n  columns contact, channel, purpose, value, from, through\n",
         {{"pain-codes",
           "procedure code,label,from,through\n98940,Old <one>,,2020-12-31\n98941,New one,2021-01-01,\n"},
          {"contacts",
           "contact,channel,purpose,value,from,through\nfirst line,web,questions,https://example.org,,\n"
           "second line,web,complaints,javascript:alert(1),,\n"}}});
    return made;
}

std::string seen(std::size_t list, calendar::Date on, const std::string& text = "") {
    return shown(program().lists[list], {on, text}).text();
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("A list shows the rows of the day, with the days on which they hold") {
    const std::string before = seen(0, year{2020} / 12 / 31), after = seen(0, year{2021} / 1 / 1);
    CHECK(has(before, "<h3>Pain codes</h3>"));
    CHECK(has(before, "Old &lt;one&gt;"));
    CHECK(has(before, "through <time datetime=\"2020-12-31\">"));
    CHECK_FALSE(has(before, "98941"));
    CHECK(has(after, "New one"));
    CHECK(has(after, "from <time datetime=\"2021-01-01\">"));
    CHECK_FALSE(has(after, "98940"));
    CHECK(has(after, "<li>law</li>"));
}

TEST_CASE("A word is looked for in every cell of the rows of the day, whatever their case") {
    CHECK(has(seen(0, year{2021} / 1 / 1, "new"), "98941"));
    CHECK(has(seen(0, year{2021} / 1 / 1, "98941"), "New one"));
    CHECK(seen(0, year{2021} / 1 / 1, "old").empty());
    CHECK(seen(0, year{2021} / 1 / 1, "procedure").empty());
}

TEST_CASE(
    "What a row is for stands first, its key alone is left out, and only addresses of the web are links") {
    const std::string contacts = seen(1, year{2026} / 1 / 1);
    CHECK(has(contacts, "<th scope=\"row\">questions</th><td>web</td>"));
    CHECK_FALSE(has(contacts, "first line"));
    CHECK(has(contacts, "<a class=\"usa-link\" href=\"https://example.org\" rel=\"noreferrer\">"));
    CHECK(has(contacts, "<td>javascript:alert(1)</td>"));
    CHECK_FALSE(is_of_codes(program().lists[1]));
    CHECK(is_of_codes(program().lists[0]));
}

} // namespace assent::portal
