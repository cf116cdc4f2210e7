#include <doctest/doctest.h>

#include <algorithm>

#include "portal/pages_test.hpp"

namespace assent::portal {
namespace {

using desk::SmallOffice;

// A case that a therapist has referred to the physician, who has taken it.
struct AtThePhysician : Pages {
    store::StreamId stream = office.done(SmallOffice::admission("M1"));
    std::string bench = page_of(stream) + "/requests/1/review";
    Fields denial{{"line.1.act", "partially deny"},
                  {"line.1.units", "36"},
                  {"line.1.reason", "Half of it <is> enough."},
                  {"criteria", "therapy criteria"},
                  {"criteria_version", "2026.1"}};

    AtThePhysician() {
        office.done("therapist", stream, casework::Claim{0}, now);
        office.done("therapist", stream, casework::Refer{0, 1, "Less seems to be enough."}, now);
        office.done("physician", stream, casework::Claim{0}, now);
        sign_in("physician");
    }

    Response with(const char* act, Fields fields = {}) {
        fields["do"] = act;
        return post(bench, fields);
    }
    void call() {
        Fields fields = denial;
        fields.insert({{"party", "ordering provider"}, {"reached", "yes"}, {"note", "We spoke."}});
        const Response answer = with("contact", fields);
        CHECK(answer.status == 200);
        CHECK(says(answer, "The call is recorded."));
        CHECK(says(answer, "Half of it &lt;is&gt; enough.")); // what was written goes on
        CHECK_FALSE(says(answer, "We spoke."));
    }
    // Another one who fits.
    void know_physician(const std::string& who) {
        know(who, casework::Role::Reviewer, "us");
        for (const char* words : {"licensed physician in Florida", "location in Florida", "active practice",
                                  "Florida hospital privileges"})
            hold(who, desk::Held{words, {}, {}, {}, {}});
        hold(who, desk::Held{"board certification", "physical therapy", {}, {}, {}});
    }
    void hold(const std::string& who, const desk::Report& one) {
        desk::report(store, desk::stream_of(casework::PersonId{who}), one, cause);
    }
    static bool can_be_sent(const Response& page) { return !says(page, "value=\"send\" disabled"); }
};

} // namespace

TEST_CASE_FIXTURE(AtThePhysician, "Before a no can be sent, the page says everything that is missing") {
    const Response nothing = get(bench);
    CHECK(nothing.status == 200);
    CHECK(says(nothing, "To pend it, record first: When did you try to speak with the ordering provider?"));
    CHECK_FALSE(says(nothing, "Pend for information"));
    CHECK_FALSE(says(nothing, "Take this case"));
    CHECK(says(nothing, "Choose what to decide for each line."));
    CHECK_FALSE(can_be_sent(nothing));
    const Response begun = with("look", {{"line.1.act", "partially deny"}});
    CHECK(says(begun, "4 things are missing before it can be sent."));
    CHECK(says(begun, "<b>Missing:</b> When did you try to speak with the ordering provider?"));
    CHECK(says(begun, "<b>Missing:</b> the reason for line 1 is written"));
    CHECK(says(begun, "<b>Missing:</b> line 1 says which part is approved"));
    CHECK(says(begun, "<b>Missing:</b> the criteria and their version are named"));
    CHECK(says(begun, "<b>Done:</b> you may decide at the physician level"));
    CHECK_FALSE(can_be_sent(begun));
    const Response written = with("look", denial);
    CHECK(says(written, "One thing is missing before it can be sent."));
    CHECK(says(written, "as its reader will see it"));
    CHECK(says(written, "Half of it &lt;is&gt; enough."));
    CHECK_FALSE(can_be_sent(written));
    call();
    const Response whole = with("look", denial);
    CHECK(says(whole, "Pend for information")); // what can be done instead of deciding is at hand
    CHECK(says(whole, "Nothing is missing."));
    CHECK(can_be_sent(whole));
    CHECK(office.state(stream) == casework::State::InReview); // looking has done nothing
}

// THX-48: what does not satisfy the criteria is referred, and neither pended nor approved.
TEST_CASE_FIXTURE(Pages, "An act that what was recorded bars for good is not offered") {
    const auto stream = office.done(SmallOffice::admission("M1"));
    office.done("therapist", stream, casework::Claim{0}, now);
    sign_in("therapist");
    const std::string bench = page_of(stream) + "/requests/1/review";
    for (const char* act : {"Approve as requested", "Pend for information", "Refer to the next level"})
        CHECK(says(get(bench), act));
    const Fields unmet{{"do", "report"}, {"request", "1"}, {"criteria.met", "no"}};
    CHECK(post(page_of(stream), unmet).status == 303);
    CHECK(says(get(bench), "Refer to the next level"));
    CHECK_FALSE(says(get(bench), "Approve as requested"));
    CHECK_FALSE(says(get(bench), "Pend for information"));
    const Fields pend{{"do", "pend"}, {"request", "1"}, {"items", "notes"}, {"reason", "They are short."}};
    CHECK(says(post(page_of(stream), pend), "Take another act, or correct what was told"));
}

TEST_CASE_FIXTURE(AtThePhysician,
                  "Whom the program waits to hear of stands first among those who are called") {
    const std::string page = get(bench).body;
    const std::size_t ordering = page.find("<option value=\"ordering provider\"");
    REQUIRE(ordering != std::string::npos);
    CHECK(ordering < page.find("<option value=\"requesting provider\""));
}

TEST_CASE_FIXTURE(Pages, "The criteria of the last decision today stand in the next one, to be changed") {
    sign_in("therapist");
    const auto opened = [&] {
        const auto stream = office.done(SmallOffice::admission("M1", true, now), now);
        office.done("therapist", stream, casework::Claim{0}, now);
        return page_of(stream) + "/requests/1/review";
    };
    const std::string as_last = "As in your last decision today";
    const std::string first = opened();
    CHECK_FALSE(says(get(first), as_last)); // nothing was decided
    now += std::chrono::minutes{5};
    CHECK(post(first, {{"do", "send"},
                       {"line.1.act", "approve as requested"},
                       {"line.1.reason", "It is met."},
                       {"criteria", "therapy <criteria>"},
                       {"criteria_version", "2026.1"}})
              .status == 303);
    const std::string next = opened();
    CHECK(says(get(next), as_last));
    CHECK(says(get(next), "name=\"criteria\" value=\"therapy &lt;criteria&gt;\""));
    CHECK(says(get(next), "name=\"criteria_version\" value=\"2026.1\""));
    CHECK_FALSE(
        says(post(next, {{"do", "look"}}), "therapy &lt;criteria&gt;")); // who takes them out has none
    now += std::chrono::hours{24};
    CHECK_FALSE(says(get(next), as_last));
}

// THX-77: what was said in a call stands in the record, for the house alone.
TEST_CASE_FIXTURE(AtThePhysician, "What was said in a call is read in the case, and not by the office") {
    call();
    CHECK(says(get(page_of(stream)), "We spoke."));
    sign_in("clerk");
    CHECK_FALSE(says(get(page_of(stream)), "We spoke."));
}

TEST_CASE_FIXTURE(AtThePhysician,
                  "A no that is sent all the same, by hand, is refused while anything is missing") {
    const Response early = with("send", denial);
    CHECK(early.status == 422);
    CHECK(says(early, "Half of it &lt;is&gt; enough.")); // what was typed stays
    CHECK(office.state(stream) == casework::State::InReview);
    call();
    CHECK(with("send", denial).status == 303);
    CHECK(office.state(stream) == casework::State::Decided);
    const auto line = office.file(stream).now.at(0).lines[0];
    REQUIRE(line.granted);
    CHECK(line.granted->units == 36);
    CHECK(get(bench).status == 303); // decided: it is on nobody's desk, though a physician may reduce it
    CHECK(with("send", denial).status == 409);
    const Response looked = with("look", denial); // which takes the place of what stood beside the form
    CHECK(looked.status == 200);
    CHECK(says(looked, "It is not with you any more."));
}

TEST_CASE_FIXTURE(AtThePhysician,
                  "An act that the level does not have is no choice, whoever writes it into the form") {
    for (const char* act : {"uphold", "reverse", "reduce", "answer", "pend", "deny everything"}) {
        const Response answer = with("look", {{"line.1.act", act}, {"line.1.reason", "So."}});
        CHECK(says(answer, "Choose what to decide for each line."));
    }
    const Response sent = with("send", {{"line.1.act", "uphold"}, {"line.1.reason", "So."}});
    CHECK(sent.status == 422);
    CHECK(office.state(stream) == casework::State::InReview);
}

TEST_CASE_FIXTURE(AtThePhysician, "What cannot be read is told, and is not sent") {
    denial["line.1.units"] = "half";
    denial["line.1.through"] = "soon";
    call();
    const Response looked = with("look", denial);
    CHECK(says(looked, "Line 1: write the units as a whole number"));
    CHECK(says(looked, "Line 1: write the day after &quot;through&quot; like 2026-11-30"));
    CHECK_FALSE(can_be_sent(looked));
    CHECK(with("send", denial).status == 422);
    CHECK(office.state(stream) == casework::State::InReview);
}

TEST_CASE_FIXTURE(AtThePhysician,
                  "Who declares a conflict of interest gives the case back and cannot take it again") {
    CHECK(with("conflict", {{"towards", "office"}, {"what", " "}}).status == 422);
    CHECK(with("conflict", {{"towards", "office"}, {"what", "owns a part of it"}}).status == 303);
    CHECK(office.file(stream).now.at(0).reviewer.empty());
    CHECK(post(page_of(stream), {{"do", "claim"}, {"request", "1"}}).status == 422);
    CHECK(get(bench).status == 303); // it is not on their desk any more
}

// THX-72: who covers needs what whoever claims does, and has no conflict of interest.
TEST_CASE_FIXTURE(AtThePhysician, "A colleague steps in for whoever has the request, and says why") {
    know("dr-lee", casework::Role::Reviewer, "us");
    sign_in("dr-lee");
    CHECK(says(get("/?with=colleagues"), "Nothing that you could step in for."));
    CHECK_FALSE(says(get(page_of(stream)), "Step in for a colleague"));
    know_physician("dr-lee");
    CHECK(says(get("/"), "href=\"/?with=colleagues#colleagues\""));
    CHECK_FALSE(says(get("/"), page_of(stream)));
    CHECK(says(get("/?with=colleagues"), page_of(stream)));
    CHECK(says(get(page_of(stream)), "Step in for a colleague"));
    CHECK(says(get(page_of(stream)), "Physician has it"));
    Fields cover{{"do", "claim"}, {"request", "1"}, {"reason", ""}};
    CHECK(says(post(page_of(stream), cover), "step in for them with a reason."));
    hold("dr-lee", desk::Conflicted{"clinic", "owns a part of it", {}, {}});
    cover["reason"] = "Dr. Moss is <ill>.";
    CHECK(post(page_of(stream), cover).status == 422);
    hold("dr-lee", desk::Conflicted{"clinic", "owns a part of it", {}, calendar::Date{}}); // it is over
    CHECK(post(page_of(stream), cover).status == 303);
    CHECK(says(get(page_of(stream)), "(dr-lee, reviewer): Dr. Moss is &lt;ill&gt;."));
    CHECK(get(bench).status == 200);
    CHECK(says(get("/?with=colleagues"), "Nothing that you could step in for."));
    sign_in("physician");
    CHECK(with("send", denial).status == 409);
    CHECK(says(get("/?with=colleagues"), page_of(stream))); // and back, with a reason
    sign_in("clerk");
    CHECK_FALSE(says(get(page_of(stream)), "Dr. Moss"));
}

// THX-97, THX-98: a reconsideration is conducted by somebody else, who sees everything before and everything
// new.
TEST_CASE_FIXTURE(AtThePhysician, "Whoever reconsiders sees what was decided, why, and the papers of both") {
    call();
    CHECK(with("send", denial).status == 303);
    const auto& types = desk::therapy_rules().program().requests;
    const auto type = std::find_if(types.begin(), types.end(),
                                   [](const auto& one) { return one.name.text == "reconsideration"; });
    casework::Submit again;
    again.type = static_cast<std::uint16_t>(type - types.begin());
    again.about = 0;
    again.papers.push_back(SmallOffice::paper("new information", now));
    office.done("clerk", stream, again, now);
    sign_in("physician");
    CHECK_FALSE(says(get(page_of(stream)), "Take this case"));
    know_physician("dr-lee");
    sign_in("dr-lee");
    CHECK(says(get(page_of(stream)), "Take this case"));
    CHECK(post(page_of(stream), {{"do", "claim"}, {"request", "2"}}).status == 303);
    const Response page = get(page_of(stream) + "/requests/2/review");
    CHECK(page.status == 200);
    CHECK(says(page, "Request 1, which this is about: admission"));
    CHECK(says(page, "Line 1: approved in part. Half of it &lt;is&gt; enough."));
    CHECK(says(page, "plan of care"));
    CHECK(says(page, "new information"));
    const Fields reversed{{"line.1.act", "reverse"},
                          {"line.1.reason", "The order needs all of it."},
                          {"criteria", "therapy criteria"},
                          {"criteria_version", "2026.1"},
                          {"do", "send"}};
    CHECK(post(page_of(stream) + "/requests/2/review", reversed).status == 303);
    CHECK(office.file(stream).now.at(1).outcome == casework::Overall::Reversed);
}

TEST_CASE_FIXTURE(AtThePhysician, "Whoever does not have the request comes to the case, or to nothing") {
    for (const char* who : {"therapist", "clerk"}) {
        sign_in(who);
        CHECK(get(bench).headers.at("location") == page_of(stream));
        const Response late = with("send", denial);
        CHECK(late.status == 409);
        CHECK(says(late, "Half of it &lt;is&gt; enough.")); // what was typed stays
        // The house alone is told who has it.
        CHECK(says(late, "Physician took it on Mon 30 Nov 2026") == (who == std::string("therapist")));
    }
    sign_in("stranger");
    CHECK(get(bench).status == 404);
    CHECK(with("send", denial).status == 404);
    CHECK(get(page_of(stream) + "/requests/0/review").status == 404);
    sign_in("physician");
    for (const char* number : {"0", "2", "x", "99999999999999999999"})
        CHECK(get(page_of(stream) + "/requests/" + number + "/review").status == 404);
    CHECK(office.state(stream) == casework::State::InReview);
}

} // namespace assent::portal
