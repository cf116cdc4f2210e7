#pragma once
// A desk over a store of its own, under the therapy program of this repository, with the people of a small
// office: a clerk of a clinic, a therapist and a physician who review, and a member who is eligible. Part of
// the tests, and of the benchmark.

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/expects.hpp"
#include "base/failure.hpp"
#include "catalog/program_folder.hpp"
#include "codes/packed_code.hpp"
#include "desk/desk.hpp"
#include "policy/day.hpp"
#include "store/sqlite_store.hpp"
#include "store/temporary_file_test.hpp"

namespace assent::desk {

using casework::RequestNo;

// 10:00 in New York on a Monday.
constexpr calendar::Instant monday =
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 30} + std::chrono::hours{15};

inline const RuleShelf& therapy_shelf() {
    static const RuleShelf shelf = [] {
        base::Diagnostics warnings;
        auto read = catalog::read_one_program(ASSENT_SOURCE_DIR "/programs/florida-medicaid",
                                              catalog::Scenarios::Leave, warnings);
        if (!read) throw base::Failure(base::to_text(read.error()));
        RuleShelf made;
        for (const catalog::Version& version : read->versions) {
            const auto kept = made.keep(version, [](const std::string& id) { return "Name of " + id; });
            if (!kept) throw base::Failure(base::to_text(kept.error()));
        }
        made.govern(std::move(*read));
        return made;
    }();
    return shelf;
}

inline const Rules& therapy_rules() {
    const Rules* rules = therapy_shelf().in_force(
        "florida-medicaid/therapy",
        std::chrono::sys_days{std::chrono::year{2026} / 11 / 30} + std::chrono::hours{15});
    base::expects(rules != nullptr, "the program is in force");
    return *rules;
}

// Who works there, and what can be their password.
inline const casework::PersonId clerk{"clerk"};
inline constexpr const char* clerks_password = "four quiet green boats";

// For those who compare what no document matters to.
inline bool any_document(const base::Digest&) { return true; }

inline store::SigningKey test_key() { return store::SigningKey({7, 7, 7}); }

class SmallOffice {
public:
    explicit SmallOffice(store::Store& store) : store_(store), desk_(store, therapy_shelf()) {}

    // Registers everybody; once for each store.
    void open() {
        know("clerk", {"Clerk", casework::Role::Provider, {"clinic"}});
        hold(organization("clinic"), "therapy provider", "physical therapy");
        know("stranger", {"Stranger", casework::Role::Provider, {"elsewhere"}});
        hold(organization("elsewhere"), "therapy provider", "physical therapy");
        know("therapist", {"Therapist", casework::Role::Reviewer, {"us"}});
        hold(person("therapist"), "licensed therapist", "physical therapy");
        know("physician", {"Physician", casework::Role::Reviewer, {"us"}});
        for (const char* words : {"licensed physician in Florida", "location in Florida", "active practice",
                                  "Florida hospital privileges"})
            hold(person("physician"), words);
        hold(person("physician"), "board certification", "physical therapy");
        know("agent", {"Fiscal agent", casework::Role::FiscalAgent, {"fiscal-agent"}});
    }

    void admit(const std::string& member) {
        report(store_, stream_of(casework::MemberId{member}),
               Member{"A Child", calendar::Date{std::chrono::year{2019} / 5 / 4}, ""}, {monday, {"import"}});
        report(store_, stream_of(casework::MemberId{member}),
               Eligible{calendar::Date{std::chrono::year{2026} / 1 / 1}, {}, {}}, {monday, {"import"}});
    }

    // An admission for physical therapy that starts ten days from now; without a plan of care when it is not
    // whole.
    static Order admission(const std::string& member, bool whole = true, calendar::Instant now = monday) {
        casework::Submit made;
        made.lines = 1;
        const auto tell = [&](std::string_view name, std::int64_t value, std::int16_t line = -1) {
            made.facts.push_back({fact(name), line, value, {}, false});
        };
        const casework::RuleBook& book = therapy_rules().book();
        tell("request.discipline", *book.program().words.find("physical therapy"));
        tell("request.start", policy::days_of(book.day_of(now)) + 10);
        tell("line.code", *codes::packed_procedure("97110"), 0);
        for (const std::string_view what : {"units", "ordered_units"})
            tell(fmt::format("line.{}", what), 72, 0);
        for (const std::string_view what : {"frequency", "ordered_frequency"})
            tell(fmt::format("line.{}", what), 3, 0);
        for (const std::string_view what : {"duration", "ordered_duration"})
            tell(fmt::format("line.{}", what), 168, 0);
        made.participants = {{party("ordering provider"), "dr-hill"}};
        made.papers.push_back(paper("order"));
        if (whole) made.papers.push_back(paper("plan of care"));
        return {{"clerk"}, NewCase{therapy_rules(), {member}}, std::move(made)};
    }

    static casework::Paper paper(std::string kind, calendar::Instant arrived = {}) {
        return {std::move(kind), {}, arrived, policy::Channel::Upload, 2};
    }

    static casework::Decide approval(RequestNo request = 0) {
        return {request,
                {{0, policy::LevelAct::ApproveAsRequested, {}, "The criteria are met."}},
                {"therapy criteria", "2026.1"}};
    }

    static std::uint16_t fact(std::string_view name) {
        const policy::Program& program = therapy_rules().program();
        const policy::FactDef* found = program.fact(name);
        base::expects(found != nullptr, "a fact of the program");
        return static_cast<std::uint16_t>(found - program.facts.data());
    }

    static std::uint16_t party(std::string_view name) {
        const auto& parties = therapy_rules().program().parties;
        const auto found = std::find_if(parties.begin(), parties.end(),
                                        [&](const policy::PartyDef& one) { return one.name.text == name; });
        base::expects(found != parties.end(), "a party of the program");
        return static_cast<std::uint16_t>(found - parties.begin());
    }

    // Requires: it is done.
    store::StreamId done(const Order& order, calendar::Instant now = monday) {
        const auto answer = desk_.handle(order, now);
        if (!answer) throw base::Failure("refused: " + to_text(answer.error()));
        return *store::StreamId::parse(answer->of);
    }
    void done(const std::string& by, const store::StreamId& of, casework::Command command,
              calendar::Instant now = monday) {
        done(Order{{by}, of, std::move(command)}, now);
    }

    CaseFile file(const store::StreamId& of) {
        auto read = read_file(store_, therapy_shelf(), of);
        base::expects(read.has_value(), "the case is there");
        return std::move(*read);
    }
    casework::State state(const store::StreamId& of, RequestNo request = 0) {
        return file(of).now.at(request).state;
    }

    Desk& desk() { return desk_; }
    store::Store& store() { return store_; }

private:
    static store::StreamId person(const std::string& id) { return stream_of(casework::PersonId{id}); }
    static store::StreamId organization(const std::string& id) {
        return stream_of(casework::OrganizationId{id});
    }
    void know(const std::string& id, Person one) {
        report(store_, person(id), std::move(one), {monday, {"import"}});
    }
    void hold(const store::StreamId& who, std::string words, std::string scope = {}) {
        report(store_, who, Held{std::move(words), std::move(scope), {}, {}, {}}, {monday, {"import"}});
    }

    store::Store& store_;
    Desk desk_;
};

// A store on the disk, with the office open and one member admitted.
struct OpenOffice {
    store::TemporaryFile file;
    store::SqliteStore store{{{file.path()}, test_key()}};
    SmallOffice office{store};

    OpenOffice() {
        office.open();
        office.admit("M1");
    }
};

} // namespace assent::desk
