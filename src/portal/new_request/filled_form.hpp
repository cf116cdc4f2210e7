#pragma once
// The form of a new request and what was filled in: one field for each fact that whoever asks can tell, a row
// of fields for each service line, the papers that come with it, and who else takes part, as
// portal/new_request/named_parties.hpp has it. It is made from the program alone; what cannot be read is told
// at its field, and stays there.

#include <string>
#include <vector>

#include "casework/command.hpp"
#include "desk/rules.hpp"
#include "portal/papers.hpp"

namespace assent::portal {

class FilledForm {
public:
    static constexpr std::size_t most_lines = 6;

    // Looks at all of them for as long as it lives. Requires: a type of request of those rules.
    FilledForm(const desk::Rules& rules, std::uint16_t type, const Fields& fields);

    // What it asks for, without its papers.
    const casework::Submit& submit() const { return submit_; }
    bool is_readable() const { return wrong_.empty(); }

    // The fields, and those of the lines: one more than are filled in. What is idle need not be asked, and
    // stands there hidden while nothing is filled in.
    Html show(const std::vector<std::string>& asked, const std::vector<std::uint16_t>& idle) const;

private:
    bool is_theirs(const policy::FactDef& fact) const;
    std::string filled(const std::string& name) const;
    void take_fact(std::uint16_t number, int line, const std::string& name);
    void take_lines();
    std::size_t lines_filled() const;
    enum class Need : std::uint8_t { Usual, StillAsked, Idle };
    Html field(const policy::FactDef& fact, const std::string& name, Need need) const;
    Html line(std::size_t number) const;

    const policy::Program& program_;
    const policy::RequestDef& type_;
    const Fields& fields_;
    casework::Submit submit_;
    std::vector<std::uint16_t> named_; // parties
    std::vector<std::string> wrong_;   // names of fields
};

} // namespace assent::portal
