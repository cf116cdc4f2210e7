#include "http/transport_exchange.hpp"

#include <memory>
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
    for (const char* name :
         {"forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-request-id"})
        head.headers.erase(name);
}

} // namespace

Exchange::Exchange(ServerSettings settings, Handler handler)
    : settings_(std::move(settings)),
      handler_(std::move(handler)),
      limits_(settings_.requests_a_minute),
      workers_(settings_.workers, settings_.backlog) {}

void Exchange::tell_failure(std::string_view what, std::string_view id) const {
    if (settings_.watcher) settings_.watcher->failed(what, id);
}

// Our proxy's, when it sends one.
std::string Exchange::id_of(const Head& head) {
    const auto told = head.headers.find("x-request-id");
    const bool good = told != head.headers.end() && is_request_id(told->second);
    return good ? told->second : ids_.next();
}

std::string Exchange::peer_of(const Head& head, const Origin& origin) const {
    const std::string_view told =
        settings_.behind_proxy ? last_of(head, "x-forwarded-for") : std::string_view();
    return is_address(told) ? std::string(told) : origin.peer;
}

base::Expected<Request, Response> Exchange::admit(Head& head, const Origin& origin) {
    auto target = read_target(head.target);
    if (!target) return tl::unexpected(refuse(Refused::Target));
    if (!settings_.behind_proxy) forget_forwarding(head);
    std::string peer = peer_of(head, origin);
    std::string id = id_of(head);
    const bool secure =
        origin.encrypted || (settings_.behind_proxy && last_of(head, "x-forwarded-proto") == "https");
    Request request{.method = head.method,
                    .path = std::move(target->path),
                    .query = std::move(target->query),
                    .headers = std::move(head.headers),
                    .peer = std::move(peer),
                    .secure = secure,
                    .id = std::move(id)};
    if (const auto wait = limits_.wait_of(request.peer, std::chrono::steady_clock::now()))
        return tl::unexpected(
            refuse(Refused::TooManyRequests, request, turn_away(Refused::TooManyRequests, *wait)));
    const std::uint64_t length = head.length.value_or(0);
    if (length <= settings_.max_body) return request;
    const std::uint64_t longest = longest_body(request);
    if (length <= longest) return request;
    return tl::unexpected(refuse(Refused::BodyTooLarge, request, too_large(longest)));
}

// One of the few places that catch a Failure: where it cannot be found out who sends it, nobody is known to.
std::uint64_t Exchange::longest_body(const Request& request) const {
    try {
        const bool files = settings_.takes_files && settings_.takes_files(request);
        return files ? std::max(settings_.max_body, settings_.max_files) : settings_.max_body;
    } catch (const base::Failure& failure) {
        tell_failure(failure.what(), request.id);
        return settings_.max_body;
    }
}

void Exchange::answer(Request request, const std::function<void(Response)>& done) {
    const auto came = std::chrono::steady_clock::now();
    const auto kept = std::make_shared<const Request>(std::move(request));
    const bool taken = workers_.take([this, came, kept, done] { done(handled(*kept, came)); });
    if (!taken) done(refuse(Refused::Backlog, *kept, turn_away(Refused::Backlog)));
}

Response Exchange::handled(const Request& request, std::chrono::steady_clock::time_point came) {
    if (abandoned_) return refuse(Refused::Stopping, request, turn_away(Refused::Stopping));
    ++requests_;
    Response response = worded(request, outcome(request));
    response.headers["x-request-id"] = request.id;
    if (!settings_.watcher) return response;
    const auto took = std::chrono::steady_clock::now() - came;
    settings_.watcher->served({.method = to_text(request.method),
                               .route = settings_.route_of ? settings_.route_of(request) : std::string_view(),
                               .status = response.status,
                               .took = std::chrono::duration_cast<std::chrono::microseconds>(took),
                               .received = request.body.size(),
                               .sent = response.body.size(),
                               .id = request.id});
    return response;
}

Response Exchange::outcome(const Request& request) {
    try {
        return handler_(request);
    } catch (const base::Failure& failure) {
        tell_failure(failure.what(), request.id);
        ++refused_[static_cast<std::size_t>(Refused::World)];
        return turn_away(Refused::World);
    }
}

Response Exchange::worded(const Request& request, Response response) const {
    return settings_.worded ? settings_.worded(request, std::move(response)) : std::move(response);
}

Response Exchange::refuse(Refused refused) {
    const bool large = refused == Refused::BodyTooLarge;
    return counted(refused, large ? too_large(settings_.max_body) : turn_away(refused), ids_.next());
}

Response Exchange::refuse(Refused refused, const Request& request, Response told) {
    return counted(refused, worded(request, std::move(told)), request.id);
}

Response Exchange::counted(Refused refused, Response response, const std::string& id) {
    ++refused_[static_cast<std::size_t>(refused)];
    response.headers["x-request-id"] = id;
    if (settings_.watcher) settings_.watcher->refused({to_text(refused), response.status, id});
    return response;
}

Counters Exchange::counters() const {
    const WorkerPool::Load load = workers_.load();
    Counters counters{.accepted = accepted,
                      .open = open,
                      .requests = requests_,
                      .waiting = load.waiting,
                      .busy = load.busy};
    for (std::size_t i = 0; i < refusal_count; ++i) {
        if (refused_[i] > 0) counters.refused[to_text(static_cast<Refused>(i))] = refused_[i];
    }
    return counters;
}

} // namespace assent::http
