#pragma once
// A line of a timeline, read word by word: what may stand in many places of a step or an expectation is read
// here (who, parties, days, moments, numbers, phrases in quotes or not, values of facts). What does not stand
// there is told as a mistake, with what could; nothing is returned then, and the line is given up.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "policy/cursor.hpp"
#include "timelines/lexicon.hpp"

namespace assent::timelines {

class Sentence {
public:
    // Looks at all of these for as long as it lives.
    struct Ground {
        const Lexicon& lexicon;
        People& people;
        base::Diagnostics& mistakes;
        const std::string& file;
    };
    Sentence(const Piece& line, Ground ground) : ground_(ground), cursor_(line, ground.file) {}

    const Lexicon& lexicon() const { return ground_.lexicon; }
    std::string_view left() const { return cursor_.left(); }
    bool at_end() const { return cursor_.at_end(); }
    bool sees(std::string_view words) const { return cursor_.sees(words); }
    bool sees_digit() const { return !at_end() && left().front() >= '0' && left().front() <= '9'; }
    bool sees_quote() const { return !at_end() && left().front() == '"'; }
    bool accept(std::string_view words) { return cursor_.accept(words); }
    bool accept_comma() { return cursor_.accept_comma(); }
    void skip(std::size_t bytes) { cursor_.skip(bytes); }
    Piece rest() const { return cursor_.rest(); }
    Piece since(std::string_view earlier) const { return cursor_.since(earlier); }
    // What stands after that many bytes, as it would be read then.
    std::string_view beyond(std::size_t bytes) const { return base::trim(left().substr(bytes)); }

    std::nullopt_t wrong(std::string message, std::string hint);
    // "WHAT expected, and `word` is none", with the nearest of what is known, or all of it, or `otherwise`.
    std::nullopt_t expected(std::string_view what, std::span<const std::string> known,
                            std::string_view otherwise = "");
    bool finished(std::string_view hint); // else the rest is a mistake

    std::optional<std::uint16_t> named(policy::NameKind kind, std::string_view what);
    // Also "we", "us", "anyone", "the requester".
    std::optional<std::uint16_t> party();
    std::optional<policy::Channel> channel();
    std::optional<Who> who();
    // The name of somebody who was called so before.
    std::optional<std::string> known_name();

    std::optional<std::int64_t> number(std::string_view what);
    // "2" in "request 2" and "line 2", from 0.
    std::optional<std::uint16_t> ordinal(std::string_view of_what);
    std::optional<calendar::Date> day();
    enum class DayMeans : std::uint8_t { Start, End, Refuse };
    // A day with a time, or by itself as told.
    std::optional<calendar::LocalMoment> moment(DayMeans alone);
    // A text in quotes, or the words up to the next comma or one of `stops`; never empty.
    std::optional<std::string> phrase(std::string_view what, std::span<const std::string_view> stops = {});
    std::optional<std::string> quoted(std::string_view what);

private:
    std::optional<std::chrono::seconds> time_of_day();

    Ground ground_;
    policy::Cursor cursor_;
};

// "10:05" or "10:05:30", as time since midnight; nothing when it is none.
std::optional<std::chrono::seconds> parse_time(std::string_view text);

} // namespace assent::timelines
