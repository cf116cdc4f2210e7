#include "policy/moment.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "policy/small_terms.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

// The tree without the words it was read from.
std::string tree(const Moments& moments, MomentId id) {
    if (id == no_moment) return "-";
    const MomentNode& node = moments[id];
    return fmt::format("({} {} {} {}.{} {} {} {})", static_cast<int>(node.op), static_cast<int>(node.unit),
                       node.count, static_cast<int>(node.event.what), node.event.which, node.term,
                       tree(moments, node.first), tree(moments, node.second));
}

MomentId added(Moments& moments, MomentNode node) {
    moments.push_back(std::move(node));
    return static_cast<MomentId>(moments.size() - 1);
}

EventRef some_event() {
    const auto below = [](std::uint16_t end) { return *rc::gen::inRange<std::uint16_t>(0, end); };
    auto what = *rc::gen::suchThat(rc::gen::map(rc::gen::inRange<int>(0, static_cast<int>(happenings)),
                                                [](int i) { return static_cast<Happening>(i); }),
                                   [](Happening h) { return h != Happening::Told; });
    const bool object = *rc::gen::arbitrary<bool>();
    switch (what) {
        case Happening::Pended:
        case Happening::Referred:
        case Happening::Contacted: return {what, object ? below(2) : any_object};
        case Happening::Dated:
        case Happening::Sent:
        case Happening::Served:
        case Happening::CameBack:
        case Happening::Opens:
        case Happening::RequestOpens:
        case Happening::RequestLapsed:
        case Happening::Missed: return {what, below(2)};
        case Happening::Lapsed: return {what, 2};
        case Happening::Answered: return {Happening::Told, below(3)};
        default: return {what, any_object};
    }
}

// Trees of any shape that words can say, up to that depth.
MomentId some_moment(Moments& moments, int depth) {
    MomentNode node;
    node.op =
        depth == 0
            ? MomentOp::Event
            : static_cast<MomentOp>(*rc::gen::inRange<int>(0, static_cast<int>(MomentOp::LastSecondBefore)));
    switch (node.op) {
        case MomentOp::Start: node.source.text = "at once"; return added(moments, node);
        case MomentOp::Event: node.event = some_event(); return added(moments, node);
        case MomentOp::Due: node.term = *rc::gen::inRange<std::uint16_t>(0, 2); return added(moments, node);
        case MomentOp::After:
        case MomentOp::Before:
            node.unit = static_cast<MomentUnit>(*rc::gen::inRange<int>(0, 5));
            node.count = *rc::gen::inRange(1, 1'000);
            break;
        case MomentOp::Noon: node.count = *rc::gen::inRange(-1, 2); break;
        case MomentOp::Earlier:
        case MomentOp::Later: node.second = some_moment(moments, depth - 1); break;
        default: break;
    }
    node.first = some_moment(moments, depth - 1);
    return added(moments, node);
}

} // namespace

TEST_CASE("a moment written as words reads back as the same moment") {
    CHECK(rc::check([] {
        SmallTerms small;
        const MomentId made = some_moment(small.program.moments, *rc::gen::inRange(0, 5));
        const std::string words = to_text(small.program, made);
        const std::string before = tree(small.program.moments, made);
        const Piece piece{words, 1, 1};
        Cursor cursor(piece, "small.policy");
        const auto read = small.moments.moment(cursor);
        RC_LOG(words + "\n" + small.told());
        RC_ASSERT(read.has_value());
        RC_ASSERT(cursor.at_end());
        RC_ASSERT(tree(small.program.moments, *read) == before);
        RC_ASSERT(small.program.moments[*read].source.text == words);
    }));
}

