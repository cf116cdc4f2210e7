// Giving work to reviewers, on the page of a case: to whom, why not to the others, and back.

#include <doctest/doctest.h>

#include "portal/pages_test.hpp"

namespace assent::portal {
namespace {

struct Supervised : Pages {
    store::StreamId stream = office.done(SmallOffice::admission("M1"));

    Supervised() { know("lead", casework::Role::Supervisor, "us"); }

    Response act(const char* what, Fields fields) {
        fields.insert({{"do", what}, {"request", "1"}});
        return post(page_of(stream), fields);
    }
    const casework::PersonId& reviewer() {
        file_ = office.file(stream);
        return file_->now.at(0).reviewer;
    }

private:
    std::optional<desk::CaseFile> file_;
};

} // namespace

TEST_CASE_FIXTURE(Supervised,
                  "A supervisor gives a request to a reviewer who fits, and sees why the others do not") {
    sign_in("lead");
    const Response page = get(page_of(stream));
    CHECK(says(page, "<option value=\"therapist\">Therapist, 0 in review</option>"));
    CHECK(says(page, "<li>Physician: "));
    CHECK_FALSE(says(page, "value=\"physician\""));
    CHECK(act("assign", {{"reviewer", "therapist"}}).status == 303);
    CHECK(reviewer().text == "therapist");
    CHECK(says(get(page_of(stream)), "Therapist, 1 in review"));
    CHECK(act("release", {{"reason", ""}}).status == 422);
    CHECK(act("release", {{"reason", "on leave"}}).status == 303);
    CHECK(reviewer().empty());
}

TEST_CASE_FIXTURE(Supervised,
                  "What is given by hand to somebody who does not fit, or is nobody, is refused") {
    sign_in("lead");
    CHECK(act("assign", {{"reviewer", "physician"}}).status == 422);
    CHECK(act("assign", {{"reviewer", "clerk"}}).status == 422);
    for (const char* nobody : {"", "nobody", "a b", "lead/x"})
        CHECK(act("assign", {{"reviewer", nobody}}).status == 400);
    CHECK(reviewer().empty());
    for (const char* who : {"therapist", "clerk"}) {
        sign_in(who);
        CHECK(act("assign", {{"reviewer", "therapist"}}).status == 422);
        CHECK_FALSE(says(get(page_of(stream)), "Give it to a reviewer"));
    }
    CHECK(reviewer().empty());
}

TEST_CASE_FIXTURE(Supervised, "A reviewer gives back what they have, with a reason") {
    sign_in("therapist");
    CHECK_FALSE(says(get(page_of(stream)), "Give it back"));
    CHECK(act("claim", {}).status == 303);
    CHECK(says(get(page_of(stream)), "Give it back"));
    CHECK(act("release", {{"reason", "I am away tomorrow."}}).status == 303);
    CHECK(reviewer().empty());
}

} // namespace assent::portal
