// A form with facts in words and with parties that the case names, as of an exception of Missouri: what is
// told with it, who is named, and how it is asked again once it was returned. EXC-01, EXC-12, EXC-17, EXC-40.

#include <doctest/doctest.h>

#include "base/failure.hpp"
#include "catalog/program_folder.hpp"
#include "letters/contacts.hpp"
#include "portal/new_request/chosen.hpp"
#include "portal/new_request/filled_form.hpp"

namespace assent::portal {
namespace {

const desk::Rules& exception_rules() {
    static const std::unique_ptr<const desk::Rules> rules = [] {
        base::Diagnostics warnings;
        auto read = catalog::read_one_program(ASSENT_SOURCE_DIR "/programs/mo-healthnet/exceptions",
                                              catalog::Scenarios::Leave, warnings);
        if (!read) throw base::Failure(base::to_text(read.error()));
        auto made = desk::Rules::of(read->versions.at(0), [](const std::string& id) { return id; });
        if (!made) throw base::Failure(base::to_text(made.error()));
        return std::move(*made);
    }();
    return *rules;
}

constexpr std::uint16_t exception = 0;

std::uint16_t fact_number(const char* name) {
    const policy::FactDef* fact = exception_rules().program().fact(name);
    REQUIRE(fact != nullptr);
    return static_cast<std::uint16_t>(fact - exception_rules().program().facts.data());
}

std::string text_told(const FilledForm& form, const char* name) {
    for (const casework::Known& known : form.submit().facts) {
        if (known.fact == fact_number(name)) return known.text;
    }
    return "nothing";
}

bool shows(const FilledForm& form, std::string_view text) {
    return form.show({}, {}).text().find(text) != std::string::npos;
}

// Returned, and seen by whoever asked or by the participant.
CaseSeen returned(casework::Actor actor, std::size_t times = 1) {
    casework::Case of;
    of.id = {"C1"};
    of.member = {"P1"};
    of.participants = {{1, "care-supply"}};
    for (std::size_t i = 0; i < times; ++i) {
        casework::Request& request = of.requests.emplace_back();
        request.type = exception;
        request.state = casework::State::Ended;
        request.ended = casework::EndedAs::Returned;
        request.asked_by = {"dr-oak"};
        request.lines.resize(1);
        request.facts = {{fact_number("medical.need"), -1, 0, "It cannot wait.", false},
                         {fact_number("line.item"), 0, 0, "a chair", false}};
    }
    return {{store::StreamId::of_case("P1", "C1"), &exception_rules(), std::move(of)},
            std::move(actor),
            calendar::Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 30}}};
}

casework::Actor prescriber() {
    return {{"dr-oak"},
            casework::Role::Provider,
            {"oak-clinic"},
            {{"licensed physician", {}, {}, {}}, {"authority to prescribe", {}, {}, {}}},
            {}};
}

casework::Actor participant() {
    return {{"the-member"}, casework::Role::MemberSide, {}, {{"member", {}, "P1", {}}}, {}};
}

} // namespace

TEST_CASE("A fact in words is told as it was written, shown again, and escaped") {
    const Fields fields{{"medical.need", " The first <line>\r\nand the second "},
                        {"line.item.1", "a \"chair\""}};
    const FilledForm form(exception_rules(), exception, fields);
    CHECK(form.is_readable());
    CHECK(text_told(form, "medical.need") == "The first <line>\nand the second");
    CHECK(text_told(form, "line.item") == "a \"chair\"");
    CHECK(text_told(form, "program.limit") == "nothing");
    CHECK(shows(form, "maxlength=\"10000\">The first &lt;line&gt;\r\nand the second</textarea>"));
    CHECK(
        shows(form, "name=\"line.item.1\" type=\"text\" maxlength=\"10000\" value=\"a &quot;chair&quot;\""));
}

TEST_CASE("A text is as long as the interface takes it, and no longer") {
    const Fields longest{{"medical.need", std::string(10'000, 'x')}};
    CHECK(FilledForm(exception_rules(), exception, longest).is_readable());
    for (const std::string& wrong : {std::string(10'001, 'x'), std::string("a\0b", 3)}) {
        const Fields fields{{"medical.need", wrong}};
        const FilledForm form(exception_rules(), exception, fields);
        CHECK_FALSE(form.is_readable());
        CHECK(shows(form, "Write text of at most 10000 characters"));
    }
}

TEST_CASE(
    "Whom the case names and a notice goes to can be named, and nobody who has a standing of their own") {
    const Fields fields{{"supplier", "care-supply"}, {"prescriber", "dr-oak"}, {"participant", "P1"}};
    const FilledForm form(exception_rules(), exception, fields);
    CHECK(shows(form, "Who is the supplier?"));
    for (const char* other : {"prescriber", "participant", "exceptions reviewer", "agency"})
        CHECK_FALSE(shows(form, "Who is the " + std::string(other)));
    REQUIRE(form.submit().participants.size() == 1);
    CHECK(form.submit().participants[0].id == "care-supply");
}

TEST_CASE("What was returned is asked again in the same case, with what was told before") {
    const CaseSeen seen = returned(prescriber());
    const auto all = further(seen);
    REQUIRE(all.size() == 1);
    CHECK(all[0].is_again());
    CHECK(all[0].after == 0);
    CHECK(further_address(seen, all[0].type, all[0].after) == "/cases/P1/C1/new/exception/1");
    CHECK(seen.situation(0).asked == "You can ask for it again, with what was wrong set right.");
    const Fields before =
        told_before({&exception_rules(), exception, seen, all[0].about, all[0].days, all[0].after});
    CHECK(before.at("medical.need") == "It cannot wait.");
    CHECK(before.at("line.item.1") == "a chair");
    CHECK(before.at("supplier") == "care-supply");
}

TEST_CASE("It is asked again by whoever may ask it, and of several only of the last") {
    CHECK(further(returned(participant())).empty());
    CHECK(returned(participant()).situation(0).asked == "Nothing is needed from you.");
    const CaseSeen twice = returned(prescriber(), 2);
    REQUIRE(further(twice).size() == 1);
    CHECK(further(twice)[0].after == 1);
    CHECK(twice.situation(0).asked == "Nothing is needed from you.");
}

TEST_CASE("A contact is for everybody or for one party, which whoever looks may be") {
    const CaseSeen seen = returned(participant());
    std::string theirs, others;
    letters::each_contact(seen.program(), seen.book().day_of(seen.now()), [&](const letters::ReachedBy& one) {
        (seen.is(one.audience) ? theirs : others) += std::string(one.value) + ";";
    });
    CHECK(theirs == "800-392-2161;");
    CHECK(others.find("800-392-8030") != std::string::npos);
    CHECK_FALSE(seen.is("nobody of this name"));
}

} // namespace assent::portal
