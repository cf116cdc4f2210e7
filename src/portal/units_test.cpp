#include "portal/units.hpp"

#include <doctest/doctest.h>

#include "desk/small_office_test.hpp"

namespace assent::portal {
namespace {

bool says(const Html& markup, std::string_view text) { return markup.text().find(text) != std::string::npos; }

} // namespace

TEST_CASE("Units are told in words, and what nobody knows is not told as none") {
    CHECK(shown(Units{}).empty());
    CHECK(says(shown(Units{72, {}, {}}), "72 asked<svg"));
    CHECK(says(shown(Units{72, 0, {}}), "72 asked, 0 certified<svg"));
    CHECK(says(shown(Units{72, 48, 12}), "72 asked, 48 certified, 12 used<svg"));
}

TEST_CASE("The bar is as long as the largest of them, and a single unit can be seen") {
    const Html part = shown(Units{72, 36, 1});
    CHECK(says(part, "class=\"as-asked\" x=\"0\" y=\"0\" width=\"120\""));
    CHECK(says(part, "class=\"as-certified\" x=\"0\" y=\"0\" width=\"60\""));
    CHECK(says(part, "class=\"as-used\" x=\"0\" y=\"2\" width=\"1\""));
    const Html more = shown(Units{50, 100, {}});
    CHECK(says(more, "class=\"as-asked\" x=\"0\" y=\"0\" width=\"60\""));
    CHECK(says(more, "class=\"as-certified\" x=\"0\" y=\"0\" width=\"120\""));
}

TEST_CASE("The units of a case are those of its lines, certified once they are decided") {
    desk::OpenOffice open;
    const auto stream = open.office.done(desk::SmallOffice::admission("M1"));
    const casework::Actor clerk = desk::identify(open.store, {"clerk"}).value();
    const auto units = [&] { return units_of(CaseSeen(open.office.file(stream), clerk, desk::monday), 0); };
    CHECK(units().asked == 72);
    CHECK_FALSE(units().certified.has_value());
    open.office.done("therapist", stream, casework::Claim{0});
    open.office.done("therapist", stream, desk::SmallOffice::approval());
    CHECK(units().certified == 72);
    CHECK_FALSE(units().used.has_value()); // the program keeps no account
}

} // namespace assent::portal