TEST_CASE("a moment is read in each of its forms") {
    SmallTerms small;
    for (const char* text : {
             "received",
             "at once",
             "3 calendar days before last covered day",
             "48 hours after admitted",
             "5 minutes after notice of denial sent",
             "1 business day after complete information",
             "12 months after last covered day",
             "the earlier of 36 hours after admitted and decided",
             "the later of 10 calendar days after notice of denial and last covered day",
             "end of the day of admitted",
             "start of the day of admitted",
             "close of business of the day of admitted",
             "noon of the day of admitted",
             "noon of the day after admitted",
             "noon of the day before last covered day",
             "the next business day after question asked",
             "the next business day on or after 4 months after notice of denial served",
             "the time to decide standard",
         }) {
        CAPTURE(text);
        CHECK(small.moment(text) == text);
    }
    CHECK(small.told() == "");
}

TEST_CASE("days of no kind are calendar days, working days are business days, and of counts forward") {
    SmallTerms small;
    CHECK(small.moment("3 days of receipt") == "3 calendar days after received");
    CHECK(small.moment("1 day before last covered day") == "1 calendar day before last covered day");
    CHECK(small.moment("5 working days of receipt") == "5 business days after received");
    CHECK(small.moment("the next working day after receipt") == "the next business day after received");
    CHECK(small.within("3 business days of complete information") ==
          "3 business days after complete information");
    CHECK(small.within("3 business days") == "3 business days");
    CHECK(small.told() == "");
}

TEST_CASE("a span without words counts from the start") {
    SmallTerms small;
    REQUIRE(small.within("72 hours") == "72 hours");
    const MomentNode& span = small.program.moments.back();
    CHECK(span.op == MomentOp::After);
    CHECK(small.program.moments[span.first].op == MomentOp::Start);
    const CountedFrom from = counted_from(small.program.moments, 1);
    CHECK(from.start);
    CHECK(from.events.empty());
}

TEST_CASE("a window says from when and until when") {
    SmallTerms small;
    CHECK(small.window("within 5 business days of notice of denial") ==
          " | 5 business days after notice of denial");
    CHECK(small.window("by end of the day of admitted") == " | end of the day of admitted");
    CHECK(small.window("before last covered day") == " | before last covered day");
    CHECK(small.window("from admitted") == "admitted | ");
    CHECK(small.window("from 2 days before last covered day to admitted") ==
          "2 calendar days before last covered day | admitted");
    CHECK(small.window("from admitted to 90 calendar days after admitted") ==
          "admitted | 90 calendar days after admitted");
    CHECK(small.window("from 15 to 10 business days before last day certified") ==
          "15 business days before last day certified | 10 business days before last day certified");
    CHECK(small.window("at any time") == " | ");
    CHECK(small.told() == "");
}

TEST_CASE("every mistake in a moment says what can stand there") {
    SmallTerms small;
    const auto wrong = [&small](const char* text) {
        CHECK(small.moment(text) == "");
        return small.told();
    };
    const std::string forms =
        "a moment is an event, `3 business days after EVENT`, `the earlier of MOMENT and MOMENT`, `end of "
        "the "
        "day of EVENT`, `the next business day after EVENT`, `the time to DUTY` or `at once`\n";
    CHECK(wrong("soonest") == "1: a moment expected, and `soonest` is none; " + forms);
    CHECK(wrong("") == "1: a moment expected, and `the end of the line` is none; " + forms);
    CHECK(wrong("admited") == "1: a moment expected, and `admited` is none; did you mean `admitted`?\n");
    CHECK(wrong("end of the day of") == "18: a moment expected, and `the end of the line` is none; " + forms);
    CHECK(wrong("3 business days") ==
          "16: from what do the 3 business days count?; write `3 business days after EVENT` (or `of`), or `3 "
          "business days before EVENT`\n");
    CHECK(wrong("ten business days after receipt") ==
          "1: a whole number expected, and `ten` is none; write it in digits, for instance 21\n");
    CHECK(
        wrong("3 weeks after receipt") ==
        "3: a unit of time expected, and `weeks` is none; write minutes, hours, calendar days, business days "
        "or months; a week is 7 calendar days, a year 12 months\n");
    CHECK(wrong("3 business hours after receipt") ==
          "12: there are no business hours; days are counted as business, working or calendar days; minutes "
          "and hours run through nights and closed days\n");
    CHECK(wrong("0 days after receipt") == "1: a span of 0 calendar days; write a number from 1 to 36500\n");
    CHECK(wrong("-2 hours after receipt") == "1: a span of -2 hours; write a number from 1 to 876000\n");
    CHECK(wrong("2000 months after receipt") == "1: a span of 2000 months; write a number from 1 to 1200\n");
    CHECK(wrong("the earlier of admitted, decided") ==
          "24: `and` and a second moment expected; write `the earlier of MOMENT and MOMENT` or `the later of "
          "MOMENT and MOMENT`\n");
    CHECK(wrong("the time to reopen") ==
          "13: a duty expected, and `reopen` is a right; name a duty; what a right allows has no time by "
          "which it must be done\n");
    CHECK(
        wrong("the time to sleep") ==
        "13: a duty expected, and `sleep` is none; declared are decide standard, answer a pend and reopen\n");
    CHECK(
        wrong("decide standard") ==
        "1: `decide standard` alone is no event; write `decide standard missed` or `decide standard opens`; "
        "a moment can be `the time to DUTY`\n");
    CHECK(wrong("admitted known") == "10: `known` is left over; it ends here\n");
}

