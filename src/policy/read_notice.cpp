#include <fmt/format.h>

#include <algorithm>

#include "policy/notice_reader.hpp"
#include "policy/term_text.hpp"

namespace assent::policy {
namespace {

constexpr std::size_t most_terms = 60'000; // they are numbered in sixteen bits

} // namespace

void TermReader::read_notice(std::size_t notice, const Block& block) {
    NoticeReader(referents_, *this, notice).read(block);
}

void NoticeReader::read(const Block& block) {
    referents_.conditions.begin(Construct::Notice, number_);
    referents_.conditions.allow_criteria(true);
    const TermReader::Guards guards = terms_.guards(block);
    notice_.condition = guards.condition;
    notice_.unless = guards.unless;
    for (const Line& line : block.lines) read_line(line);
    const bool addressed = block.first("to") || !block.all("").empty();
    if (!addressed) {
        referents_.error(
            referents_.cursor(block.name), fmt::format("the notice `{}` goes to nobody", notice_.name.text),
            "add `to PARTY by CHANNEL`, for instance `to provider by mail within 1 business day`");
    }
    settle(block);
}

void NoticeReader::read_line(const Line& line) {
    place_ = line.rest;
    if (line.keyword == "when") notice_.when = terms_.events_of(line).value_or(notice_.when);
    if (line.keyword == "to") {
        Cursor cursor = referents_.cursor(line.rest);
        read_ways(cursor, {us}, false);
    }
    if (line.keyword.empty()) read_delivery(line);
    if (line.keyword == "says") read_says(line);
    if (line.keyword == "served") read_served(line);
    if (line.keyword == "form") notice_.form = line.rest.text;
    if (line.keyword == "copy") notice_.copy = line.rest.text;
    if (line.keyword == "returned") notice_.returned = line.rest.text;
    for (const std::string_view keyword : {"form", "copy", "returned"}) {
        if (line.keyword == keyword && line.rest.text.empty())
            referents_.error(referents_.cursor(line.rest), fmt::format("`{}` says nothing", keyword),
                             "write what it is, or take the line out");
    }
}

void NoticeReader::read_delivery(const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    const bool addressed = line.rest.text.find(" deliver") != std::string::npos;
    if (!addressed) {
        std::string hint = base::did_you_mean(cursor.word(), keywords_of(Construct::Notice));
        if (hint.empty()) hint = "write `to PARTY by CHANNEL`, or `PARTY delivers to PARTY by MOMENT`";
        return referents_.error(cursor,
                                fmt::format("a notice has no line that begins with `{}`", cursor.word()),
                                std::move(hint));
    }
    const auto senders = referents_.parties(cursor);
    if (!senders) return;
    if (!cursor.accept("delivers to") && !cursor.accept("deliver to")) {
        return referents_.error(cursor, "`delivers to` expected",
                                "write `PARTY delivers to PARTY by MOMENT` or `within SPAN`");
    }
    read_ways(cursor, *senders, true);
}

void NoticeReader::read_says(const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    do {
        const std::string element = Referents::words(cursor);
        if (element.empty())
            return referents_.error(
                cursor, "an element of the notice expected",
                "name what it must say, for instance `says reason, last day to ask again`");
        notice_.says.push_back(element);
    } while (cursor.accept_comma());
}

void NoticeReader::read_served(const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    Way way;
    constexpr std::string_view hint =
        "write `served by CHANNEL on` and the day that counts, for instance `served by certified mail on the "
        "day signed`";
    const bool named = cursor.sees("by") || cursor.sees("in portal") || cursor.sees("in person");
    if (!named) return referents_.error(cursor, "a channel expected after `served`", std::string(hint));
    if (!read_channels(cursor, way, false)) return;
    if (cursor.at_end()) return referents_.error(cursor, "which day counts as receipt?", std::string(hint));
    for (std::size_t i = 0; i < channels; ++i) {
        if (way.channels.test(i)) notice_.served.push_back({static_cast<Channel>(i), cursor.rest()});
    }
}

void NoticeReader::add(const Parties& senders, const Parties& to, const Way& way, NodeId condition) {
    TermDef made;
    made.name = {name_of(to, way), place_.line, place_.column, place_.origin};
    made.parties = senders;
    made.act.deed = Deed::Send;
    made.act.object = number_;
    made.to = to;
    made.channels = way.channels;
    made.form = way.form;
    made.opens = way.opens;
    made.due = way.due;
    made.condition = condition;
    made.unless = notice_.unless;
    made.notice = number_;
    made.sources = notice_.sources;
    made_.push_back(std::move(made));
}

std::string NoticeReader::name_of(const Parties& to, const Way& way) const {
    std::vector<std::string> parties, by;
    for (const std::uint16_t party : to) parties.push_back(party_text(referents_.program, party));
    for (std::size_t i = 0; i < channels; ++i) {
        if (way.channels.test(i)) by.emplace_back(to_text(static_cast<Channel>(i)));
    }
    std::string name = fmt::format("{} to {}", notice_.name.text, base::listed(parties, "or"));
    if (way.channels.none()) return name + " by the channel it came";
    if (!way.channels.all()) name += " by " + base::listed(by, "or");
    return name;
}

// When the notice is owed, and with it each of its lines.
void NoticeReader::settle(const Block& block) {
    if (!block.first("when")) notice_.when = implied_start();
    Program& program = referents_.program;
    const Line* missed = block.first("missed");
    const Effects effects = missed ? terms_.effects_of(*missed).value_or(Effects{}) : usual_effects();
    for (TermDef& one : made_) {
        one.when = notice_.when;
        one.effects = effects;
        one.origin = notice_.origin;
        if (one.when.size() == 1) {
            begin_with(program.moments, one.opens, one.when.front());
            begin_with(program.moments, one.due, one.when.front());
        }
        if (program.terms.size() >= most_terms) break; // lines of a text that nobody could owe
        notice_.lines.push_back(static_cast<std::uint16_t>(program.terms.size()));
        program.terms.push_back(std::move(one));
    }
    program.notices[number_] = std::move(notice_);
}

// Its name, when that is an event (`notice pended`); else the one event that all of its lines count from.
std::vector<EventRef> NoticeReader::implied_start() {
    Cursor name = referents_.cursor(notice_.name);
    const auto event = event_at(name, referents_.names);
    if (event && name.at_end()) return {*event};
    std::vector<EventRef> all;
    for (const TermDef& one : made_) {
        const CountedFrom from = counted_from(referents_.program.moments, one.due);
        if (from.events.size() != 1 || from.start) return {};
        if (all.empty()) all = from.events;
        if (all != from.events) return {};
    }
    return all;
}

} // namespace assent::policy
