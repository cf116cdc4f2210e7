// Customer service and intake: a case is found by few facts, what people tell is logged and followed up, what
// came by phone, fax or mail is entered with its moment, and two members who are one are merged.

#include <doctest/doctest.h>

#include "portal/pages_test.hpp"

namespace assent::portal {
namespace {

constexpr calendar::Instant evening = // Wed 25 Nov 2026 17:30 in New York, the day before Thanksgiving
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 25} + std::chrono::hours{22} +
    std::chrono::minutes{30};

struct Service : Pages {
    Service() {
        know("kim", casework::Role::CustomerService, "us");
        know("max", casework::Role::Intake, "us");
        sign_in("kim");
    }

    Response find(const Fields& facts) { return post("/find", facts); }

    static Fields told(const std::string& kind, const std::string& channel, const std::string& text) {
        return {{"do", "log"},        {"kind", kind},        {"came-by", channel}, {"came-on", "2026-11-25"},
                {"came-at", "17:30"}, {"came-from", "Rosa"}, {"text", text}};
    }

    // An admission that was denied, with the letter sent.
    store::StreamId denied() {
        const store::StreamId of = office.done(SmallOffice::admission("M1"));
        office.done("therapist", of, casework::Claim{0});
        office.done("therapist", of, casework::Refer{0, level("physician level"), "Not shown to be needed."});
        office.done("physician", of, casework::Claim{0});
        casework::Contact call;
        call.party = SmallOffice::party("ordering provider");
        office.done("physician", of, call);
        office.done(
            "physician", of,
            casework::Decide{0, {{0, policy::LevelAct::Deny, {}, "It is not needed."}}, {"criteria", "1"}});
        return of;
    }

    static std::uint16_t level(std::string_view name) {
        const auto& levels = desk::therapy_rules().program().levels;
        for (std::size_t i = 0; i < levels.size(); ++i)
            if (levels[i].name.text == name) return static_cast<std::uint16_t>(i);
        return policy::any_object;
    }
};

std::string number_of(const store::StreamId& of) { return of.text().substr(of.text().rfind('/') + 1); }

} // namespace

TEST_CASE(
    "A case is found by one number, or by a birth date with a name or a provider, and by nothing less") {
    Service service;
    service.office.admit("M2");
    const store::StreamId of = service.office.done(SmallOffice::admission("M1"));
    const std::string found = "href=\"" + page_of(of) + "\"";
    for (const Fields& facts : {Fields{{"number", number_of(of)}}, Fields{{"number", "M1/" + number_of(of)}},
                                Fields{{"number", number_of(of) + "-1"}}, // as a letter names its request
                                Fields{{"number", of.text() + "-1"}},     // and as older ones did
                                Fields{{"member", "M1"}}, Fields{{"born", "2019-05-04"}, {"name", "child"}},
                                Fields{{"born", "2019-05-04"}, {"provider", "clinic"}},
                                Fields{{"number", base::to_lower(number_of(of))}, {"name", "a chi"}}})
        CHECK(says(service.find(facts), found));
    CHECK(says(service.find({{"member", "M1"}}), "1 case found")); // each stands there once
    for (const Fields& facts :
         {Fields{{"number", "C0"}}, Fields{{"member", "M9"}},
          Fields{{"born", "2019-05-05"}, {"name", "child"}}, Fields{{"member", "M1"}, {"name", "nobody"}},
          Fields{{"born", "2019-05-04"}, {"provider", "elsewhere"}}})
        CHECK_FALSE(says(service.find(facts), found));
    CHECK(says(service.find({{"member", "M2"}}), "is known, and has no case"));
    for (const auto& [facts, instead] :
         {std::pair(Fields{}, "Write one of the numbers"),
          std::pair(Fields{{"name", "child"}}, "add the birth date"),
          std::pair(Fields{{"born", "2019-05-04"}}, "add the name, or the provider"),
          std::pair(Fields{{"provider", "clinic"}}, "A provider has too many cases"),
          std::pair(Fields{{"born", "4 May"}, {"name", "child"}}, "Write the birth date as 2015-03-02")}) {
        const Response answer = service.find(facts);
        CHECK(answer.status == 422);
        CHECK(says(answer, instead));
    }
}

TEST_CASE("To find and to log is for those who keep contacts, and opening what was found is recorded") {
    Service service;
    const store::StreamId of = service.office.done(SmallOffice::admission("M1"));
    service.find({{"member", "M1"}});
    CHECK(service.store.readings({.person = "kim"}).empty());
    CHECK(service.get(page_of(of)).status == 200);
    CHECK(service.store.readings({.person = "kim"}).size() == 1);
    for (const char* who : {"clerk", "therapist", "chief"}) {
        service.sign_in(who);
        CHECK(service.get("/find").status == 403);
        CHECK(service.find({{"member", "M1"}}).status == 403);
        CHECK(service.get("/contacts").status == 404);
        CHECK(service.get(page_of(of) + "/contacts").status == 404);
        CHECK(service.post(page_of(of) + "/contacts", Service::told("inquiry made", "phone", "?")).status ==
              404);
        CHECK(service.get("/members/M1").status == 404);
    }
}

