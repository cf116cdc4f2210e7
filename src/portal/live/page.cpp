#include "portal/live/page.hpp"

#include <chrono>

#include "base/text.hpp"

namespace assent::portal {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto longest =
    std::chrono::minutes{10}; // then it is asked for again, by whoever is still signed in
constexpr auto sign_of_life = std::chrono::seconds{15};

class Telling {
public:
    Telling(const desk::Desk& desk, std::uint64_t seen) : desk_(&desk), seen_(seen) {}

    std::optional<std::string> operator()() {
        const Clock::time_point now = Clock::now();
        if (now - begun_ > longest) return std::nullopt;
        const std::uint64_t changes = desk_->changes();
        const bool changed = changes != seen_;
        if (!changed && now - said_ < sign_of_life) return "";
        seen_ = changes;
        said_ = now;
        return changed ? "event: changed\ndata:\n\n" : ":\n\n";
    }

private:
    const desk::Desk* desk_;
    std::uint64_t seen_;
    Clock::time_point begun_ = Clock::now(), said_ = begun_;
};

} // namespace

Html news(const Visit& visit) {
    return html("<p class=\"as-news\" role=\"status\" data-news=\"{}\"></p>", visit.changes);
}

void add_live(Gate& gate, const Services& services) {
    gate.page("/live", For::SignedIn, [&services](const Visit& visit) {
        const auto since = base::to_number(visit.request.asked("since").value_or(""));
        http::Response response;
        response.headers["content-type"] = "text/event-stream";
        response.body = ":\n\n";
        response.goes_on = Telling(services.desk, since ? static_cast<std::uint64_t>(*since) : visit.changes);
        return response;
    });
}

} // namespace assent::portal
