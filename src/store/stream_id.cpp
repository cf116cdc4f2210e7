#include "store/stream_id.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/expects.hpp"
#include "base/text.hpp"

namespace assent::store {
namespace {

struct KindWord {
    StreamKind kind;
    std::string_view word;
    std::size_t keys; // how many follow the word
};

constexpr std::array kinds{
    KindWord{StreamKind::Case, "case", 2},     KindWord{StreamKind::Letters, "letters", 2},
    KindWord{StreamKind::Ledger, "ledger", 2}, KindWord{StreamKind::Standing, "standing", 1},
    KindWord{StreamKind::Intake, "intake", 1}, KindWord{StreamKind::Program, "program", 1},
    KindWord{StreamKind::Draft, "draft", 2},   KindWord{StreamKind::Drafts, "drafts", 1},
    KindWord{StreamKind::Reads, "reads", 1},   KindWord{StreamKind::Audit, "audit", 1},
};

std::string_view checked(std::string_view key) {
    base::expects(StreamId::is_key(key), "the key of a stream is printable ASCII without blanks and slashes");
    return key;
}

} // namespace

std::string_view to_text(StreamKind kind) { return kinds[static_cast<std::size_t>(kind)].word; }

bool StreamId::is_key(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F && c != '/'; });
}

StreamId StreamId::of_case(std::string_view member, std::string_view number) {
    return {StreamKind::Case, fmt::format("case/{}/{}", checked(member), checked(number))};
}

StreamId StreamId::of_ledger(std::string_view member, std::string_view name) {
    return {StreamKind::Ledger, fmt::format("ledger/{}/{}", checked(member), checked(name))};
}

StreamId StreamId::of_standing(std::string_view member) {
    return {StreamKind::Standing, fmt::format("standing/{}", checked(member))};
}

StreamId StreamId::of_intake(std::string_view number) {
    return {StreamKind::Intake, fmt::format("intake/{}", checked(number))};
}

StreamId StreamId::of_program(std::string_view key) {
    return {StreamKind::Program, fmt::format("program/{}", checked(key))};
}

StreamId StreamId::of_draft(std::string_view office, std::string_view name) {
    return {StreamKind::Draft, fmt::format("draft/{}/{}", checked(office), checked(name))};
}

StreamId StreamId::of_drafts(std::string_view office) {
    return {StreamKind::Drafts, fmt::format("drafts/{}", checked(office))};
}

StreamId StreamId::of_reads(std::string_view person) {
    return {StreamKind::Reads, fmt::format("reads/{}", checked(person))};
}

StreamId StreamId::of_audit(std::string_view key) {
    return {StreamKind::Audit, fmt::format("audit/{}", checked(key))};
}

StreamId StreamId::of_letters(const StreamId& of) {
    base::expects(of.kind() == StreamKind::Case, "letters belong to a case");
    return {StreamKind::Letters, "letters" + of.text_.substr(of.text_.find('/'))};
}

std::optional<StreamId> StreamId::parse(std::string_view text) {
    const std::vector<std::string_view> parts = base::split(text, '/');
    const auto* const kind =
        std::find_if(kinds.begin(), kinds.end(), [&](const KindWord& k) { return k.word == parts[0]; });
    if (kind == kinds.end() || parts.size() != kind->keys + 1) return std::nullopt;
    if (!std::all_of(parts.begin() + 1, parts.end(), is_key)) return std::nullopt;
    return StreamId{kind->kind, std::string(text)};
}

std::string_view StreamId::placement() const {
    const std::string_view keys = std::string_view(text_).substr(text_.find('/') + 1);
    return keys.substr(0, keys.find('/'));
}

} // namespace assent::store
