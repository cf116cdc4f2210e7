#include "http/transport_exchange.hpp"

#include <utility>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "http/target.hpp"

namespace assent::http {
namespace {

// The last of a list is what our own proxy has added; whatever stands before it anybody may have written.
std::string_view last_of(const Head& head, const std::string& name) {
    const auto found = head.headers.find(name);
    if (found == head.headers.end()) return {};
    return base::trim(base::split(found->second, ',').back());
}

// What only a proxy may say: a handler never sees it from anybody else.
void forget_forwarding(Head& head) {
    for (const char* name : {"forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"})
        head.headers.erase(name);
}

} // namespace

Exchange::Exchange(ServerSettings settings, Handler handler)
    : settings_(std::move(settings)),
      handler_(std::move(handler)),
      limits_(settings_.requests_a_minute),
      workers_(settings_.workers, settings_.backlog) {}

void Exchange::log(std::string_view line) const {
    if (settings_.log) settings_.log(line);
}

std::string Exchange::peer_of(const Head& head, const Origin& origin) const {
    const std::string_view told =
        settings_.behind_proxy ? last_of(head, "x-forwarded-for") : std::string_view();
    return is_address(told) ? std::string(told) : origin.peer;
}

base::Expected<Request, Response> Exchange::admit(Head& head, const Origin& origin) {
    auto target = read_target(head.target);
    if (!target) return tl::unexpected(refuse(Refused::Target));
    if (head.length && *head.length > settings_.max_body)
        return tl::unexpected(refuse(Refused::BodyTooLarge));
    if (!settings_.behind_proxy) forget_forwarding(head);
    std::string peer = peer_of(head, origin);
    if (const auto wait = limits_.wait_of(peer, std::chrono::steady_clock::now()))
        return tl::unexpected(refuse(Refused::TooManyRequests, *wait));
    const bool secure =
        origin.encrypted || (settings_.behind_proxy && last_of(head, "x-forwarded-proto") == "https");
    return Request{.method = head.method,
                   .path = std::move(target->path),
                   .query = std::move(target->query),
                   .headers = std::move(head.headers),
                   .peer = std::move(peer),
                   .secure = secure};
}

void Exchange::answer(Request request, const std::function<void(Response)>& done) {
    const bool taken = workers_.take([this, request = std::move(request), done] { done(handled(request)); });
    if (!taken) done(refuse(Refused::Backlog));
}

Response Exchange::handled(const Request& request) {
    if (abandoned_) return refuse(Refused::Stopping);
    ++requests_;
    try {
        return handler_(request);
    } catch (const base::Failure& failure) {
        log(std::string("a request was answered 503: ") + failure.what());
        return refuse(Refused::World);
    }
}

Response Exchange::refuse(Refused refused, std::chrono::seconds again_after) {
    ++refused_[static_cast<std::size_t>(refused)];
    return turn_away(refused, again_after);
}

Counters Exchange::counters() const {
    Counters counters{.accepted = accepted, .open = open, .requests = requests_};
    for (std::size_t i = 0; i < refusal_count; ++i) {
        if (refused_[i] > 0) counters.refused[to_text(static_cast<Refused>(i))] = refused_[i];
    }
    return counters;
}

} // namespace assent::http
