#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>

#include "casework/story_test.hpp"

// What holds of the terms of any case at all, whatever happened in it and in whatever order.

using namespace assent::casework;
using namespace assent::casework::testing;

namespace {

const RuleBook& stay_book() {
    static const RuleBook made = book_of(R"(
party provider
  cite law
fact visit.day date from provider ask "When?"
fact visit.moment moment from provider ask "When?"
request stay
  cite law
  opens a case
  by provider by portal
  goes to desk
request again
  cite law
  about denial, authorization
  by provider by portal
  submit from 15 to 10 business days before last day certified
  goes to desk
level desk
  cite law
  reviewers provider
  may approve as requested, pend, refer to other desk, deny
level other desk
  cite law
  reviewers provider
  may deny
duty decide here
  cite law
  we must decide at desk
  within 1 business day of complete information
duty decide there
  cite law
  we must decide
  when referred to other desk
  within 3 business days of complete information
duty supply
  cite law
  provider must supply information
  when pended
  within 1 business day of notice of pended
duty call
  cite law
  we must contact provider
  when received, visit.moment
  goal 1 hour
  within 8 hours
  pauses from pended to supplied
duty escalate
  cite law
  we must contact provider
  when call missed
  within 1 month of visit.day
  until withdrawn
right hear
  cite law
  provider may ask for a hearing
  when escalate missed, again lapsed
  within 90 calendar days
notice pended
  cite law
  when pended
  to provider by email within 5 minutes
)");
    return made;
}

Story any_story() {
    Story story(stay_book());
    story.at("2026-11-20 09:00").receive("stay", no_request, *rc::gen::arbitrary<bool>());
    const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 13));
    Instant now = story.now();
    for (const int step : steps) {
        now += std::chrono::minutes{*rc::gen::inRange(0, 5000)};
        story.at_instant(now);
        const auto request =
            static_cast<RequestNo>(*rc::gen::inRange<std::size_t>(0, story.of().requests.size()));
        if (step == 0) story.receive("again", request);
        if (step == 1) story.pend(request, "desk");
        if (step == 2) story.supply(request);
        if (step == 3) story.refer(request, "other desk", "desk");
        if (step == 4) story.refer(request, "desk");
        if (step == 5) story.compose(request, "pended");
        if (step == 6)
            story.tell(request, "visit.moment",
                       *rc::gen::inRange<std::int64_t>(1'795'000'000, 1'799'000'000));
        if (step == 7) story.tell(request, "visit.day", *rc::gen::inRange<std::int64_t>(20'700, 20'900));
        if (step == 8) story.approve(request, "2026-12-31");
        if (step == 9) story.add(Decided{request, Overall::Denied});
        if (step == 10) story.add(Ended{request, EndedAs::Withdrawn, ""});
        if (step == 11) story.add(Contacted{request, 0, {}, now, true, "", ""});
        if (step == 12 && !story.of().notices.empty()) story.send(1);
    }
    return story;
}

std::map<TermKey, Term> by_key(const std::vector<Term>& all) {
    std::map<TermKey, Term> made;
    for (const Term& term : all) made[term.key] = term;
    return made;
}

} // namespace

TEST_CASE("Time passes over terms: what is done stays done, and no moment moves by itself") {
    CHECK(rc::check([] {
        const Story story = any_story();
        const Instant now = local("2026-11-20 09:00") + std::chrono::hours{*rc::gen::inRange(0, 3000)};
        const Instant later = now + std::chrono::hours{*rc::gen::inRange(0, 3000)};
        const auto after = by_key(terms(story.of(), stay_book(), later));
        for (const auto& [key, before] : by_key(terms(story.of(), stay_book(), now))) {
            const auto found = after.find(key);
            RC_ASSERT(found != after.end());
            const Term& then = found->second;
            RC_ASSERT(then.started == before.started && then.due == before.due);
            RC_ASSERT(then.opens == before.opens && then.goal == before.goal);
            RC_ASSERT(then.done == before.done);
            if (!before.is_running()) RC_ASSERT(then.state == before.state);
            if (before.state == TermState::Open) RC_ASSERT(then.state != TermState::Waiting);
        }
    }));
}

TEST_CASE("No two instances have the same key, and they stand in the order in which they began") {
    CHECK(rc::check([] {
        const Story story = any_story();
        const auto all = terms(story.of(), stay_book(), local("2027-06-01 09:00"));
        RC_ASSERT(by_key(all).size() == all.size());
        RC_ASSERT(std::is_sorted(all.begin(), all.end(),
                                 [](const Term& a, const Term& b) { return a.started < b.started; }));
    }));
}

TEST_CASE("Between two alarms nothing changes") {
    CHECK(rc::check([] {
        const Story story = any_story();
        const Instant now = local("2026-11-20 09:00") + std::chrono::minutes{*rc::gen::inRange(0, 100'000)};
        const auto all = terms(story.of(), stay_book(), now);
        const auto alarm = next_alarm(all, now);
        const Instant still = alarm ? *alarm - std::chrono::seconds{1} : now + std::chrono::hours{100'000};
        const auto then = terms(story.of(), stay_book(), still);
        RC_ASSERT(all.size() == then.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            RC_ASSERT(all[i].key == then[i].key);
            RC_ASSERT(all[i].state == then[i].state);
        }
    }));
}

TEST_CASE("A reused list gives the same terms, and everything of an instance can be told") {
    CHECK(rc::check([] {
        const Story story = any_story();
        std::vector<Term> reused(7);
        terms(story.of(), stay_book(), story.now(), reused);
        const auto fresh = terms(story.of(), stay_book(), story.now());
        RC_ASSERT(reused.size() == fresh.size());
        for (const Term& term : fresh) RC_ASSERT(!derivation(story.of(), stay_book(), term).empty());
    }));
}
