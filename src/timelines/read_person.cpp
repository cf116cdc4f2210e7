#include <fmt/format.h>

#include <array>

#include "timelines/person_reader.hpp"

namespace assent::timelines {
namespace {

using Change = Person::Change;

std::optional<std::string> credential(Sentence& line) {
    const auto& known = line.lexicon().credentials;
    const std::string words(longest_of(line.left(), known));
    if (words.empty()) {
        line.expected(
            "a credential of the program's parties", known,
            known.empty() ? "the program's parties need none" : "credentials are " + base::listed(known));
        return std::nullopt;
    }
    line.accept(words);
    return words;
}

// `CREDENTIAL from DATE until DATE`, one of them at least.
bool dates(Sentence& line, Change& change) {
    if (line.accept("from")) {
        change.valid.from = line.day();
        if (!change.valid.from) return false;
    }
    if (line.accept("until")) {
        change.valid.through = line.day();
        if (!change.valid.through) return false;
    }
    if (change.valid.from || change.valid.through) return true;
    line.wrong("from when, or until when?",
               "write `CREDENTIAL until 2026-03-31`, `CREDENTIAL from 2026-04-01` or "
               "`without CREDENTIAL`");
    return false;
}

bool conflict(Sentence& line, Person& person) {
    if (line.accept("the member")) {
        person.conflict_with_member = true;
        return true;
    }
    auto who = line.who();
    if (who) person.conflicts.push_back(std::move(*who));
    return who.has_value();
}

bool change(Sentence& line, Person& person) {
    if (line.accept("in conflict with")) return conflict(line, person);
    Change made;
    made.without = line.accept("without");
    const auto words = credential(line);
    if (!words) return false;
    made.credential = *words;
    if (!made.without && !dates(line, made)) return false;
    person.changes.push_back(std::move(made));
    return true;
}

} // namespace

std::optional<Person> read_person(Sentence& line) {
    Person made;
    made.place = line.rest();
    const auto name = line.quoted("a name");
    if (!name) return std::nullopt;
    made.name = *name;
    if (!line.accept("is"))
        return line.wrong("`is` expected after the name", "write `person \"NAME\" is PARTY`");
    auto who = line.who();
    if (!who) return std::nullopt;
    made.is = std::move(*who);
    made.is.name = made.name;
    constexpr std::array<std::string_view, 0> no_stops{};
    if (line.accept("of")) {
        const auto scope = line.phrase("of what?", no_stops);
        if (!scope) return std::nullopt;
        made.scope = *scope;
    }
    if (line.accept("as")) {
        const auto words = credential(line);
        if (!words) return std::nullopt;
        made.as = *words;
    }
    while (line.accept_comma()) {
        if (!change(line, made)) return std::nullopt;
    }
    if (!line.finished(
            "changes are parted by commas: `without CREDENTIAL`, `CREDENTIAL until DATE`, `in conflict "
            "with the member`"))
        return std::nullopt;
    return made;
}

} // namespace assent::timelines
