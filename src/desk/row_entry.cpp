#include "desk/row_entry.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "casework/event_words.hpp"
#include "desk/email_address.hpp"
#include "desk/row_cells.hpp"

namespace assent::desk {
namespace {

using casework::MemberId;
using casework::OrganizationId;
using casework::PersonId;
using casework::Role;

// What nobody can be in a file: the program itself acts as these.
bool is_the_programs_own(Role role) { return role == Role::System || role == Role::Timer; }

const std::vector<std::string>& role_words() {
    static const std::vector<std::string> words = [] {
        std::vector<std::string> all;
        for (std::size_t i = 0; i < casework::roles; ++i) {
            if (!is_the_programs_own(static_cast<Role>(i))) all.emplace_back(to_text(static_cast<Role>(i)));
        }
        return all;
    }();
    return words;
}

const std::vector<std::string> yes_or_no = {"no", "yes"};
const std::vector<std::string> holders = {"person", "organization"};

struct Span {
    std::optional<calendar::Date> from, through;
};

void check_order(RowCells& row, const Span& span) {
    if (span.from && span.through && *span.through < *span.from)
        row.wrong("through", "write the last day, which is not before `from`");
}

Span span(RowCells& row) {
    const Span span{row.day_or_none("from"), row.day_or_none("through")};
    check_order(row, span);
    return span;
}

MemberId member_id(RowCells& row) {
    std::string id = row.key("member");
    if (store::StreamId::is_key(id) && !can_be_member(id))
        row.wrong("member", "write an identifier that does not begin with `person:` or `organization:`");
    return {std::move(id)};
}

std::string language(RowCells& row) {
    const std::string& cell = row.any("language"); // BCP 47, as templates have it
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto fits = [&](char c) { return base::is_letter_or_digit(c) || c == '-'; };
    if (!cell.empty() && !(is_small(cell[0]) && std::all_of(cell.begin(), cell.end(), fits)))
        row.wrong("language", "write the code of a language, as en or es, or leave it empty");
    return cell;
}

std::string name(RowCells& row) {
    std::string cell = row.text("name");
    if (!cell.empty() && !can_be_called(cell)) row.wrong("name", how_to_write_a_name);
    return cell;
}

struct Said {
    std::optional<store::StreamId> stream;
    std::variant<Report, Carried> what;
};

// A stream is made from keys that were read without a mistake only.
template <typename Id>
std::optional<store::StreamId> stream_for(const RowCells& row, const Id& id) {
    return row.mistakes().empty() ? std::optional(stream_of(id)) : std::nullopt;
}

Said member(RowCells& row, calendar::Date today) {
    const MemberId id = member_id(row);
    Member one{name(row), row.day_or_none("birth_date"), language(row)};
    if (one.birth_date && !can_be_born_on(*one.birth_date, today))
        row.wrong("birth_date", "write the day of birth, from 1880-01-01 to today");
    return {stream_for(row, id), Report(std::move(one))};
}

Said eligibility(RowCells& row) {
    const MemberId id = member_id(row);
    const Eligible one{row.day("from"), row.day_or_none("through"), row.day_or_none("determined")};
    check_order(row, {one.from, one.through});
    return {stream_for(row, id), Report(one)};
}

Said organization(RowCells& row) {
    const OrganizationId id{row.key("organization")};
    Organization one{name(row)};
    return {stream_for(row, id), Report(std::move(one))};
}

Said person(RowCells& row) {
    const PersonId id{row.key("person")};
    Person one{name(row), {}, {row.key_or_none("organization")}, false};
    const std::string& role = role_words()[row.word("role", role_words())];
    one.role = casework::from_word<Role>(role).value_or(Role::Provider);
    one.ended = !row.any("ended").empty() && row.word("ended", yes_or_no) == 1;
    return {stream_for(row, id), Report(std::move(one))};
}

Said credential(RowCells& row) {
    const std::string holder = row.key("holder");
    const bool of_a_person = row.word("kind", holders) == 0;
    Held one{row.text("words"), row.any("scope"), row.key_or_none("towards"), {}, {}};
    const Span valid = span(row);
    one.from = valid.from;
    one.through = valid.through;
    if (of_a_person) return {stream_for(row, PersonId{holder}), Report(std::move(one))};
    return {stream_for(row, OrganizationId{holder}), Report(std::move(one))};
}

Said conflict(RowCells& row) {
    const PersonId id{row.key("person")};
    Conflicted one{row.key("towards"), row.text("what"), {}, {}};
    const Span valid = span(row);
    one.from = valid.from;
    one.through = valid.through;
    return {stream_for(row, id), Report(std::move(one))};
}

Said email(RowCells& row) {
    const std::string holder = row.key("holder");
    const bool of_a_person = row.word("kind", holders) == 0;
    Address one{row.any("email")};
    if (!one.email.empty() && !is_email_address(one.email)) row.wrong("email", how_to_write_an_email_address);
    if (of_a_person) return {stream_for(row, PersonId{holder}), Report(std::move(one))};
    return {stream_for(row, OrganizationId{holder}), Report(std::move(one))};
}

// Of a name that no program has nothing would ever be read.
Said account(RowCells& row, std::span<const std::string> ledgers) {
    const MemberId id = member_id(row);
    std::size_t ledger = 0;
    if (ledgers.empty())
        row.wrong("ledger", "publish the program that has it first; no program here has any");
    else
        ledger = row.word("ledger", ledgers);
    const auto year = static_cast<std::int32_t>(row.number("year", {1900, 2400}));
    const Carried used{year, row.number("used", {0, 1'000'000'000})};
    if (!row.mistakes().empty()) return {std::nullopt, used};
    return {store::StreamId::of_ledger(id.text, ledger_key(ledgers[ledger])), used};
}

Said said_in(ImportKind kind, RowCells& row, const RowBounds& bounds) {
    switch (kind) {
        case ImportKind::Members: return member(row, bounds.today);
        case ImportKind::Eligibility: return eligibility(row);
        case ImportKind::Organizations: return organization(row);
        case ImportKind::People: return person(row);
        case ImportKind::Credentials: return credential(row);
        case ImportKind::Conflicts: return conflict(row);
        case ImportKind::Emails: return email(row);
        case ImportKind::Accounts: break;
    }
    return account(row, bounds.ledgers);
}

} // namespace

base::Expected<Entry, std::string> entry_of(const Columns& columns, const codes::Record& row,
                                            const RowBounds& bounds) {
    RowCells cells(columns, row);
    Said said = said_in(columns.kind(), cells, bounds);
    if (!said.stream) return tl::unexpected(cells.mistakes());
    return Entry{std::move(*said.stream), std::move(said.what)};
}

} // namespace assent::desk
