// What follows when a duty is missed or a right has lapsed.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "policy/term_reader.hpp"

namespace assent::policy {
namespace {

constexpr std::size_t effect_kinds = static_cast<std::size_t>(EffectKind::Nothing) + 1;

// Whom an alert can reach besides parties: the roles of accounts.
constexpr std::array roles = {
    std::string_view("provider"),         std::string_view("member side"),
    std::string_view("reviewer"),         std::string_view("supervisor"),
    std::string_view("agency"),           std::string_view("fiscal agent"),
    std::string_view("intake"),           std::string_view("office administrator"),
    std::string_view("customer service"), std::string_view("plan administrator"),
    std::string_view("auditor"),
};

std::vector<std::string> effect_words() {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < effect_kinds; ++i) all.emplace_back(to_text(static_cast<EffectKind>(i)));
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

bool ends(const Cursor& cursor) {
    return cursor.at_end() || cursor.left().front() == ',' || cursor.sees("and");
}

} // namespace

std::optional<Effects> TermReader::effects(Cursor& cursor) {
    Effects all;
    do {
        auto one = effect(cursor);
        if (!one) return std::nullopt;
        all.push_back(std::move(*one));
    } while (cursor.accept("and"));
    return all;
}

std::optional<Effect> TermReader::effect(Cursor& cursor) {
    for (std::size_t i = 0; i < effect_kinds; ++i) {
        Effect made;
        made.kind = static_cast<EffectKind>(i);
        if (!cursor.accept(to_text(made.kind))) continue;
        if (!object_of(cursor, made)) return std::nullopt;
        return made;
    }
    const std::string_view word = cursor.at_end() ? "the end of the line" : cursor.word();
    const std::vector<std::string> known = effect_words();
    std::string hint = base::did_you_mean(cursor.left(), known);
    if (hint.empty()) hint = base::did_you_mean(word, known);
    if (hint.empty())
        hint = fmt::format("effects are {}; none of them is a determination", base::listed(known));
    referents_.error(cursor, fmt::format("an effect expected, and `{}` is none", word), std::move(hint));
    return std::nullopt;
}

bool TermReader::put(std::optional<std::uint16_t> object, Effect& effect) {
    effect.object = object.value_or(any_object);
    return object.has_value();
}

bool TermReader::object_of(Cursor& cursor, Effect& effect) {
    switch (effect.kind) {
        case EffectKind::Alert: return alerted(cursor, effect);
        case EffectKind::Remind: return put(referents_.party(cursor), effect);
        case EffectKind::Warn: return ends(cursor) || put(referents_.party(cursor), effect);
        case EffectKind::Convert: return put(referents_.at(cursor, NameKind::Request, "a request"), effect);
        case EffectKind::ReferTo: return put(referents_.at(cursor, NameKind::Level, "a level"), effect);
        case EffectKind::ApplyLimit: return put(referents_.at(cursor, NameKind::Limit, "a limit"), effect);
        case EffectKind::Open: return opened(cursor, effect);
        case EffectKind::Liable:
            effect.words = Referents::words(cursor, true);
            if (!effect.words.empty()) return true;
            referents_.error(cursor, "liable for what?", "write `liable for each day`, or the like");
            return false;
        default: return true;
    }
}

bool TermReader::alerted(Cursor& cursor, Effect& effect) {
    if (referents_.names.at(NameKind::Party, cursor.left()) && put(referents_.party(cursor), effect)) {
        effect.words = referents_.program.parties[effect.object].name.text;
        return true;
    }
    for (const std::string_view role : roles) {
        if (!cursor.accept(role)) continue;
        effect.words = role;
        return true;
    }
    const std::vector<std::string> known(roles.begin(), roles.end());
    const std::string_view word = cursor.at_end() ? "the end of the line" : cursor.word();
    std::vector<std::string> all = referents_.names.all(NameKind::Party);
    all.insert(all.end(), known.begin(), known.end());
    std::string hint = base::did_you_mean(cursor.left(), all);
    if (hint.empty()) hint = fmt::format("alert a party of the program, or {}", base::listed(known, "or"));
    referents_.error(cursor, fmt::format("somebody to alert expected, and `{}` is nobody", word),
                     std::move(hint));
    return false;
}

// A right, or a request.
bool TermReader::opened(Cursor& cursor, Effect& effect) {
    const Cursor before = cursor;
    const auto term = referents_.names.at(NameKind::Term, cursor.left());
    const auto request = referents_.names.at(NameKind::Request, cursor.left());
    if (term && (!request || term->length >= request->length)) {
        cursor.skip(term->length);
        if (referents_.program.terms[term->index].kind == TermKind::Right) return put(term->index, effect);
        referents_.error(before, "a duty is not opened", "name a right or a request");
        return false;
    }
    if (request) effect.kind = EffectKind::OpenRequest;
    return put(referents_.at(cursor, NameKind::Request, "a right or a request"), effect);
}

} // namespace assent::policy