TEST_CASE("every mistake in an event says what can stand there") {
    SmallTerms small;
    const auto wrong = [&small](const char* text) {
        CHECK(small.event(text) == "");
        return small.told();
    };
    CHECK(
        wrong("arrived") ==
        "1: an event expected, and `arrived` is none; an event is what happened to a request (`received`, "
        "`complete information`, `pended at LEVEL`, `decided`, `denied`), `notice of NAME sent`, a fact that "
        "holds a date or a moment, or `DUTY missed`\n");
    CHECK(wrong("suspendd") == "1: an event expected, and `suspendd` is none; did you mean `suspended`?\n");
    CHECK(wrong("unless decided") ==
          "1: an event expected, and `unless` is none; conditions stand on a line of their own\n");
    CHECK(wrong("notice of denail") ==
          "11: a notice expected, and `denail` is none; did you mean `denial`?\n");
    CHECK(wrong("member.eligible") ==
          "1: `member.eligible` is yes or no, and no event; a fact of the request that holds a date or a "
          "moment "
          "is an event; conditions stand on a line of their own, after `if` or `unless`\n");
    CHECK(wrong("line.visits").starts_with("1: `line.visits` is a date of a service line, and no event; "));
    CHECK(wrong("reopen missed") == "1: a right is not missed; write `reopen lapsed`\n");
    CHECK(wrong("decide standard lapsed") == "1: a duty is not lapsed; write `decide standard missed`\n");
}

TEST_CASE("every mistake in a window says what can stand there") {
    SmallTerms small;
    const auto wrong = [&small](const char* text) {
        CHECK(small.window(text) == "");
        return small.told();
    };
    CHECK(
        wrong("soon") ==
        "1: from when or until when expected, and `soon` is neither; write `within SPAN of EVENT`, `by "
        "MOMENT`, `before MOMENT`, `from MOMENT to MOMENT`, `from N to N business days before MOMENT` or `at "
        "any time`\n");
    CHECK(wrong("within 3 business days complete information") ==
          "24: no `of` between a span and what it counts from; write `within 3 business days of complete "
          "information`\n");
    CHECK(wrong("within 3 days before last covered day") ==
          "15: `within` counts forward; write `by 3 days before MOMENT`, or `from 3 days before MOMENT to "
          "MOMENT`\n");
    CHECK(wrong("within a day") ==
          "8: a whole number expected, and `a` is none; write it in digits, for instance 21\n");
    CHECK(wrong("from 10 to 15 business days before last day certified") ==
          "6: a window from 10 to 15 business days before; the earlier day comes first: `from 15 to 10 "
          "business "
          "days before MOMENT`\n");
    CHECK(wrong("from 15 to 10 business days after last day certified") ==
          "29: a window of two numbers ends before something; write `from 15 to 10 business days before "
          "MOMENT`, or `from MOMENT to MOMENT`\n");
}

