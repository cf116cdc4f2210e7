#include "policy/people_reader.hpp"

#include <fmt/format.h>

namespace assent::policy {

void PeopleReader::error(const Piece& at, std::string message, std::string hint) {
    referents_.error(referents_.cursor(at), std::move(message), std::move(hint));
}

bool PeopleReader::says(const Line& line, std::string_view words) {
    const std::string hint = fmt::format("write `{} {}`", line.keyword, words);
    Cursor cursor = referents_.cursor(line.rest);
    if (cursor.accept(words)) return referents_.finished(cursor, hint);
    referents_.error(cursor, fmt::format("`{}` expected after `{}`", words, line.keyword), hint);
    return false;
}

std::vector<std::string> PeopleReader::listed(Cursor& cursor) {
    std::vector<std::string> all;
    do {
        const std::string words = Referents::words(cursor);
        if (!words.empty()) {
            all.push_back(single_spaced(words));
        } else {
            referents_.error(cursor, "nothing stands here", "write words, or take the comma out");
        }
    } while (cursor.accept_comma());
    return all;
}

std::optional<Channel> PeopleReader::channel(Cursor& cursor) {
    std::optional<Channel> longest;
    std::size_t length = 0;
    std::vector<std::string> known;
    for (std::size_t i = 0; i < policy::channels; ++i) {
        const auto one = static_cast<Channel>(i);
        known.emplace_back(to_text(one));
        const std::size_t taken = matched(cursor.left(), to_text(one));
        if (taken <= length) continue;
        length = taken;
        longest = one;
    }
    cursor.skip(length);
    if (longest) return longest;
    std::string hint = base::did_you_mean(cursor.word(), known);
    if (hint.empty()) hint = fmt::format("channels are {}", base::listed(known));
    referents_.error(cursor, fmt::format("a channel expected, and `{}` is none", cursor.left()),
                     std::move(hint));
    return std::nullopt;
}

std::optional<ChannelSet> PeopleReader::channels(Cursor& cursor) {
    ChannelSet all;
    for (bool more = true; more;) {
        const auto one = channel(cursor);
        if (!one) return std::nullopt;
        all.set(static_cast<std::size_t>(*one));
        more = cursor.accept_comma();
        more |= cursor.accept("or");
    }
    return all;
}

std::optional<Effects> PeopleReader::effects(const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    auto read = terms_.effects(cursor);
    if (!read || !referents_.finished(cursor, "join two effects by `and`")) return std::nullopt;
    return read;
}

} // namespace assent::policy
