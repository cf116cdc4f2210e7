#include <fmt/format.h>

#include "base/expects.hpp"
#include "store/reader.hpp"
#include "store/rows.hpp"

// Questions as SQL: what a list asks for, in the order and from the index that its page needs.

namespace assent::store {
namespace {

std::int64_t seconds(calendar::Instant moment) { return moment.time_since_epoch().count(); }

} // namespace

CasePlace place_of(const CaseRow& row, const CaseQuery& list) {
    return {list.organization ? row.told_due : row.due, row.stream};
}

// Only what is asked for is compared, so that its index is found; no index of another list holds what an
// organization is told.
Asked asked(const CaseQuery& query) {
    Asked asked{
        fmt::format("SELECT stream, member, number, program, state, level, reviewer, organization, due, {} "
                    "FROM case_row WHERE 1 = 1",
                    query.organization ? "told_due" : std::to_string(seconds(never))),
        {}};
    const char* order = query.organization ? "told_due" : "due";
    // Of a member or a number there are few, whatever else is asked: their index it is, and no other's.
    const bool few = query.member || query.number || query.case_number;
    const auto compare = [&asked](const std::string& column, const std::optional<std::string>& with) {
        if (!with) return;
        asked.sql += fmt::format(" AND {} = ?", column);
        asked.values.emplace_back(*with);
    };
    const std::string other = few ? "+" : ""; // with which SQLite takes no index for a column
    compare("member", query.member);
    compare("number", query.number);
    compare("substr(stream, instr(substr(stream, 6), '/') + 6)", query.case_number);
    compare(other + "state", query.state);
    compare(other + "level", query.level);
    compare(other + "reviewer", query.reviewer);
    compare(other + "organization", query.organization);
    if (query.after) {
        asked.sql += fmt::format(" AND ({}, stream) > (?, ?)", order);
        asked.values.emplace_back(seconds(query.after->due.value_or(never)));
        asked.values.emplace_back(query.after->stream.text());
    }
    asked.sql += fmt::format(" ORDER BY {}, stream LIMIT ?", order);
    asked.values.emplace_back(std::int64_t{query.limit});
    return asked;
}

Asked asked(const ReadingQuery& query) {
    base::expects(query.of || query.person, "readings are asked of a case or by a person");
    Asked asked{"SELECT stream, at, person, what FROM reading WHERE at <= ?",
                {std::int64_t{query.until.time_since_epoch().count()}}};
    if (query.of) {
        asked.sql += " AND stream = ?";
        asked.values.emplace_back(query.of->text());
    }
    if (query.person) {
        asked.sql += " AND person = ?";
        asked.values.emplace_back(*query.person);
    }
    asked.sql +=
        query.of ? " ORDER BY at DESC, person DESC, what DESC" : " ORDER BY at DESC, stream DESC, what DESC";
    asked.sql += " LIMIT ? OFFSET ?";
    asked.values.emplace_back(std::int64_t{query.limit});
    asked.values.emplace_back(std::int64_t{query.skipped});
    return asked;
}

Asked asked(const AccountQuery& query) {
    Asked asked{
        "SELECT stream, organization, name, role, ended, since FROM account_row WHERE organization = ?",
        {query.organization}};
    if (query.role) {
        asked.sql += " AND role = ?";
        asked.values.emplace_back(*query.role);
    }
    if (query.after) {
        asked.sql += " AND (ended, name, stream) > (?, ?, ?)";
        asked.values.emplace_back(std::int64_t{query.after->ended});
        asked.values.emplace_back(query.after->name);
        asked.values.emplace_back(query.after->stream.text());
    }
    asked.sql += " ORDER BY ended, name, stream LIMIT ?";
    asked.values.emplace_back(std::int64_t{query.limit});
    return asked;
}

// Of a person from the index that holds cases alone, which is why its condition is repeated.
Asked asked(const ActQuery& query, std::int64_t before) {
    Asked asked{"SELECT position, stream, at, actor, role, kind, sequence FROM event WHERE position < ?",
                {before}};
    if (query.of) {
        asked.sql += " AND stream = ?";
        asked.values.emplace_back(query.of->text());
    } else if (query.person) {
        asked.sql += " AND actor = ? AND stream >= 'case/' AND stream < 'case0'";
        asked.values.emplace_back(*query.person);
    }
    asked.sql += query.of ? " ORDER BY sequence DESC LIMIT ?" : " ORDER BY position DESC LIMIT ?";
    asked.values.emplace_back(std::int64_t{query.look} + 1);
    return asked;
}

Asked asked(const ContactQuery& query) {
    const std::string columns =
        "SELECT stream, thread, kind, arrived, due, done FROM contact_row WHERE done IS ";
    return {columns + (query.done ? "NOT NULL ORDER BY done DESC, stream, thread LIMIT ?"
                                  : "NULL ORDER BY due_order, arrived, stream, thread LIMIT ?"),
            {std::int64_t{query.limit}}};
}

Asked asked(const TallyQuery& query) {
    Asked asked{
        "SELECT kind, what, outcome, day, count, seconds FROM figure JOIN tally ON figure = id "
        "WHERE program = ?",
        {query.program}};
    for (const auto& [column, word] :
         {std::pair("kind", &query.kind), std::pair("outcome", &query.outcome)}) {
        if (!*word) continue;
        asked.sql += fmt::format(" AND {} = ?", column);
        asked.values.emplace_back(**word);
    }
    asked.sql += " AND day BETWEEN ? AND ? AND count > 0 ORDER BY kind, what, outcome, day";
    for (const calendar::Date day : {query.from, query.through})
        asked.values.emplace_back(std::int64_t{day.time_since_epoch().count()});
    return asked;
}

// Pages of several figures are merged in this order, or from its end: by day, case, figure and number.
Asked asked(const MeasureQuery& query, std::int64_t figure) {
    Asked asked{
        "SELECT program, kind, what, outcome, day, began, due, done, stream, figure, number "
        "FROM measure JOIN figure AS words ON words.id = figure WHERE figure = ?",
        {figure}};
    asked.sql += " AND day BETWEEN ? AND ?";
    for (const calendar::Date day : {query.from, query.through})
        asked.values.emplace_back(std::int64_t{day.time_since_epoch().count()});
    if (query.after) {
        const std::int64_t behind = figure < query.after->figure   ? std::numeric_limits<std::int64_t>::max()
                                    : figure > query.after->figure ? -1
                                                                   : query.after->number;
        asked.sql += query.latest_first ? " AND (day, stream, number) < (?, ?, ?)"
                                        : " AND (day, stream, number) > (?, ?, ?)";
        asked.values.emplace_back(std::int64_t{query.after->day.time_since_epoch().count()});
        asked.values.emplace_back(query.after->stream.text());
        asked.values.emplace_back(behind);
    }
    asked.sql += query.latest_first ? " ORDER BY day DESC, stream DESC, number DESC LIMIT ?"
                                    : " ORDER BY day, stream, number LIMIT ?";
    asked.values.emplace_back(std::int64_t{query.limit});
    return asked;
}

} // namespace assent::store
