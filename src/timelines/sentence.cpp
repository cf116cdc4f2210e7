#include "timelines/sentence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

namespace assent::timelines {
namespace {

using calendar::LocalMoment;
using policy::NameKind;

constexpr std::size_t most_listed = 16;
constexpr std::chrono::seconds last_second = std::chrono::hours{24} - std::chrono::seconds{1};

LocalMoment at(calendar::Date day, std::chrono::seconds time) {
    return LocalMoment{day.time_since_epoch()} + time;
}

// The nearest name to what a line begins with; a name of two words is compared with two.
std::string nearest_start(std::string_view text, std::span<const std::string> known) {
    constexpr int most_words = 5;
    std::vector<std::string_view> starts;
    std::size_t end = 0;
    for (int words = 0; words < most_words && end != std::string_view::npos; ++words) {
        end = text.find_first_of(" ,", end == 0 ? 0 : end + 1);
        starts.push_back(text.substr(0, end));
    }
    for (const std::string_view start : std::views::reverse(starts)) {
        if (std::string hint = base::did_you_mean(start, known); !hint.empty()) return hint;
    }
    return {};
}

} // namespace

std::optional<std::chrono::seconds> parse_time(std::string_view text) {
    const auto part = [text](std::size_t from, std::int64_t below) -> std::optional<std::int64_t> {
        const auto number = base::to_number(text.substr(from, 2));
        return number && *number >= 0 && *number < below ? number : std::nullopt;
    };
    const bool shape = (text.size() == 5 || text.size() == 8) && text[2] == ':' && text.back() != ':';
    if (!shape || (text.size() == 8 && text[5] != ':')) return std::nullopt;
    const auto hours = part(0, 24), minutes = part(3, 60);
    const auto seconds = text.size() == 8 ? part(6, 60) : 0;
    if (!hours || !minutes || !seconds) return std::nullopt;
    return std::chrono::hours{*hours} + std::chrono::minutes{*minutes} + std::chrono::seconds{*seconds};
}

std::nullopt_t Sentence::wrong(std::string message, std::string hint) {
    ground_.mistakes.error(cursor_.place(), std::move(message), std::move(hint));
    return std::nullopt;
}

std::nullopt_t Sentence::expected(std::string_view what, std::span<const std::string> known,
                                  std::string_view otherwise) {
    const std::string_view word = at_end() ? std::string_view("the end of the line") : cursor_.word();
    std::string hint = nearest_start(left(), known);
    if (hint.empty() && !otherwise.empty()) hint = otherwise;
    if (hint.empty() && !known.empty() && known.size() <= most_listed)
        hint = "there are " + base::listed(known);
    return wrong(fmt::format("{} expected, and `{}` is none", what, word), std::move(hint));
}

bool Sentence::finished(std::string_view hint) {
    if (at_end()) return true;
    wrong(fmt::format("`{}` is left over", left()), std::string(hint));
    return false;
}

std::optional<std::uint16_t> Sentence::named(NameKind kind, std::string_view what) {
    const auto found = lexicon().names.at(kind, left());
    if (!found) return expected(what, lexicon().names.all(kind));
    skip(found->length);
    return found->index;
}

std::optional<std::uint16_t> Sentence::party() {
    if (const auto found = lexicon().names.at(NameKind::Party, left())) {
        skip(found->length);
        return found->index;
    }
    if (accept("we") || accept("us")) return policy::us;
    if (accept("anyone")) return policy::anyone;
    if (accept("the requester")) return policy::requester;
    return expected("a party", lexicon().names.all(NameKind::Party));
}

std::optional<policy::Channel> Sentence::channel() {
    std::vector<std::string> known;
    for (std::size_t i = 0; i < policy::channels; ++i)
        known.emplace_back(policy::to_text(static_cast<policy::Channel>(i)));
    const std::string_view words = longest_of(left(), known);
    if (words.empty()) return expected("a channel", known);
    accept(words);
    return policy::channel_of(words);
}

std::optional<Who> Sentence::who() {
    const auto& names = lexicon().names;
    for (const std::string_view article : {"the", "an", "a"}) {
        if (!names.at(NameKind::Party, left()) && accept(article)) break;
    }
    if (sees_quote()) {
        const auto name = known_name();
        if (!name) return std::nullopt;
        return ground_.people.find(*name)->second;
    }
    Who made;
    const auto party = names.at(NameKind::Party, left());
    const auto role = lexicon().role_at(left());
    if (party && (!role || party->length >= role->length)) {
        made.party = party->index;
        skip(party->length);
    } else if (role) {
        made.role = role->role;
        made.name = role->name;
        skip(role->length);
    } else {
        std::vector<std::string> known = names.all(NameKind::Party);
        const auto roles = lexicon().role_words();
        known.insert(known.end(), roles.begin(), roles.end());
        return expected("somebody who acts", known,
                        fmt::format("parties are {}; beside them act {}",
                                    base::listed(names.all(NameKind::Party)), base::listed(roles)));
    }
    if (!sees_quote()) return made;
    const auto name = quoted("a name");
    if (!name) return std::nullopt;
    made.name = *name;
    ground_.people.emplace(*name, made);
    return made;
}

std::optional<std::string> Sentence::known_name() {
    const Piece place = rest();
    auto name = quoted("a name");
    if (!name || ground_.people.contains(*name)) return name;
    ground_.mistakes.error(
        {ground_.file, place.line, place.column, {}}, fmt::format("nobody is called `{}` yet", *name),
        fmt::format("add a line `person \"{}\" is PARTY`, or write PARTY \"{}\"", *name, *name));
    return std::nullopt;
}

std::optional<std::int64_t> Sentence::number(std::string_view what) {
    const auto read = base::to_number(cursor_.word());
    if (!read || *read < 0 || *read > 1'000'000) return expected(what, {}, "write a whole number in digits");
    skip(cursor_.word().size());
    return read;
}

std::optional<std::uint16_t> Sentence::ordinal(std::string_view of_what) {
    const auto read = base::to_number(cursor_.word());
    if (!read || *read < 1 || *read > 999)
        return expected(fmt::format("the number of a {}", of_what), {},
                        fmt::format("write `{} 1`; they are counted from 1", of_what));
    skip(cursor_.word().size());
    return static_cast<std::uint16_t>(*read - 1);
}

std::optional<calendar::Date> Sentence::day() {
    const auto read = calendar::parse_date(cursor_.word());
    if (!read) return expected("a date", {}, "write a day of the calendar as 2026-03-02");
    skip(cursor_.word().size());
    return read;
}

std::optional<std::chrono::seconds> Sentence::time_of_day() {
    if (accept("end of day")) return last_second;
    if (accept("start of day")) return std::chrono::seconds{0};
    if (accept("noon")) return std::chrono::hours{12};
    if (accept("close of business")) return lexicon().program.header.hours.closes;
    const auto read = parse_time(cursor_.word());
    if (read) skip(cursor_.word().size());
    return read;
}

std::optional<LocalMoment> Sentence::moment(DayMeans alone) {
    const auto date = day();
    if (!date) return std::nullopt;
    const bool said = !at_end() && left().front() != ',';
    if (const auto time = said ? time_of_day() : std::nullopt) return at(*date, *time);
    const bool figures = sees_digit() && cursor_.word().find(':') != std::string_view::npos;
    if (figures || alone == DayMeans::Refuse)
        return expected(
            "a time of day", {},
            "write it with 24 hours, as 09:05 or 16:30:59, or `noon`, `end of day`, `start of day` or "
            "`close of business`");
    return at(*date, alone == DayMeans::End ? last_second : std::chrono::seconds{0});
}

std::optional<std::string> Sentence::quoted(std::string_view what) {
    const std::size_t end = sees_quote() ? left().find('"', 1) : std::string_view::npos;
    if (end == std::string_view::npos) {
        return wrong(sees_quote() ? std::string("a quotation mark that is not closed")
                                  : fmt::format("{} expected", what),
                     fmt::format("write {} in quotation marks", what));
    }
    std::string text(left().substr(1, end - 1));
    if (base::trim(text).empty())
        return wrong(fmt::format("{} that says nothing", what), "write what it says");
    skip(end + 1);
    return text;
}

std::optional<std::string> Sentence::phrase(std::string_view what, std::span<const std::string_view> stops) {
    if (sees_quote()) return quoted(what);
    const std::string_view before = left();
    const auto stop = [&](std::string_view words) { return sees(words); };
    while (!at_end() && left().front() != ',' && std::none_of(stops.begin(), stops.end(), stop))
        skip(std::max<std::size_t>(1, cursor_.word().size()));
    std::string text = policy::single_spaced(since(before).text);
    if (text.empty()) return wrong(fmt::format("{} expected", what), fmt::format("write {} here", what));
    return text;
}

} // namespace assent::timelines
