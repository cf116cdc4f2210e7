#pragma once
// Reads the parameters of a query by their names and types. Every mistake is told with the parameter and what
// is to stand there. That no other parameter is there, the router has seen to.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "http/body_reader.hpp"
#include "http/message.hpp"

namespace assent::http {

class QueryReader {
public:
    // Looks at both for as long as it lives.
    QueryReader(const Request& request, base::Diagnostics& mistakes)
        : request_(request), mistakes_(mistakes) {}

    // What is absent has no value; one that is empty is a mistake.
    std::optional<std::string> text(std::string_view name);
    std::optional<std::string> word(std::string_view name, const std::vector<std::string>& words);
    std::optional<std::int64_t> number(std::string_view name, Bounds bounds);
    std::optional<calendar::Instant> moment(std::string_view name);
    std::optional<calendar::Date> day(std::string_view name);

    void complain(std::string_view name, std::string message, std::string hint);

private:
    const Request& request_;
    base::Diagnostics& mistakes_;
};

} // namespace assent::http
