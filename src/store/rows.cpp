#include "store/rows.hpp"

#include <algorithm>

#include "base/failure.hpp"

namespace assent::store {
namespace {

std::optional<calendar::Instant> if_ever(const Statement& row, int column) {
    const calendar::Instant at = row.instant(column);
    return at == never ? std::nullopt : std::optional(at);
}

} // namespace

StreamId stream_in(const Statement& row, int column) {
    const std::optional<StreamId> stream = StreamId::parse(row.text(column));
    if (!stream) throw base::Failure("cannot read the store: a row names no stream; run 'assent verify'");
    return *stream;
}

Event event_in(const Statement& row) {
    return {row.integer(0), row.instant(1),      row.text(2),   row.text(3),  row.text(4),
            row.integer(5), row.text_or_null(6), row.digest(7), row.digest(8)};
}

Waiting waiting_in(const Statement& row) {
    return {row.integer(0), stream_in(row, 1), row.text(2), row.text(3),
            row.instant(4), row.integer(5),    row.text(6)};
}

CaseRow case_in(const Statement& row) {
    return {stream_in(row, 0),   row.text(1),         row.text_or_null(2), row.text(3),     row.text(4),
            row.text_or_null(5), row.text_or_null(6), row.text_or_null(7), if_ever(row, 8), if_ever(row, 9)};
}

AccountRow account_in(const Statement& row) {
    return {stream_in(row, 0), row.text(1), row.text(2), row.text(3), row.integer(4) != 0, row.instant(5)};
}

ContactRow contact_in(const Statement& row) {
    return {stream_in(row, 0), row.integer(1),         row.text(2),
            row.instant(3),    row.instant_or_null(4), row.instant_or_null(5)};
}

calendar::Date day_in(const Statement& row, int column) {
    return calendar::Date(std::chrono::days(row.integer(column)));
}

Measure measure_in(const Statement& row) {
    return {row.text(0),
            row.text(1),
            row.text(2),
            row.text(3),
            day_in(row, 4),
            row.instant(5),
            row.instant_or_null(6),
            row.instant_or_null(7)};
}

ListedMeasure listed_in(const Statement& row) {
    return {measure_in(row), {day_in(row, 4), stream_in(row, 8), row.integer(9), row.integer(10)}};
}

Checkpoint checkpoint_in(const Statement& row) {
    Checkpoint checkpoint{row.integer(0), row.instant(1), row.integer(2), row.digest(3), {}};
    const std::string signature = row.blob(4);
    // A signature of another length is no signature; zeros are not one either.
    if (signature.size() == checkpoint.signature.size())
        std::copy(signature.begin(), signature.end(), checkpoint.signature.begin());
    return checkpoint;
}

} // namespace assent::store
