#include "app/decider.hpp"

#include <fmt/format.h>

namespace assent::app {
namespace {

// The fact that says when service starts stands at this place of every request.
constexpr std::string_view start_pointer = "/request/start";

std::string told(const base::Diagnostic& warning) {
    if (warning.place.pointer.empty()) return warning.message;
    return fmt::format("{}: {}", warning.place.pointer, warning.message);
}

} // namespace

Decider::Decider(const catalog::ProgramVersions& program, calendar::Date received)
    : program_(program), received_(received) {}

base::Result<Decision> Decider::decide(std::string_view request) {
    base::Diagnostics diagnostics;
    if (!document_.read(request, diagnostics)) return base::refused(std::move(diagnostics));
    Prepared* prepared = governing();
    if (!prepared) return base::refused(none_in_force());
    if (!prepared->reader.read(document_, prepared->facts, diagnostics)) {
        return base::refused(std::move(diagnostics));
    }
    const policy::Program& program = prepared->program;
    Decision made{&program,
                  policy::explain(program, prepared->facts, policy::decide(program, prepared->facts))};
    for (const base::Diagnostic& warning : diagnostics) made.explanation.warnings.push_back(told(warning));
    return made;
}

// What is no date is left to the reader of the request, who says so.
std::optional<calendar::Date> Decider::start_of_service() const {
    const base::JsonNode& root = document_.root();
    const base::JsonNode* request =
        root.kind == base::JsonKind::Object ? document_.find(root, "request") : nullptr;
    if (!request || request->kind != base::JsonKind::Object) return std::nullopt;
    const base::JsonNode* start = document_.find(*request, "start");
    if (!start || start->kind != base::JsonKind::String) return std::nullopt;
    return calendar::parse_date(start->text);
}

Decider::Prepared* Decider::governing() {
    const catalog::Version* version = program_.governing({start_of_service(), received_});
    if (!version) return nullptr;
    std::unique_ptr<Prepared>& prepared = prepared_[version];
    if (!prepared) prepared = std::make_unique<Prepared>(version->program);
    return prepared.get();
}

// The day of receipt is ours to name; the start of service is the member's.
base::Diagnostics Decider::none_in_force() const {
    const bool by_start = start_of_service() && program_.versions.back().program.header.version ==
                                                    policy::VersionBy::StartOfService;
    base::Diagnostics diagnostics;
    base::Place place;
    if (by_start) place.pointer = start_pointer;
    diagnostics.error(std::move(place),
                      fmt::format("no version of {} is in force on {}", program_.id(),
                                  by_start ? "the start of service" : calendar::to_text(received_)),
                      fmt::format("it is in force {}", program_.in_force()));
    return diagnostics;
}

} // namespace assent::app
