#include "http/call.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "http/problem.hpp"

namespace assent::http {

using store::StreamId;

std::optional<Response> wrong_body(const Request& request, base::JsonDocument& document) {
    const std::string_view type = request.header("content-type");
    if (base::trim(type.substr(0, type.find(';'))) != "application/json")
        return problem(Problem::WrongMedia, "the body is to be application/json");
    base::Diagnostics mistakes;
    if (!document.read(request.body, mistakes)) return problem(mistakes);
    return std::nullopt;
}

base::Expected<desk::CaseFile, Response> file_for(const Parts& parts, const Call& call) {
    if (!StreamId::is_key(call.places[0]) || !StreamId::is_key(call.places[1]))
        return tl::unexpected(problem(Problem::NotFound, "there is no such case"));
    const auto stream = StreamId::of_case(call.places[0], call.places[1]);
    auto file = parts.desk.see(call.actor.person, stream, call.now);
    if (!file) return tl::unexpected(problem(file.error()));
    return std::move(*file);
}

std::string etag(std::int64_t state) { return fmt::format("\"{}\"", state); }

desk::HandedDocuments handed_documents(const Parts& parts) { return {parts.store, parts.documents}; }

} // namespace assent::http
