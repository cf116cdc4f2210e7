#include "app/server_folder.hpp"

#include "app/configuration.hpp"

namespace assent::app {

base::Diagnostics find(ServerFolder& server) {
    Told told{server.config, assent_environment(), {}};
    if (!server.data.empty()) told.flags["data"] = server.data;
    Configuration found = configure(told);
    if (found.findings.has_errors()) return std::move(found.findings);
    server.data = found.house.data.string();
    server.keys = found.house.keys;
    server.retention_years = found.house.retention_years;
    return {};
}

} // namespace assent::app
