// Whatever anybody commands, at whatever point of a case: the answer is events that the case can take, or a
// refusal that says why; the case is what its events say; and nobody but a fit physician decides against
// care. RapidCheck makes the commands, with numbers in and out of range, and shrinks what fails.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <algorithm>
#include <filesystem>

#include "casework/authority.hpp"
#include "casework/decide.hpp"
#include "casework/term.hpp"
#include "catalog/program_folder.hpp"
#include "codes/packed_code.hpp"
#include "letters/template_composer.hpp"

namespace {

using namespace assent;
using namespace assent::casework;
using namespace std::chrono_literals;

const RuleBook& book() {
    static const RuleBook made = [] {
        base::Diagnostics warnings;
        const auto path = std::filesystem::path(ASSENT_SOURCE_DIR) / "programs/florida-medicaid/therapy";
        auto read = catalog::read_one_program(path, catalog::Scenarios::Leave, warnings);
        REQUIRE(read.has_value());
        const catalog::Version& version = read->versions.front();
        std::vector<calendar::BusinessCalendar> calendars;
        for (std::size_t i = 0; i < version.program.origins.size(); ++i)
            calendars.push_back(*version.calendar_of(i));
        return RuleBook(version.program, std::move(calendars), *version.zone);
    }();
    return made;
}

template <typename Number>
Number small(Number most) {
    return *rc::gen::inRange<Number>(0, static_cast<Number>(most + 1));
}

std::string words() { return *rc::gen::element<std::string>("", "because", "plan of care", "progress", " "); }

Actor anybody() {
    Actor made;
    made.role = static_cast<Role>(small<int>(static_cast<int>(roles) - 1));
    made.person.text = *rc::gen::element<std::string>("ann", "bea", "carl", "dan");
    made.organization.text = *rc::gen::element<std::string>("clinic", "other clinic");
    for (const char* credential :
         {"therapy provider", "licensed therapist", "licensed physician in Florida", "location in Florida",
          "active practice", "board certification", "Florida hospital privileges", "member"}) {
        if (!*rc::gen::weightedElement<bool>({{3, true}, {1, false}})) continue;
        const bool scoped = std::string_view(credential) == "therapy provider" ||
                            std::string_view(credential) == "licensed therapist" ||
                            std::string_view(credential) == "board certification";
        made.credentials.push_back({credential, scoped ? "physical therapy" : "", "", {}});
    }
    return made;
}

std::vector<Known> facts() {
    std::vector<Known> all;
    for (int count = small<int>(3); count > 0; --count) {
        const auto last = static_cast<int>(book().program().facts.size()) - 1;
        all.push_back({static_cast<std::uint16_t>(small<int>(last)),
                       static_cast<std::int16_t>(small<int>(3) - 1),
                       *rc::gen::inRange<std::int64_t>(-2, 30'000),
                       {},
                       false});
    }
    return all;
}

Submit whole_request() {
    Submit made;
    made.type = static_cast<std::uint16_t>(small<int>(static_cast<int>(book().program().requests.size())));
    made.about =
        *rc::gen::element<RequestNo>(RequestNo{no_request}, RequestNo{0}, RequestNo{1}, RequestNo{7});
    made.channel = static_cast<policy::Channel>(small<int>(static_cast<int>(policy::channels) - 1));
    made.lines = static_cast<std::uint16_t>(small<int>(2));
    if (*rc::gen::weightedElement<bool>({{1, false}, {4, true}})) {
        made.type = 0;
        made.about = no_request;
        made.channel = policy::Channel::Portal;
        made.lines = 1;
        const auto tell = [&](std::string_view name, std::int64_t value, int line = -1) {
            const policy::FactDef* fact = book().program().fact(name);
            made.facts.push_back({static_cast<std::uint16_t>(fact - book().program().facts.data()),
                                  static_cast<std::int16_t>(line),
                                  value,
                                  {},
                                  false});
        };
        tell("member.eligible", 1);
        tell("request.discipline", *book().program().words.find("physical therapy"));
        tell("request.start", 20'780);
        tell("line.code", *codes::packed_procedure("97110"), 0);
        for (const char* what : {"line.units", "line.ordered_units"}) tell(what, 12, 0);
        for (const char* what : {"line.frequency", "line.ordered_frequency"}) tell(what, 2, 0);
        for (const char* what : {"line.duration", "line.ordered_duration"}) tell(what, 42, 0);
        made.papers = {{"order", {}, {}, policy::Channel::Upload, 1}};
        if (small<int>(1) == 0) made.papers.push_back({"plan of care", {}, {}, policy::Channel::Upload, 1});
    } else {
        made.facts = facts();
    }
    return made;
}

LineDecision line_decision() {
    LineDecision made;
    made.line = static_cast<std::uint16_t>(small<int>(2));
    made.act = static_cast<policy::LevelAct>(small<int>(static_cast<int>(policy::level_acts) - 1));
    if (small<int>(1) == 0)
        made.granted = Granted{small<std::int64_t>(14), small<std::int64_t>(3),
                               calendar::Date{std::chrono::days{20'780 + small<int>(40)}},
                               calendar::Date{std::chrono::days{20'790 + small<int>(40)}}};
    made.rationale = words();
    return made;
}

Command any_command() {
    const auto request = static_cast<RequestNo>(small<int>(2));
    const Criteria criteria{words(), words()};
    switch (small<int>(29)) {
        case 0:
        case 1: return whole_request();
        case 2:
        case 3: return Claim{request};
        case 4: return Assign{request, anybody()};
        case 5: return Release{request, words()};
        case 6: return Report{request, facts()};
        case 7: return File{request, {words(), {}, {}, policy::Channel::Fax, 1}};
        case 8: return Supply{request, {words()}, facts(), {}, policy::Channel::Portal, {}};
        case 9: return Pend{request, {words()}, words()};
        case 10:
        case 11: return Refer{request, static_cast<std::uint16_t>(small<int>(4)), words()};
        case 12:
        case 13: return Decide{request, {line_decision()}, criteria};
        case 14: return TechnicallyDeny{request, words()};
        case 15: return Return{request, words()};
        case 16: return Withdraw{request, words()};
        case 17:
            return Contact{request,
                           static_cast<std::uint16_t>(small<int>(20)),
                           policy::Channel::Phone,
                           {},
                           true,
                           words(),
                           ""};
        case 18: return Message{policy::Happening::MessageLeft, request, policy::Channel::Phone, {}, words()};
        case 19: return Answer{static_cast<std::uint32_t>(small<int>(3)), words()};
        case 20: return Flag{request, words(), true};
        case 21: return Direct{static_cast<Direction>(small<int>(2)), words()};
        case 22: return Expedite{request, words()};
        case 23: return RefuseToExpedite{request, words()};
        case 24:
            return Extend{
                {static_cast<std::uint16_t>(small<int>(40)), request, small<std::uint32_t>(9)}, {}, words()};
        case 25: return Correct{request, small<std::uint32_t>(30), facts(), words()};
        case 26: return Name{{static_cast<std::uint16_t>(small<int>(20)), "clinic"}, words()};
        case 27: return Void{request, words()};
        case 28: return Reduce{request, line_decision(), criteria};
        default: return Close{request};
    }
}

bool is_fit_physician(const Actor& actor) {
    const auto holds = [&](std::string_view words) {
        return std::any_of(actor.credentials.begin(), actor.credentials.end(),
                           [&](const Credential& held) { return held.words == words; });
    };
    return actor.role == Role::Reviewer && holds("licensed physician in Florida") &&
           holds("active practice") && holds("location in Florida") && holds("board certification") &&
           holds("Florida hospital privileges");
}

} // namespace

TEST_CASE("any commands by anybody leave a case whole") {
    static const letters::Templates none;
    const letters::TemplateComposer composer(none, book(), [](const std::string& id) { return id; });
    std::size_t done = 0, refused = 0;
    CHECK(rc::check("commands are decided or refused", [&] {
        Case now;
        Events all;
        Instant at = calendar::Date{std::chrono::days{20'770}} + 14h;
        for (int count = small<int>(40); count > 0; --count) {
            at += std::chrono::minutes{small<int>(3'000)};
            const bool tick = small<int>(5) == 0;
            Actor actor = anybody();
            if (tick) actor.role = Role::Timer;
            const Command command = tick ? Command(Pass{}) : any_command();
            const auto events = decide(now, command, {at, actor, book(), composer, {}});
            if (!events) {
                ++refused;
                RC_ASSERT(!events.error().rule.empty());
                RC_ASSERT(!events.error().instead.empty());
                continue;
            }
            ++done;
            for (const Event& event : *events) {
                now = evolve(std::move(now), event);
                const auto* determined = std::get_if<Determined>(&event.what);
                if (determined && is_adverse(determined->determination)) RC_ASSERT(is_fit_physician(actor));
                const auto* ended = std::get_if<Ended>(&event.what);
                if (ended && ended->as == EndedAs::TechnicallyDenied) RC_ASSERT(actor.role == Role::Reviewer);
            }
            all.insert(all.end(), events->begin(), events->end());
            (void)terms(now, book(), at);
        }
        const Case again = replay({}, {}, all);
        RC_ASSERT(again.marks.size() == now.marks.size());
        RC_ASSERT(again.events == now.events);
        for (std::size_t i = 0; i < now.requests.size(); ++i) {
            RC_ASSERT(again.requests[i].state == now.requests[i].state);
            RC_ASSERT(again.requests[i].level == now.requests[i].level);
        }
    }));
    CHECK(done > 100); // what is always refused proves little
    CHECK(refused > 100);
}
