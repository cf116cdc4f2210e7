#pragma once
// On which server's folder a command works, and where its keys are: told on the command line, or in the
// environment or the file that the server itself is told by, so that both always mean the same.

#include <string>

#include "app/data_folder.hpp"
#include "base/diagnostics.hpp"

namespace assent::app {

struct ServerFolder {
    std::string data, config; // as the command line has them; "": it does not
    KeyPlaces keys = {};
    std::int64_t retention_years = 0; // 0: nobody has said

    DataFolder folder() const { return DataFolder(data, keys); } // Requires: it was found
};

// Fills in what the command line does not say; or every mistake in what says it.
base::Diagnostics find(ServerFolder& server);

} // namespace assent::app
