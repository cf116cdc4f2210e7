#pragma once
// The sentences of a calendar that say when: weekdays, yearly days, years. Each reader takes words from
// the front and reports what it did not understand, with the words that would have been understood.

#include <optional>
#include <span>
#include <string>

#include "base/diagnostics.hpp"
#include "calendar/holiday_rules.hpp"
#include "calendar/line_words.hpp"

namespace assent::calendar {

// Words of one line that are read from left to right, and where its mistakes go.
class Phrase {
public:
    // `end_column` is where a missing word is reported.
    Phrase(std::span<const Word> words, base::Place line, std::uint32_t end_column,
           base::Diagnostics& mistakes)
        : words_(words), line_(std::move(line)), end_column_(end_column), mistakes_(mistakes) {}

    bool at_end() const { return words_.empty(); }
    bool next_is(std::string_view word) const { return !words_.empty() && words_.front().text == word; }
    bool skip(std::string_view word); // takes the next word when it is `word`
    bool expect(std::string_view word, std::string_view example);
    std::string_view next() const { return words_.empty() ? std::string_view{} : words_.front().text; }
    std::string_view take();

    // Reports at the next word, or at the end of the line; always returns nothing.
    std::nullopt_t wrong(std::string message, std::string hint);

private:
    std::span<const Word> words_;
    base::Place line_;
    std::uint32_t end_column_;
    base::Diagnostics& mistakes_;
};

std::optional<std::chrono::weekday> read_weekday(Phrase& phrase);
std::optional<int> read_year(Phrase& phrase);

// "on" has been read: "8 May", "the last Monday of May, since 2021, until 2030". Fills `day` and the years of
// `holiday`; false when a mistake was reported.
bool read_yearly_day(Phrase& phrase, Holiday& holiday);

} // namespace assent::calendar
