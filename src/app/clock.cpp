#include "app/clock.hpp"

#include <chrono>

namespace assent::app {

calendar::Instant now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

} // namespace assent::app
