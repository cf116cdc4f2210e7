#include "policy/referents.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace assent::policy {

void Referents::error(const Cursor& cursor, std::string message, std::string hint) {
    diagnostics_.error(cursor.place(), std::move(message), std::move(hint));
}

bool Referents::finished(const Cursor& cursor, std::string_view hint) {
    if (cursor.at_end()) return true;
    error(cursor, fmt::format("`{}` is left over", cursor.left()), std::string(hint));
    return false;
}

std::optional<std::uint16_t> Referents::at(Cursor& cursor, NameKind kind, std::string_view what) {
    if (const auto found = names.at(kind, cursor.left())) {
        cursor.skip(found->length);
        return found->index;
    }
    const std::string_view word = cursor.at_end() ? std::string_view("the end of the line") : cursor.word();
    std::vector<std::string> known = names.all(kind);
    std::string hint = base::did_you_mean(cursor.left(), known);
    if (hint.empty()) hint = base::did_you_mean(word, known);
    if (hint.empty() && !known.empty() && known.size() <= 12)
        hint = fmt::format("declared are {}", base::listed(known));
    if (hint.empty()) hint = "declare it with a block of its own";
    error(cursor, fmt::format("{} expected, and `{}` is none", what, word), std::move(hint));
    return std::nullopt;
}

std::optional<std::uint16_t> Referents::party(Cursor& cursor) {
    if (names.at(NameKind::Party, cursor.left())) return at(cursor, NameKind::Party, "a party");
    if (cursor.accept("we") || cursor.accept("us")) return us;
    if (cursor.accept("anyone")) return anyone;
    if (cursor.accept("the requester")) return requester;
    return at(cursor, NameKind::Party, "a party");
}

std::optional<std::vector<std::uint16_t>> Referents::parties(Cursor& cursor) {
    std::vector<std::uint16_t> all;
    do {
        const auto one = party(cursor);
        if (!one) return std::nullopt;
        all.push_back(*one);
    } while (cursor.accept_comma() || cursor.accept("or"));
    return all;
}

std::string Referents::words(Cursor& cursor, bool joined) {
    const std::string_view before = cursor.left();
    while (!cursor.at_end() && cursor.left().front() != ',') {
        if (joined && (cursor.sees("or") || cursor.sees("and"))) break;
        cursor.skip(std::max<std::size_t>(1, cursor.word().size()));
    }
    return cursor.since(before).text;
}

} // namespace assent::policy
