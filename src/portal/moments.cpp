#include "portal/moments.hpp"

#include "casework/situation.hpp"

namespace assent::portal {
namespace {

Html time_of(calendar::Date day, const std::string& text) {
    return html("<time datetime=\"{}\">{}</time>", calendar::to_text(day), text);
}

} // namespace

Html shown(calendar::Date day) { return time_of(day, casework::day_text(day)); }

Html shown(const calendar::Zone& zone, calendar::Instant at) {
    return time_of(zone.local_date(at), zone.to_text(std::chrono::floor<std::chrono::minutes>(at)));
}

Html until(const calendar::Zone& zone, calendar::Instant due) {
    return time_of(zone.local_date(due), casework::until_text(zone, due));
}

} // namespace assent::portal
