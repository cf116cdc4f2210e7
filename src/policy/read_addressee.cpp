// To whom a notice goes, by which channel and by when: the lines `to` and `PARTY delivers to`.

#include <fmt/format.h>

#include <array>

#include "policy/notice_reader.hpp"

namespace assent::policy {
namespace {

std::optional<Channel> channel_at(Cursor& cursor) {
    std::optional<Channel> longest;
    for (std::size_t i = 0; i < channels; ++i) {
        const auto one = static_cast<Channel>(i);
        if (cursor.sees(to_text(one)) && (!longest || to_text(one).size() > to_text(*longest).size()))
            longest = one;
    }
    if (longest) cursor.accept(to_text(*longest));
    return longest;
}

// "fax" after "by", "in portal", "in person".
std::optional<Channel> way_at(Cursor& cursor) {
    if (cursor.accept("in portal")) return Channel::Portal;
    return channel_at(cursor);
}

// Moves past a comma or `or` when another channel follows it.
bool another_channel(Cursor& cursor) {
    Cursor ahead = cursor;
    const bool comma = ahead.accept_comma();
    if (!ahead.accept("or") && !comma) return false;
    ahead.accept("by");
    Cursor behind = ahead;
    if (!way_at(behind)) return false;
    cursor.skip(cursor.left().size() - ahead.left().size());
    return true;
}

bool sees_time(const Cursor& cursor) { return cursor.sees("at once") || MomentReader::sees_window(cursor); }

std::vector<std::string> channel_words() {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < channels; ++i) all.emplace_back(to_text(static_cast<Channel>(i)));
    return all;
}

} // namespace

std::optional<std::vector<NoticeReader::Parties>> NoticeReader::addressees(Cursor& cursor) {
    std::vector<Parties> all;
    do {
        Parties one_of;
        do {
            const auto party = referents_.party(cursor);
            if (!party) return std::nullopt;
            one_of.push_back(*party);
        } while (cursor.accept("or"));
        all.push_back(std::move(one_of));
        const bool comma = cursor.accept_comma();
        if (!cursor.accept("and") && !comma) return all;
    } while (true);
}

bool NoticeReader::read_channels(Cursor& cursor, Way& way, bool delivers) {
    const bool in_place = cursor.sees("in portal") || cursor.sees("in person");
    Cursor ahead = cursor;
    const bool by = !in_place && ahead.accept("by");
    Cursor behind = ahead;
    if (delivers && !in_place && !(by && way_at(behind))) {
        way.channels.set(); // by whichever
        return true;
    }
    if (by) cursor.accept("by");
    if (by && cursor.accept("the channel it came")) return true;
    if (in_place || by) {
        do {
            const auto channel = way_at(cursor);
            if (!channel) break;
            way.channels.set(static_cast<std::size_t>(*channel));
        } while (another_channel(cursor));
        if (way.channels.any()) return true;
    }
    const std::string_view word = cursor.at_end() ? "the end of the line" : cursor.word();
    std::string hint = base::did_you_mean(word, channel_words());
    if (hint.empty())
        hint = fmt::format("write `by` and {}, or `by the channel it came`",
                           base::listed(channel_words(), "or"));
    referents_.error(cursor, fmt::format("a channel expected, and `{}` is none", word), std::move(hint));
    return false;
}

bool NoticeReader::read_time(Cursor& cursor, Way& way) {
    Cursor ahead = cursor;
    if (ahead.accept_comma() && sees_time(ahead)) cursor.accept_comma();
    if (!sees_time(cursor)) { // which is at once
        const auto start = terms_.moments_.start(cursor);
        way.due = start.value_or(no_moment);
        return start.has_value();
    }
    if (cursor.sees("at once")) {
        const auto start = terms_.moments_.moment(cursor);
        way.due = start.value_or(no_moment);
        return start.has_value();
    }
    const Cursor before = cursor;
    const auto window = terms_.window(cursor);
    if (!window) return false;
    way.opens = window->opens;
    way.due = window->due;
    if (way.due != no_moment) return true;
    referents_.error(before, "a notice is owed by some time",
                     "write `at once`, `within SPAN of EVENT`, `by MOMENT` or `from MOMENT to MOMENT`");
    return false;
}

bool NoticeReader::read_form(Cursor& cursor, Way& way) {
    Cursor ahead = cursor;
    if (!ahead.accept_comma() || !ahead.sees("saying")) return true;
    cursor.accept_comma();
    cursor.accept("saying");
    way.form = Referents::words(cursor);
    if (!way.form.empty()) return true;
    referents_.error(cursor, "the name of a template expected",
                     "write `saying NAME`, for instance `saying log in`");
    return false;
}

std::optional<NoticeReader::Way> NoticeReader::way(Cursor& cursor, bool delivers) {
    Way read;
    if (!read_channels(cursor, read, delivers) || !read_time(cursor, read) || !read_form(cursor, read))
        return std::nullopt;
    return read;
}

// The notice's condition, and the line's own after `, if`.
std::optional<NodeId> NoticeReader::line_condition(Cursor& cursor) {
    Cursor ahead = cursor;
    if (!ahead.accept_comma() || !ahead.sees("if")) return notice_.condition;
    cursor.accept_comma();
    const std::string_view begun = cursor.left();
    cursor.accept("if");
    const auto own = referents_.conditions.condition_at(cursor);
    if (!own || notice_.condition == no_node) return own;
    return referents_.program.rules.add(Op::Group, 0, 2, std::array{notice_.condition, *own},
                                        cursor.since(begun));
}

void NoticeReader::read_ways(Cursor& cursor, const Parties& senders, bool delivers) {
    const auto to = addressees(cursor);
    if (!to) return;
    std::vector<Way> ways;
    bool more = true;
    while (more) {
        auto one = way(cursor, delivers);
        if (!one) return;
        ways.push_back(std::move(*one));
        Cursor ahead = cursor;
        ahead.accept_comma();
        more = ahead.accept("and");
        if (more) cursor.skip(cursor.left().size() - ahead.left().size());
    }
    const auto condition = line_condition(cursor);
    if (!condition) return;
    if (!referents_.finished(cursor,
                             "after the time come `, saying NAME`, `and by CHANNEL` with its own time, "
                             "or `, if CONDITION`"))
        return;
    for (const Parties& one_of : *to) {
        for (const Way& one : ways) add(senders, one_of, one, *condition);
    }
}

} // namespace assent::policy
