// What is not said as a determination is none: an act for the whole request decides no line of it, and what
// only others can tell is not taken from whoever asks.

#include <doctest/doctest.h>

#include "casework/approvable.hpp"
#include "desk/small_office_test.hpp"

using namespace assent;
using namespace assent::desk;
using casework::Refusal;
using casework::RefusalKind;
using policy::LevelAct;

namespace {

// In review at the first level, with the therapist; or at the physician's level, with the physician.
struct InReview {
    OpenOffice open;
    store::StreamId of = open.office.done(SmallOffice::admission("M1"));

    InReview() { open.office.done("therapist", of, casework::Claim{0}); }

    void refer() {
        open.office.done("therapist", of, casework::Refer{0, 1, "Above the guideline."});
        open.office.done("physician", of, casework::Claim{0});
    }
    std::optional<Refusal> refused(const std::string& by, casework::Command command) {
        const auto answer = open.office.desk().handle({{by}, of, std::move(command)}, monday);
        return answer ? std::nullopt : std::optional(answer.error());
    }
    bool is_open() {
        const casework::Request one = open.office.file(of).now.at(0);
        return one.state == casework::State::InReview && !one.lines[0].determined && !one.lines[0].granted;
    }
};

casework::Decide decision(const std::vector<LevelAct>& acts) {
    casework::Decide made = SmallOffice::approval();
    made.lines.clear();
    for (const LevelAct act : acts) made.lines.push_back({0, act, {}, "Why."});
    return made;
}

} // namespace

TEST_CASE("An act for the whole request decides no line, whoever may do it") {
    InReview request;
    for (const LevelAct act :
         {LevelAct::Refer, LevelAct::Pend, LevelAct::TechnicallyDeny, LevelAct::Return, LevelAct::Answer}) {
        CHECK_MESSAGE(request.refused("therapist", decision({act})), to_text(act));
        CHECK(request.is_open());
    }
    const auto said = request.refused("therapist", decision({LevelAct::Refer}));
    REQUIRE(said);
    CHECK(said->rule == "to refer decides no line");
    request.refer();
    for (const LevelAct act : {LevelAct::Pend, LevelAct::Answer, LevelAct::Refer}) {
        CHECK_MESSAGE(request.refused("physician", decision({act})), to_text(act));
        CHECK(request.is_open());
    }
}

TEST_CASE("A line is decided once in a decision") {
    InReview request;
    request.refer();
    for (const auto& acts : {std::vector{LevelAct::Deny, LevelAct::ApproveAsRequested},
                             std::vector{LevelAct::ApproveAsRequested, LevelAct::Deny},
                             std::vector{LevelAct::ApproveAsRequested, LevelAct::ApproveAsRequested}}) {
        const auto no = request.refused("physician", decision(acts));
        REQUIRE(no);
        CHECK(no->rule == "line 1 is decided twice");
        CHECK(request.is_open());
    }
}

TEST_CASE("What is not said of a part is as it was asked") {
    InReview request;
    const casework::Granted asked =
        casework::approvable(request.open.office.file(request.of).now, 0, therapy_rules().book(), 0);
    casework::Decide some = SmallOffice::approval();
    some.lines[0].granted = casework::Granted{asked.units, 0, {}, {}};
    request.open.office.done("therapist", request.of, some); // exactly what was asked
    CHECK(request.open.office.file(request.of).now.at(0).lines[0].granted == asked);
}

TEST_CASE("What leaves less of an approval is a reduction, whatever it is called") {
    InReview request;
    request.refer();
    request.open.office.done("physician", request.of, SmallOffice::approval());
    const casework::Known from{SmallOffice::fact("cut.effective"),
                               -1,
                               policy::days_of(calendar::Date{std::chrono::year{2027} / 1 / 15}),
                               {},
                               false};
    request.open.office.done("physician", request.of, casework::Report{0, {from}});
    casework::Granted less = *request.open.office.file(request.of).now.at(0).lines[0].granted;
    less.units = 24;
    const casework::LineDecision line{0, LevelAct::ApproveAsRequested, less, "The goals are nearly reached."};
    request.open.office.done("physician", request.of,
                             casework::Reduce{0, line, {"therapy criteria", "2026.1"}});
    const auto file = request.open.office.file(request.of);
    CHECK(file.now.at(0).lines[0].adverse);
    CHECK(
        std::any_of(file.now.notices.begin(), file.now.notices.end(), [&](const casework::NoticeState& one) {
            const auto& when = file.rules->program().notices[one.notice].when;
            return std::any_of(when.begin(), when.end(), [](const policy::EventRef& e) {
                return e.what == policy::Happening::Reduced;
            });
        }));
}

TEST_CASE("Whoever asks tells nothing that a reviewer, the agency, the fiscal agent or a call has to tell") {
    InReview request;
    for (const char* name : {"criteria.met", "reached.ordering", "fraud.suspected", "number.received",
                             "cut.probable_fraud", "cut.effective"}) {
        const casework::Known told{SmallOffice::fact(name), -1, 1, {}, false};
        Order asked = SmallOffice::admission("M1");
        std::get<casework::Submit>(asked.command).facts.push_back(told);
        const auto answer = request.open.office.desk().handle(asked, monday);
        REQUIRE_MESSAGE(!answer, name);
        CHECK(answer.error().kind == RefusalKind::NotTheirs);
        casework::Supply more;
        more.facts = {told};
        const auto no = request.refused("clerk", more);
        REQUIRE_MESSAGE(no, name);
        CHECK(no->kind == RefusalKind::NotTheirs);
        CHECK(no->rule.find(name) != std::string::npos);
    }
}

TEST_CASE("Nobody is told that a request is not expedited once it is over") {
    InReview request;
    request.open.office.done("clerk", request.of, casework::Expedite{0, "She cannot swallow."});
    request.open.office.done("clerk", request.of, casework::Withdraw{0, "It is paid otherwise."});
    const auto no = request.refused("therapist", casework::RefuseToExpedite{0, "It can wait."});
    REQUIRE(no);
    CHECK(no->kind == RefusalKind::NotNow);
    CHECK(no->rule == "the request is decided, or has ended");
}
