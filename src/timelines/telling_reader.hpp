#pragma once
// Facts as they are told in a step: "line.units 24", "line 2 units 12", "request.diagnoses E11.9, E66.9",
// "fraud.suspected" (at the moment of the step). A value that its fact cannot have is a mistake, and so is a
// fact that nobody tells, because the case or a rule gives it.

#include "timelines/sentence.hpp"

namespace assent::timelines {

// "a number from 1 to 99", "a date": what a value of that type is called, with its bounds.
std::string meant_by(const policy::Type& type);

// Whether a fact stands there, of the request or ("line 2 units") of a line.
bool fact_stands_in(const Lexicon& lexicon, std::string_view text);

class TellingReader {
public:
    TellingReader(Sentence& line, calendar::LocalMoment at) : line_(line), at_(at) {}

    // One fact with its value or values; false, and a mistake, when that is not what stands here.
    bool read(std::vector<Telling>& into);

    // `starting DATE` in other words: that the fact has this value. False, and a mistake, when there is no
    // such fact.
    bool put(std::string_view name, std::vector<Telling>& into);

private:
    std::optional<std::uint16_t> fact(int& line);
    bool may_be_told(const policy::FactDef& fact);
    bool value_of(const Telling& of, std::vector<Telling>& into);
    std::optional<Piece> value(const policy::FactDef& fact);
    std::optional<Piece> word_of(const policy::FactDef& fact);
    std::string implied(const policy::FactDef& fact) const;
    bool another_value(const policy::FactDef& fact) const;

    Sentence& line_;
    calendar::LocalMoment at_;
};

} // namespace assent::timelines
