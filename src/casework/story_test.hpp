#pragma once
// For the tests of terms: a small program of duties and rights read from its text, and the story of a case
// told event by event in local time. A text that does not read stops the test; nothing but a test includes
// this, and nothing here is part of the server.

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "calendar/calendar_text.hpp"
#include "calendar/yearly_clock_changes.hpp"
#include "casework/case.hpp"
#include "casework/rule_book.hpp"
#include "casework/term.hpp"
#include "policy/read_program.hpp"

namespace assent::casework::testing {

inline std::string file_text(const std::string& path) {
    const std::ifstream in(std::string(ASSENT_SOURCE_DIR) + "/" + path);
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
}

template <typename T>
T whole(base::Result<T> read) {
    if (read) return std::move(*read);
    std::fputs(base::to_text(read.error()).c_str(), stderr);
    std::abort();
}

inline calendar::BusinessCalendar calendar_named(const std::string& name) {
    const std::string path = "programs/calendars/" + name + ".calendar";
    return whole(calendar::parse_calendar(file_text(path), path));
}

inline calendar::Zone eastern() {
    return whole(calendar::Zone::make("America/New_York",
                                      *calendar::yearly_clock_changes("EST5EDT,M3.2.0,M11.1.0", 2007, 2060)));
}

// The rules of a program, with a header of their own.
inline std::string with_header(const std::string& rules, bool includes) {
    return std::string(
               "program small\n  cite law\n  effective 2021-01-01 onward\n"
               "  hours 8:00 to 17:00 Monday to Friday in America/New_York\n") +
           (includes ? "  include federal\n\n" : "\n") + rules;
}

inline RuleBook book_of(const std::string& rules, const std::string& included = "") {
    policy::ProgramText text;
    text.policy = {"small.policy", with_header(rules, !included.empty())};
    std::vector<calendar::BusinessCalendar> calendars{calendar_named("florida-medicaid")};
    if (!included.empty()) {
        text.included["federal"] = {"federal.policy", included};
        text.programs = {"federal"};
        calendars.push_back(calendar_named("monday-to-friday"));
    }
    base::Diagnostics warnings;
    return {whole(policy::read_program(text, warnings)), std::move(calendars), eastern()};
}

// "2026-11-25 15:00" by the clocks of the zone; the earlier of two.
inline Instant local(const char* text) {
    static const calendar::Zone zone = eastern();
    int hour = 0, minute = 0, second = 0;
    std::sscanf(text + 10, " %d:%d:%d", &hour, &minute, &second);
    const auto day = calendar::parse_date(std::string_view(text).substr(0, 10));
    if (!day) std::abort();
    return zone.to_instant(*day, std::chrono::seconds{hour * 3600 + minute * 60 + second},
                           calendar::Reading::Earlier);
}

inline std::string shown(const std::optional<Instant>& moment) {
    static const calendar::Zone zone = eastern();
    return moment ? zone.to_text(*moment) : "none";
}

// Of a duty or a right; a line of a notice has the notice's.
inline std::string name_of(const RuleBook& book, const Term& term) {
    const policy::TermDef& def = book.program().terms[term.key.term];
    return def.notice == policy::any_object ? def.name.text : book.program().notices[def.notice].name.text;
}

// A case as its events make it; times are local.
class Story {
public:
    explicit Story(const RuleBook& book) : book_(book) {}

    Story& at(const char* when) { return at_instant(local(when)); }
    Story& at_instant(Instant now) {
        now_ = now;
        return *this;
    }
    template <typename Kind>
    Story& add(Kind what) {
        case_ = evolve(std::move(case_), {now_, {}, Role::System, std::move(what)});
        return *this;
    }
    // Begins, submits and receives a request; complete unless said otherwise.
    RequestNo receive(const char* type, RequestNo about = no_request, bool complete = true) {
        const auto number = static_cast<RequestNo>(case_.requests.size());
        Begun begun;
        begun.request = number;
        begun.type = index(book_.program().requests, type);
        begun.about = about;
        add(begun);
        Submitted submitted;
        submitted.request = number;
        submitted.lines = 1;
        add(submitted).add(Received{number, now_, now_, false, false});
        if (complete) add(Completed{number, now_, false});
        return number;
    }
    Story& refer(RequestNo request, const char* to, const char* from = nullptr) {
        Referred referred;
        referred.request = request;
        if (from) referred.from = level(from);
        referred.to = level(to);
        return add(referred);
    }
    Story& pend(RequestNo request, const char* at_level) {
        return add(Pended{request, level(at_level), {"plan of care"}, "it is missing"});
    }
    Story& supply(RequestNo request) {
        return add(Supplied{request, {}, now_}).add(Completed{request, now_, false});
    }
    // All lines of that notice.
    Story& compose(RequestNo request, const char* notice) {
        const std::uint16_t which = index(book_.program().notices, notice);
        for (const std::uint16_t line : book_.program().notices[which].lines) {
            const auto number = static_cast<std::uint32_t>(case_.notices.size() + 1);
            add(Composed{request, which, line, number, {}});
        }
        return *this;
    }
    Story& send(std::uint32_t number) { return add(Sent{number}); }
    Story& tell(RequestNo request, const char* fact, std::int64_t value) {
        Known known;
        known.fact = index(book_.program().facts, fact);
        known.value = value;
        return add(Reported{request, {known}, {}});
    }
    // A fact that holds a date, or a moment by the clocks on the wall.
    Story& tell(RequestNo request, const char* fact, const char* when) {
        const bool is_date = std::string_view(when).size() == 10;
        const auto clock = eastern().to_local(local(when)).time_since_epoch().count();
        return tell(request, fact, is_date ? clock / 86'400 : clock);
    }
    Story& approve(RequestNo request, const char* through) {
        Approval approval;
        approval.granted.units = 24;
        approval.granted.through = *calendar::parse_date(through);
        add(Determined{request, 0, approval});
        return add(Decided{request, Overall::Approved});
    }

    const Case& of() const { return case_; }
    Instant now() const { return now_; }

    // The latest instance of that duty or right on the request; an empty one when there is none.
    std::optional<Term> find(const char* name, const char* when, RequestNo request = 0) const {
        std::optional<Term> last;
        for (const Term& term : terms(case_, book_, local(when))) {
            if (name_of(book_, term) == name && term.key.request == request) last = term;
        }
        return last;
    }
    // "open, due Fri 27 Nov 2026 23:59:59 EST", or "none".
    std::string says(const char* name, const char* when, RequestNo request = 0) const {
        const auto term = find(name, when, request);
        if (!term) return "none";
        const std::string state(to_text(term->state));
        return term->due ? state + ", due " + shown(term->due) : state;
    }
    std::size_t count(const char* name, const char* when) const {
        std::size_t found = 0;
        for (const Term& term : terms(case_, book_, local(when)))
            found += name_of(book_, term) == name ? 1 : 0;
        return found;
    }

    template <typename Definition>
    static std::uint16_t index(const std::vector<Definition>& all, std::string_view name) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].name.text == name) return static_cast<std::uint16_t>(i);
        }
        std::fprintf(stderr, "no definition is called %s\n", std::string(name).c_str());
        std::abort();
    }

private:
    std::uint16_t level(const char* name) const { return index(book_.program().levels, name); }

    const RuleBook& book_;
    Case case_;
    Instant now_{};
};

} // namespace assent::casework::testing