TEST_CASE("a moment of any depth is read or refused") {
    SmallTerms small;
    std::string deep = "received";
    for (int i = 0; i < 10; ++i) deep = "end of the day of " + deep;
    CHECK(small.moment(deep) == deep);
    for (int i = 0; i < 300; ++i) deep = "the earlier of " + deep;
    CHECK(small.moment(deep) == "");
    CHECK(
        small.told() ==
        "241: a moment made of more than 16 moments in one another; declare a fact that holds the date, and "
        "count from it\n");
    CHECK(small.moment("received") == "received"); // and the next one is read as if nothing had been
}

TEST_CASE("a moment tells each event it counts from once") {
    SmallTerms small;
    const Piece piece{
        "the earlier of 2 days after admitted and the later of admitted and the time to decide standard", 1,
        1};
    Cursor cursor(piece, "small.policy");
    const auto read = small.moments.moment(cursor);
    REQUIRE(read);
    const CountedFrom from = counted_from(small.program.moments, *read);
    CHECK(from.events == std::vector<EventRef>{{Happening::Told, 0}});
    CHECK(from.duties == std::vector<std::uint16_t>{0});
    CHECK_FALSE(from.start);
    begin_with(small.program.moments, *read, {Happening::Told, 0});
    const CountedFrom begun = counted_from(small.program.moments, *read);
    CHECK(begun.start);                 // of the span
    CHECK(begun.events == from.events); // of the event that is a moment itself
}

TEST_CASE("the temporal phrases of five programs read") {
    SmallTerms small;
    for (const char* name :
         {"last_covered_day", "discharged", "left.hospital", "observation.start", "released", "arrived",
          "qio.told_us", "next_to_last_visit", "target.end", "received.payer", "agreement.mailed",
          "number.received", "fraud.suspected", "request.start", "member.determined", "emergency.outside",
          "status.changed", "criteria.reviewed"})
        small.fact(name, Kind::Moment);
    small.add(NameKind::Notice, small.program.notices, "cut");
    for (const char* text : {
             "within 1 business day of complete information",
             "within 3 business days of complete information",
             "within 3 business days of valid and complete request",
             "within 1 business day of notice of pended",
             "from 15 to 10 business days before last day certified",
             "within 5 business days of the date of notice of denial",
             "before request.start",
             "within 12 months of member.determined",
             "by the next business day after question asked",
             "within 1 hour of fraud.suspected",
             "within 24 hours of number.received",
             "at any time",
             "from discharged to 90 calendar days after discharged",
             "within 5 calendar days of receipt",
             "within 2 business days of admitted",
             "by end of the day of arrived",
             "by end of the day of status.changed",
             "within 48 hours of emergency.outside",
             "by 3 calendar days before target.end",
             "within 12 months of criteria.reviewed",
             "by the earlier of end of the day of discharged and left.hospital",
             "by the earlier of 36 hours after observation.start and released",
             "by 2 calendar days before last_covered_day",
             "by next_to_last_visit",
             "by close of business of the day of qio.told_us",
             "within 5 working days of receipt",
             "by noon of the day after qio.told_us",
             "by noon of the day before last_covered_day",
             "within 2 business days of receipt of notice of denial",
             "from agreement.mailed",
             "by 4 hours before released",
             "from 2 calendar days before discharged to left.hospital",
             "by the later of 10 calendar days after notice of cut and last_covered_day",
             "by the next business day on or after 4 months after receipt of notice of denial",
             "within 72 hours of received.payer",
             "by 65 calendar days after the date of notice of denial",
             "by 90 calendar days after decide standard missed",
             "by the time to decide standard",
         }) {
        CAPTURE(text);
        CHECK(small.window(text) != "");
        CHECK(small.told() == "");
    }
}
