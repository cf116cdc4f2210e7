#pragma once
// The OpenAPI 3.1 document of the interface: what src/http/openapi says of each route, with everything that
// follows from the program's own tables (words, commands, problems) put in from there. A route that nobody
// described is in it with its summary alone.

#include <string>

#include "http/router.hpp"

namespace assent::http {

std::string openapi(const Router& router);

} // namespace assent::http
