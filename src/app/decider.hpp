#pragma once
// Requests of one program, each decided under the version that governs it. What a version needs to read
// a request is prepared once, so that a long run of requests costs no more than its decisions. It
// knows no clock: the day of receipt is handed in.

#include <map>
#include <memory>

#include "catalog/program_versions.hpp"
#include "policy/explanation.hpp"
#include "policy/request_reader.hpp"

namespace assent::app {

struct Decision {
    const policy::Program* program = nullptr; // the version that governed
    policy::Explanation explanation;
};

class Decider {
public:
    // Requires: `program` outlives the decider.
    Decider(const catalog::ProgramVersions& program, calendar::Date received);

    // The decision on one request in JSON, at most 1 MiB; or every mistake in it by its JSON pointer. A code
    // that has the shape of none is a warning of the decision.
    base::Result<Decision> decide(std::string_view request);

private:
    struct Prepared {
        explicit Prepared(const policy::Program& of) : program(of), reader(of), facts(of) {}

        const policy::Program& program;
        policy::RequestReader reader;
        policy::Facts facts;
    };

    std::optional<calendar::Date> start_of_service() const;
    Prepared* governing();
    base::Diagnostics none_in_force() const;

    const catalog::ProgramVersions& program_;
    calendar::Date received_;
    base::JsonDocument document_;
    std::map<const catalog::Version*, std::unique_ptr<Prepared>> prepared_;
};

} // namespace assent::app
