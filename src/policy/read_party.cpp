#include <fmt/format.h>

#include <algorithm>

#include "policy/people_reader.hpp"

namespace assent::policy {
namespace {

constexpr std::string_view standing_forms =
    "write a party of this program, or a credential in its words, with `of FACT` for what it must cover";

bool ends_standing(std::string_view left) {
    return left.empty() || left.front() == ',' || begins_with(left, "or");
}

// What a credential can cover: a value of the request that is a word or a code.
bool can_be_scope(const FactDef& fact) {
    return (fact.type.kind == Kind::Word || fact.type.is_code()) && !fact.type.many && !fact.per_line;
}

} // namespace

void PeopleReader::read_party(PartyDef& party, const Block& block) {
    for (const Line& line : block.lines) {
        if (line.keyword == "is") {
            if (auto any = standings(line)) party.all.push_back(std::move(*any));
        } else if (line.keyword == "has") {
            for (Standing& one : standings(line).value_or(std::vector<Standing>{}))
                party.all.push_back({std::move(one)});
        } else if (line.keyword == "not") {
            read_not(party, line);
        } else if (line.keyword == "one") {
            party.one_per_case = says(line, "per case");
        } else if (line.keyword == "manages") {
            party.manages_own_users = says(line, "users of the same organization");
        }
    }
}

void PeopleReader::read_not(PartyDef& party, const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    const bool conflict = cursor.accept("in known or potential conflict") || cursor.accept("in conflict");
    if (conflict || cursor.accept("involved in the request it is about")) {
        (conflict ? party.without_conflict : party.without_earlier_part) = true;
        referents_.finished(cursor, "write another `not` line for what else must not be");
        return;
    }
    if (cursor.sees("in") || cursor.sees("involved")) {
        referents_.error(cursor, fmt::format("`not {}` is not understood", cursor.left()),
                         "write `not in conflict` or `not involved in the request it is about`");
        return;
    }
    auto none = standings(line).value_or(std::vector<Standing>{});
    party.none.insert(party.none.end(), none.begin(), none.end());
}

// Of `is` any one is enough, so "or" may join them; `has` wants all, and `not` none.
std::optional<std::vector<Standing>> PeopleReader::standings(const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    const bool any = line.keyword == "is";
    std::vector<Standing> all;
    for (bool more = true; more;) {
        auto one = standing(cursor);
        if (!one) return std::nullopt;
        all.push_back(std::move(*one));
        more = cursor.accept_comma();
        if (any) more |= cursor.accept("or");
    }
    if (!referents_.finished(cursor, "alternatives stand in an `is` line")) return std::nullopt;
    return all;
}

std::optional<Standing> PeopleReader::standing(Cursor& cursor) {
    const std::string_view before = cursor.left();
    Standing made;
    const auto party = referents_.names.at(NameKind::Party, before);
    if (party && ends_standing(base::trim(before.substr(party->length)))) {
        cursor.skip(party->length);
        made.party = party->index;
        made.source = cursor.since(before);
        return made;
    }
    std::string_view words = before;
    while (!ends_standing(cursor.left())) {
        if (cursor.sees("and")) {
            referents_.error(cursor, "`and` in a standing",
                             "write each in an `is` or `has` line of its own; all lines must hold");
            return std::nullopt;
        }
        if (cursor.sees("of")) {
            words = cursor.left();
            if (!read_scope(cursor, made)) return std::nullopt;
            if (made.of_fact != any_object) break;
        }
        cursor.skip(std::max<std::size_t>(1, cursor.word().size()));
    }
    made.source = cursor.since(before);
    made.credential = single_spaced(made.of_fact == any_object
                                        ? std::string_view(made.source.text)
                                        : base::trim(before.substr(0, before.size() - words.size())));
    if (!made.credential.empty()) return made;
    referents_.error(cursor, "a standing expected, and there is none", std::string(standing_forms));
    return std::nullopt;
}

// `of FACT` at the end of a standing; of anything else it is words like the others.
bool PeopleReader::read_scope(Cursor& cursor, Standing& standing) {
    Cursor after = cursor;
    after.accept("of");
    const auto fact = referents_.names.at(NameKind::Fact, after.left());
    const bool dotted = after.word().find('.') != std::string_view::npos;
    if (!fact || !ends_standing(base::trim(after.left().substr(fact->length)))) {
        return !dotted || referents_.at(after, NameKind::Fact, "a fact").has_value();
    }
    if (!can_be_scope(referents_.program.facts[fact->index])) {
        referents_.error(after, "a credential covers a word or a code of the request",
                         "name a fact that is one of several words, or one code, and not of a line");
        return false;
    }
    after.skip(fact->length);
    cursor.skip(cursor.left().size() - after.left().size());
    standing.of_fact = fact->index;
    return true;
}

} // namespace assent::policy