// THX-14 THX-15 XCT-10
TEST_CASE("What people tell is logged, followed up by its time, corrected by a new entry, and done") {
    Service service;
    service.now = evening;
    const store::StreamId of = service.office.done(SmallOffice::admission("M1", true, evening), evening);
    const std::string log = page_of(of) + "/contacts";
    CHECK(service.post(log, Service::told("message left", "phone", "When will I hear?")).status == 303);
    CHECK(says(service.get(log), "To be answered by <time datetime=\"2026-11-27\">"));
    const Response page = service.get(page_of(of)); // THX-111: with the moment at which it came
    CHECK(says(page,
               "<p>Message left, by phone, arrived <time datetime=\"2026-11-25\">Wed 25 Nov 2026 17:30 EST"));
    CHECK(says(page, "from Rosa</p>"));
    Fields other = Service::told("inquiry made", "mail", "Nobody calls back.");
    other["program"] = desk::therapy_rules().id();
    const Response made = service.post("/contacts", other);
    REQUIRE(made.status == 303);
    const std::string beside = made.headers.at("location");
    Response list = service.get("/contacts");
    CHECK(says(list, "Message left, by phone"));
    CHECK(says(list, "Inquiry, by mail"));
    CHECK(list.body.find("Message left") < list.body.find("Inquiry, by mail")); // what has a time comes first
    // It was a complaint.
    CHECK(says(service.get(beside + "?correct=1"), "What was meant"));
    Fields meant = Service::told("complaint made", "mail", "Nobody calls back.");
    meant["corrects"] = "1";
    CHECK(service.post(beside, meant).status == 303);
    list = service.get(beside);
    CHECK(says(list, "Complaint in writing, by mail"));
    CHECK(says(list, "Entered wrongly: entry 2 is what was meant"));
    CHECK(service.post(beside, meant).status == 422); // once
    // It belongs to the case, and is followed up there.
    CHECK(service.post(beside, {{"do", "into"}, {"case", "C0"}}).status == 422);
    CHECK(service.post(beside, {{"do", "into"}, {"case", number_of(of)}}).headers.at("location") == log);
    CHECK(says(service.get(log), "Complaint in writing, by mail"));
    CHECK(service.post(log, {{"do", "answer"}, {"thread", "1"}, {"done", "Called back, all is told."}})
              .status == 303);
    list = service.get("/contacts");
    CHECK(says(
        list,
        "kim, <time datetime=\"2026-11-25\">Wed 25 Nov 2026 17:30 EST</time>: Called back, all is told."));
    CHECK(says(service.get(log), "Done by kim"));
}

TEST_CASE("A contact that is not whole, or in the future, is told at the form, which keeps what was typed") {
    Service service;
    const store::StreamId of = service.office.done(SmallOffice::admission("M1"));
    const std::string log = page_of(of) + "/contacts";
    for (const auto& [name, value] :
         {std::pair("came-on", "yesterday"), std::pair("came-at", "25:00"), std::pair("came-from", ""),
          std::pair("kind", "a visit"), std::pair("came-by", "pigeon"), std::pair("came-on", "2026-12-24"),
          std::pair("text", " ")}) {
        Fields told = Service::told("inquiry made", "phone", "Where is the letter?");
        told[name] = value;
        const Response answer = service.post(log, told);
        CHECK(answer.status == 422);
        CHECK((std::string(name) == "text" || says(answer, "Where is the letter?")));
    }
    CHECK(service.office.file(of).now.threads.empty());
}

// THX-90 THX-91 THX-92
TEST_CASE("A reconsideration by phone is entered for whom the program lets ask so, from when they called") {
    Service service;
    const store::StreamId of = service.denied();
    const std::string address = page_of(of) + "/new/reconsideration/1";
    CHECK(says(service.get(page_of(of)), address));
    CHECK(says(service.get(address), "As whom do they ask?"));
    Fields call = {{"do", "send"},       {"came-by", "phone"},  {"came-on", "2026-11-30"},
                   {"came-at", "09:15"}, {"came-from", "Rosa"}, {"came-as", "requesting provider"},
                   {"once", "1"}};
    CHECK(says(service.post(address, call), "Tell whoever asks to do it by portal"));
    call["came-as"] = "somebody else";
    CHECK(says(service.post(address, call), "Leave it to requesting provider by portal"));
    call["came-as"] = "recipient or guardian";
    call["came-at"] = "23:15"; // not yet
    CHECK(service.post(address, call).status == 422);
    call["came-by"] = "mail";
    call["came-at"] = "10:00"; // what is written is for intake to enter
    CHECK(says(service.post(address, call), "Hand to intake what came by mail"));
    service.now += std::chrono::hours{1};
    service.sign_in("kim"); // the session had rested
    call["came-by"] = "phone";
    CHECK(service.post(address, call).status == 303);
    const casework::Request made = service.office.file(of).now.at(1);
    CHECK(made.received == desk::monday);
    CHECK(made.channel == policy::Channel::Phone);
    CHECK(made.by_party == SmallOffice::party("recipient or guardian"));
}

