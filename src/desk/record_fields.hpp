#pragma once
// What stands in each record of the desk, field by field, said once for whoever writes and for whoever reads.
// A field's name is part of every log that was ever written: it is added to, never renamed and never given
// another meaning. For the sources of this folder only.

#include <tuple>

#include "casework/fields_json.hpp"
#include "desk/standing.hpp"
#include "desk/turn.hpp"

namespace assent::casework {

constexpr auto fields(const LedgerReserved*) {
    return std::tuple(field("case", &LedgerReserved::line), field("period", &LedgerReserved::period),
                      field("units", &LedgerReserved::units), field("until", &LedgerReserved::until));
}
constexpr auto fields(const LedgerPosted*) {
    return std::tuple(field("case", &LedgerPosted::line), field("period", &LedgerPosted::period),
                      field("units", &LedgerPosted::units));
}
constexpr auto fields(const LedgerLine*) {
    return std::tuple(field("of", &LedgerLine::of), field("request", &LedgerLine::request),
                      field("line", &LedgerLine::line));
}

} // namespace assent::casework

namespace assent::desk {

using casework::field;

constexpr auto fields(const Opened*) {
    return std::tuple(field("program", &Opened::program), field("hash", &Opened::hash));
}
constexpr auto fields(const Carried*) {
    return std::tuple(field("period", &Carried::period), field("units", &Carried::units));
}
constexpr auto fields(const Letter*) {
    return std::tuple(field("notice", &Letter::notice), field("form", &Letter::form),
                      field("template_version", &Letter::template_version),
                      field("language", &Letter::language), field("html", &Letter::html),
                      field("text", &Letter::text));
}
constexpr auto fields(const Posted*) {
    return std::tuple(field("notice", &Posted::notice), field("letter", &Posted::letter));
}

constexpr auto fields(const Person*) {
    return std::tuple(field("name", &Person::name), field("role", &Person::role),
                      field("organization", &Person::organization), field("ended", &Person::ended),
                      field("reason", &Person::reason));
}
constexpr auto fields(const Organization*) { return std::tuple(field("name", &Organization::name)); }
constexpr auto fields(const Member*) {
    return std::tuple(field("name", &Member::name), field("birth_date", &Member::birth_date),
                      field("language", &Member::language));
}
constexpr auto fields(const Eligible*) {
    return std::tuple(field("from", &Eligible::from), field("through", &Eligible::through),
                      field("determined", &Eligible::determined));
}
constexpr auto fields(const Held*) {
    return std::tuple(field("words", &Held::words), field("scope", &Held::scope),
                      field("towards", &Held::towards), field("from", &Held::from),
                      field("through", &Held::through));
}
constexpr auto fields(const Conflicted*) {
    return std::tuple(field("towards", &Conflicted::towards), field("what", &Conflicted::what),
                      field("from", &Conflicted::from), field("through", &Conflicted::through));
}
constexpr auto fields(const Token*) {
    return std::tuple(field("name", &Token::name), field("digest", &Token::digest),
                      field("ended", &Token::ended), field("ends", &Token::ends));
}

constexpr auto fields(const Password*) {
    return std::tuple(field("digest", &Password::digest), field("handed_on", &Password::handed_on));
}
constexpr auto fields(const Address*) { return std::tuple(field("email", &Address::email)); }
constexpr auto fields(const Wish*) {
    return std::tuple(field("person", &Wish::person), field("news", &Wish::news));
}
constexpr auto fields(const Merged*) {
    return std::tuple(field("with", &Merged::with), field("into", &Merged::into),
                      field("undone", &Merged::undone), field("reason", &Merged::reason));
}

constexpr auto fields(const Away*) {
    return std::tuple(field("from", &Away::from), field("through", &Away::through),
                      field("taken_back", &Away::taken_back));
}
constexpr auto fields(const SecondStep*) {
    return std::tuple(field("sealed", &SecondStep::sealed), field("recovery", &SecondStep::recovery));
}

} // namespace assent::desk
