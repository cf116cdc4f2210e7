#pragma once
// The decision form of a reviewer: what is written in it so far, line by line, and its fields with what was
// typed. Whether it may be decided so is not asked here.

#include <string>
#include <vector>

#include "casework/command.hpp"
#include "portal/case_seen.hpp"
#include "portal/html.hpp"

namespace assent::portal {

class Written {
public:
    // Requires: the request is one of the case, and rests at a level.
    Written(const Visit& visit, const CaseSeen& seen, casework::RequestNo request);

    // Of the lines for which something was chosen.
    const casework::Decide& decision() const { return decide_; }

    // What cannot be read: "line 1: write the units as a number".
    const std::vector<std::string>& mistakes() const { return mistakes_; }

    // The fields, for a form to be put around.
    Html fields() const;

private:
    void read(std::uint16_t line);
    casework::Granted part_of(std::uint16_t line);
    std::int64_t number(std::uint16_t line, const char* name);
    calendar::Date day(std::uint16_t line, const char* name);
    std::string typed(std::uint16_t line, const char* name) const;

    Html line_fields(std::uint16_t line) const;
    Html choices(std::uint16_t line) const;
    Html part_fields(std::uint16_t line) const;
    Html input(std::uint16_t line, const char* name, const char* label, const char* type) const;
    std::vector<policy::LevelAct> acts() const; // that the level may do to a line

    const Visit& visit_;
    const CaseSeen& seen_;
    const casework::RequestNo request_;
    casework::Decide decide_;
    std::vector<std::string> mistakes_;
};

} // namespace assent::portal
