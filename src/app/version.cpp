#include "app/version.hpp"

namespace assent::app {

std::string_view version() { return ASSENT_VERSION; }

} // namespace assent::app
