#pragma once
// A command as a client sends it: {"do": "pend", "request": 1, "items": ["plan of care"], "reason": "..."}.
// Requests and service lines are counted from 1, as people see them; parties, levels, types, acts and
// channels are called as the program calls them. What only the house itself does (to send, to let time pass,
// to close) no client can say. Every mistake comes out at its place.

#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "casework/command.hpp"
#include "casework/rule_book.hpp"
#include "http/body_reader.hpp"

namespace assent::http {

class CommandReader {
public:
    // What a command can name beside words of the program.
    struct Registers {
        // Who is known by an account; a command that names another reviewer needs what they hold.
        std::function<std::optional<casework::Actor>(const casework::PersonId&)> identify;
        // Whether a document is kept by that digest, and is the sender's to file.
        std::function<bool(const std::string& digest)> may_file;
    };

    CommandReader(const casework::RuleBook& book, Registers known) : book_(book), known_(std::move(known)) {}

    // The command in the object, or nothing and at least one mistake. The members `do` and those of the
    // command are read, and no others may be there.
    std::optional<casework::Command> read(BodyReader& body) const;

    // A first submission, without `do`: of a case that is to begin.
    casework::Submit read_submission(BodyReader& body) const;

    // Every word that `kind` of a message can be.
    static std::vector<std::string> thread_kinds();

    // Every word that `do` can be.
    static std::vector<std::string> words();

private:
    struct Word {
        std::string_view word;
        casework::Command (CommandReader::*read)(BodyReader&) const;
    };
    static std::span<const Word> table();

    casework::Command submit(BodyReader& body) const;
    casework::Command claim(BodyReader& body) const;
    casework::Command assign(BodyReader& body) const;
    casework::Command release(BodyReader& body) const;
    casework::Command report(BodyReader& body) const;
    casework::Command file(BodyReader& body) const;
    casework::Command supply(BodyReader& body) const;
    casework::Command pend(BodyReader& body) const;
    casework::Command refer(BodyReader& body) const;
    casework::Command decide(BodyReader& body) const;
    casework::Command reduce(BodyReader& body) const;
    casework::Command contact(BodyReader& body) const;
    casework::Command message(BodyReader& body) const;
    casework::Command answer(BodyReader& body) const;
    casework::Command flag(BodyReader& body) const;
    casework::Command direct(BodyReader& body) const;
    casework::Command extend(BodyReader& body) const;
    casework::Command correct(BodyReader& body) const;
    casework::Command name(BodyReader& body) const;
    casework::Command serve(BodyReader& body) const;
    casework::Command come_back(BodyReader& body) const;
    template <typename WithReason>
    casework::Command with_reason(BodyReader& body) const;

    casework::RequestNo request(BodyReader& body) const;
    std::vector<casework::Known> facts(BodyReader& body) const;
    std::vector<casework::Paper> papers(BodyReader& body) const;
    casework::Paper paper(BodyReader& body) const;
    std::vector<casework::Participant> participants(BodyReader& body) const;
    casework::LineDecision line_decision(BodyReader& body) const;
    casework::Criteria criteria(BodyReader& body) const;
    policy::Channel channel(BodyReader& body, policy::Channel usual) const;
    std::uint16_t level(BodyReader& body, std::string_view member) const;
    std::uint16_t party(BodyReader& body, std::string_view member) const;
    casework::TermKey term(BodyReader& body) const;

    const casework::RuleBook& book_;
    Registers known_;
};

// The member `direction` of the agency; "continue", and a mistake, when it is none.
casework::Direction read_direction(BodyReader& body);

} // namespace assent::http