// THX-03
TEST_CASE(
    "A fax of a therapy provider is refused with the way to ask, and that of a physician without access "
    "taken") {
    Service service;
    service.sign_in("max");
    const std::string address = "/new/florida-medicaid/therapy/admission";
    Fields fax = {{"do", "send"},
                  {"came-by", "fax"},
                  {"came-on", "2026-11-30"},
                  {"came-at", "09:00"},
                  {"came-from", "Dr. Hill"},
                  {"came-as", "requesting provider"},
                  {"came-who", " dr-green "},
                  {"once", "1"},
                  {"member", "M1"},
                  {"request.discipline", "physical therapy"},
                  {"request.start", "2026-12-10"},
                  {"ordering provider", "dr-hill"},
                  {"line.code.1", "97110"},
                  {"paper.order", "yes"},
                  {"paper.plan of care", "yes"}};
    for (const char* prefix : {"line.", "line.ordered_"}) {
        fax[std::string(prefix) + "units.1"] = "72";
        fax[std::string(prefix) + "frequency.1"] = "3";
        fax[std::string(prefix) + "duration.1"] = "168";
    }
    CHECK(says(service.post(address, fax), "Tell whoever asks to do it by portal"));
    fax["came-as"] = "physician without access";
    CHECK(says(service.post(address, fax), "obody is on record by the identifier"));
    const auto doctor = desk::stream_of(casework::PersonId{"dr-green"});
    desk::report(service.store, doctor, desk::Person{"Dr. Green", casework::Role::Provider, {"greens"}},
                 service.cause);
    desk::report(service.store, doctor, desk::Held{"licensed physician", {}, {}, {}, {}}, service.cause);
    const Response taken = service.post(address, fax);
    REQUIRE(taken.status == 303);
    const auto rows = service.store.cases({.member = "M1"});
    REQUIRE(rows.size() == 1);
    const casework::Request request = service.office.file(rows[0].stream).now.at(0);
    CHECK(request.received == desk::monday - std::chrono::hours{1});
    CHECK(request.papers.at(0).channel == policy::Channel::Fax);
    CHECK(request.asked_for.text == "greens"); // letters to whoever asked reach them
}

// THX-93
TEST_CASE("An answer to a pend that came by fax counts from when it arrived") {
    Service service;
    const store::StreamId of = service.office.done(SmallOffice::admission("M1", false));
    service.office.done("therapist", of, casework::Claim{0});
    service.office.done("therapist", of, casework::Pend{0, {"plan of care"}, "It is missing."});
    service.now += std::chrono::hours{3};
    service.sign_in("kim");
    const std::string address = page_of(of) + "/requests/1/came";
    CHECK(service.get(address).status == 404); // of customer service: it hands paper to intake
    CHECK_FALSE(says(service.get(page_of(of)), address));
    service.sign_in("max");
    CHECK(says(service.get(page_of(of)), address));
    CHECK(says(service.get(address), "An answer that came"));
    const Fields fax = {{"came-by", "fax"},   {"came-on", "2026-11-30"}, {"came-at", "11:30"},
                        {"came-from", "Ana"}, {"words", "One page."},    {"paper.plan of care", "yes"}};
    Fields none = fax;
    none.erase("paper.plan of care");
    CHECK(says(service.post(address, none), "Tick what came"));
    Fields later = fax;
    later["came-at"] = "14:00";
    CHECK(service.post(address, later).status == 422);
    CHECK(service.post(address, fax).status == 303);
    CHECK(service.office.file(of).now.at(0).completed == desk::monday + std::chrono::minutes{90});
    CHECK(service.get(address).status == 404); // nothing is awaited any more
}

TEST_CASE("Two members who are one are merged with a reason, found under either, and two again") {
    Service service;
    service.office.admit("M2");
    const store::StreamId of = service.office.done(SmallOffice::admission("M2"));
    CHECK(service.post("/members/M1", {{"do", "merge"}, {"other", "M2"}, {"reason", "One card."}}).status ==
          422);
    service.sign_in("max");
    CHECK(says(service.post("/members/M1", {{"do", "merge"}, {"other", "M2"}, {"reason", ""}}),
               "This needs a reason"));
    CHECK(service.post("/members/M1", {{"do", "merge"}, {"other", "M2"}, {"reason", "One card."}}).status ==
          303);
    CHECK(says(service.get("/members/M1"), "was merged with"));
    CHECK(says(service.get("/members/M2"), "was merged into"));
    CHECK(says(service.get("/members/M1"), page_of(of)));
    CHECK(says(service.find({{"member", "M1"}}), page_of(of)));
    CHECK(service.post("/members/M2", {{"do", "undo"}, {"other", "M1"}, {"reason", "Twins."}}).status == 303);
    CHECK_FALSE(says(service.find({{"member", "M1"}}), page_of(of)));
    for (const char* member : {"/members/M1", "/members/M2"}) {
        CHECK(says(service.get(member), "by max: One card."));
        CHECK(says(service.get(member), "by max: Twins."));
    }
    CHECK(service.get("/members/M99").status == 404);
}

} // namespace assent::portal
