#include "casework/moment.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "calendar/deadline.hpp"
#include "casework/story_test.hpp"

using namespace assent::casework;
using namespace assent::casework::testing;
using assent::calendar::Date;
using assent::policy::MomentNode;
using assent::policy::MomentOp;
using assent::policy::MomentUnit;
namespace calendar = assent::calendar;
using std::chrono::days;
using std::chrono::seconds;

namespace {

assent::calendar::DeadlineRule rule_of(const MomentNode& span, Edge edge, assent::calendar::Reading reading) {
    calendar::DeadlineRule rule = calendar::hours_after(span.count);
    if (span.unit == MomentUnit::CalendarDays) rule = calendar::calendar_days_after(span.count);
    if (span.unit == MomentUnit::WorkingDays) rule = calendar::working_days_after(span.count);
    if (span.unit == MomentUnit::Months) rule = calendar::months_after(span.count);
    if (span.unit != MomentUnit::Hours && edge == Edge::First) rule.due_time = calendar::DueTime::StartOfDay;
    if (span.op == MomentOp::Before) rule.direction = calendar::Direction::Before;
    rule.reading = reading;
    return rule;
}

template <typename T>
T one_of(std::initializer_list<T> all) {
    return *rc::gen::elementOf(std::vector<T>(all));
}

} // namespace

TEST_CASE("Spans fall due when the calendar's deadline says, to the second, in any year") {
    const WorkingDays working_days(calendar_named("florida-medicaid"));
    const assent::calendar::Zone zone = eastern();
    CHECK(rc::check([&] {
        MomentNode span;
        span.op = one_of({MomentOp::After, MomentOp::Before});
        span.unit = one_of(
            {MomentUnit::Hours, MomentUnit::CalendarDays, MomentUnit::WorkingDays, MomentUnit::Months});
        span.count = *rc::gen::inRange(0, 400);
        const auto edge = one_of({Edge::First, Edge::Last});
        const auto reading = one_of({assent::calendar::Reading::Earlier, assent::calendar::Reading::Later});
        const Date first = Date{std::chrono::year{2008} / 1 / 1};
        const Instant start = first + seconds{*rc::gen::inRange<std::int64_t>(0, 50 * 31'556'952LL)};
        const auto rule = rule_of(span, edge, reading);
        const auto slow = assent::calendar::deadline(rule, start, {working_days.calendar(), zone});
        const Ground ground{working_days, zone, reading};
        const auto quick = ground.counted(span, start, edge);
        RC_ASSERT(slow.has_value() && quick.has_value());
        const bool passed = span.op == MomentOp::After && *quick < slow->counted_from;
        RC_ASSERT(slow->due == (passed ? slow->counted_from : *quick));
    }));
}

TEST_CASE("Counting working days agrees with walking the calendar") {
    for (const char* name : {"florida-medicaid", "missouri", "federal", "monday-to-friday"}) {
        const WorkingDays quick(calendar_named(name));
        CHECK(rc::check([&] {
            const Date day = Date{std::chrono::year{2014} / 6 / 1} + days{*rc::gen::inRange(0, 33 * 366)};
            const int n = *rc::gen::inRange(-300, 300);
            RC_ASSERT(quick.add(day, n) == quick.calendar().add_working_days(day, n));
            int open = 0;
            const Date last = day + days{*rc::gen::inRange(0, 60)};
            for (Date one = day + days{1}; one <= last; one += days{1})
                open += quick.calendar().is_open(one) ? 1 : 0;
            RC_ASSERT(quick.open_days(day, last) == open);
        }));
    }
    const WorkingDays quick(calendar_named("florida-medicaid"));
    CHECK_FALSE(quick.add(*assent::calendar::parse_date("2399-12-31"), 1));
    CHECK_FALSE(quick.add(*assent::calendar::parse_date("1800-01-01"), -2));
}

TEST_CASE("The same day is open on one calendar and closed on another, XCT-02") {
    const auto day = *assent::calendar::parse_date("2026-06-18");
    const auto next = [&](const char* name) {
        return assent::calendar::to_text(*WorkingDays(calendar_named(name)).add(day, 1));
    };
    CHECK(next("missouri") == "2026-06-22");
    CHECK(next("florida-medicaid") == "2026-06-19");
    CHECK(next("monday-to-friday") == "2026-06-19");
}

TEST_CASE("Each moment of the language has its time") {
    const RuleBook book = book_of(R"(
party provider
  cite law
fact visit.day date from provider ask "When?"
request stay
  cite law
  opens a case
  by provider by portal
  goes to desk
level desk
  cite law
  reviewers provider
  may deny
duty pattern
  cite law
  we must contact provider
  when received
  by visit.day
)");
    const auto due = [&](MomentOp op, std::int32_t count) {
        assent::policy::Program program = book.program();
        MomentNode node;
        node.op = op;
        node.count = count;
        node.first = program.terms.back().due;
        for (auto& term : program.terms) {
            if (term.name.text != "pattern") continue;
            node.first = term.due;
            term.due = static_cast<assent::policy::MomentId>(program.moments.size());
        }
        program.moments.push_back(node);
        const RuleBook made{program, {calendar_named("florida-medicaid")}, eastern()};
        Story story(made);
        story.at("2026-11-02 09:00").receive("stay");
        story.tell(0, "visit.day", "2026-11-26"); // Thanksgiving Day
        return shown(story.find("pattern", "2026-11-02 10:00")->due);
    };
    CHECK(due(MomentOp::StartOfDay, 0) == "Thu 26 Nov 2026 00:00 EST");
    CHECK(due(MomentOp::EndOfDay, 0) == "Thu 26 Nov 2026 23:59:59 EST");
    CHECK(due(MomentOp::CloseOfBusiness, 0) == "Thu 26 Nov 2026 17:00 EST");
    CHECK(due(MomentOp::Noon, 0) == "Thu 26 Nov 2026 12:00 EST");
    CHECK(due(MomentOp::Noon, 1) == "Fri 27 Nov 2026 12:00 EST");
    CHECK(due(MomentOp::Noon, -1) == "Wed 25 Nov 2026 12:00 EST");
    CHECK(due(MomentOp::NextOpenAfter, 0) == "Fri 27 Nov 2026 23:59:59 EST");
    CHECK(due(MomentOp::NextOpenOnOrAfter, 0) == "Fri 27 Nov 2026 23:59:59 EST");
    CHECK(due(MomentOp::LastSecondBefore, 0) == "Wed 25 Nov 2026 23:59:59 EST");
}

TEST_CASE("A value that is no day of the calendar bounds nothing") {
    const RuleBook book = book_of(R"(
party provider
  cite law
fact visit.day date from provider ask "When?"
fact visit.moment moment from provider ask "When?"
request stay
  cite law
  opens a case
  by provider by portal
  goes to desk
level desk
  cite law
  reviewers provider
  may deny
duty one
  cite law
  we must contact provider
  when received
  by visit.day
duty other
  cite law
  we must contact provider
  when received
  by 3 business days after visit.moment
)");
    for (const std::int64_t value :
         {std::numeric_limits<std::int64_t>::min(), std::int64_t{-800'000} * 86'400,
          std::numeric_limits<std::int64_t>::max()}) {
        Story story(book);
        story.at("2026-11-02 09:00").receive("stay");
        story.tell(0, "visit.day", value).tell(0, "visit.moment", value);
        CHECK(terms(story.of(), book, story.now()).empty());
    }
}
