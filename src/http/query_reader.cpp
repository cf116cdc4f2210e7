#include "http/query_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace assent::http {

void QueryReader::complain(std::string_view name, std::string message, std::string hint) {
    mistakes_.error({std::string(name), 0, 0, {}}, std::move(message), std::move(hint));
}

std::optional<std::string> QueryReader::text(std::string_view name) {
    auto found = request_.asked(name);
    if (!found || !found->empty()) return found;
    complain(name, "it is empty", "write what it is to be, or leave it out");
    return std::nullopt;
}

std::optional<std::string> QueryReader::word(std::string_view name, const std::vector<std::string>& words) {
    auto found = text(name);
    if (!found || std::find(words.begin(), words.end(), *found) != words.end()) return found;
    std::string hint = base::did_you_mean(*found, words);
    complain(name, "it is none that there is",
             hint.empty() ? "write " + base::listed(words, "or") : std::move(hint));
    return std::nullopt;
}

std::optional<std::int64_t> QueryReader::number(std::string_view name, Bounds bounds) {
    const auto found = text(name);
    if (!found) return std::nullopt;
    const auto whole = base::to_number(*found);
    if (whole && *whole >= bounds.least && *whole <= bounds.most) return whole;
    complain(name, "a whole number that fits here expected",
             fmt::format("write one from {} to {}", bounds.least, bounds.most));
    return std::nullopt;
}

std::optional<calendar::Instant> QueryReader::moment(std::string_view name) {
    const auto found = text(name);
    if (!found) return std::nullopt;
    auto moment = parse_moment(*found);
    if (!moment) complain(name, "a moment in UTC expected", "write it as 2026-11-28T15:00:00Z");
    return moment;
}

std::optional<calendar::Date> QueryReader::day(std::string_view name) {
    const auto found = text(name);
    if (!found) return std::nullopt;
    auto day = calendar::parse_date(*found);
    if (!day) complain(name, "a day of the calendar expected", "write it as 2026-11-28");
    return day;
}

} // namespace assent::http
