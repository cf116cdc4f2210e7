#include "app/metrics.hpp"

#include <openssl/crypto.h>
#include <unistd.h>

#include <fstream>
#include <system_error>

#include "app/version.hpp"
#include "http/limits.hpp"
#include "store/schema.hpp"

namespace assent::app {
namespace {

constexpr int most_counted = 10'000;

template <typename Counted>
std::int64_t count(Counted counted) {
    return static_cast<std::int64_t>(counted);
}

std::int64_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::int64_t whole = 0, resident = 0;
    statm >> whole >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

void write_process(const Measured& measured, Exposition& page) {
    page.family("assent_build_info", FigureKind::Gauge, "The release that runs; always 1.");
    page.sample(1, {{"version", version()}, {"store", std::to_string(store::migrations().size())}});
    page.gauge("process_start_time_seconds", "When the server started, in seconds since 1970.",
               measured.started.time_since_epoch().count());
    page.gauge("process_resident_memory_bytes", "Memory that is in use.", resident_bytes());
    std::error_code ignored;
    const auto space = std::filesystem::space(measured.data, ignored);
    page.gauge("assent_data_free_bytes", "Free on the disk of the data folder.",
               ignored ? 0 : count(space.available));
    page.gauge("assent_ready", "1 when the last round met nothing broken, as /readyz says; otherwise 0.",
               measured.broken ? 0 : 1);
    if (measured.certificate_end)
        page.gauge("assent_certificate_end_timestamp_seconds",
                   "The last moment at which the certificate holds, in seconds since 1970.",
                   measured.certificate_end->time_since_epoch().count());
}

void write_interface(const Measured& measured, Exposition& page) {
    const http::Counters& counters = measured.counters;
    page.counter("assent_http_connections_total", "Connections that were accepted.",
                 count(counters.accepted));
    page.gauge("assent_http_connections_open", "Connections that are open.", count(counters.open));
    page.counter("assent_http_requests_total", "Requests that reached a handler.", count(counters.requests));
    page.family("assent_http_refused_total", FigureKind::Counter,
                "Requests that the transport turned away, by the kind of the problem.");
    for (const auto& [kind, refused] : counters.refused) page.sample(count(refused), {{"kind", kind}});
    page.gauge("assent_workers_busy", "Workers that handle a request.", count(counters.busy));
    page.gauge("assent_worker_queue_length", "Requests that wait for a worker.", count(counters.waiting));
}

void write_work(const Measured& measured, Exposition& page) {
    store::Store& store = measured.store;
    const std::int64_t late = store.due_cases(measured.now - std::chrono::seconds(1), most_counted);
    const std::int64_t soon = store.due_cases(measured.now + std::chrono::hours(24), most_counted);
    page.gauge("assent_cases_overdue", "Cases in which something owed is late, counted up to 10,000.", late);
    page.gauge(
        "assent_cases_at_risk",
        "Cases in which something owed is due within 24 hours and not yet late, counted up to 10,000 with "
        "the late ones.",
        soon - late);
    page.gauge("assent_alarms_due", "Cases over which time has still to be let pass, counted up to 10,000.",
               count(store.due_alarms(measured.now, most_counted).size()));
    page.gauge("assent_outbox_waiting", "Notices that are due to leave, counted up to 10,000.",
               count(store.waiting(measured.now, most_counted).size()));
    page.gauge("assent_outbox_given_up",
               "Notices that could not be sent and wait for somebody, counted up to 10,000.",
               count(store.given_up(most_counted).size()));
    page.gauge("assent_documents", "Documents that are kept, counted every ten minutes.", measured.documents);
}

} // namespace

std::string metrics_page(const Measured& measured) {
    Exposition page;
    write_process(measured, page);
    write_interface(measured, page);
    write_work(measured, page);
    measured.watch.write(page);
    return page.take();
}

bool may_see_metrics(const http::Request& request, const HouseSettings& settings) {
    const std::string expected = "Bearer " + settings.metrics_token;
    const std::string_view given = request.header("authorization");
    const bool has_token = !settings.metrics_token.empty() && given.size() == expected.size() &&
                           CRYPTO_memcmp(given.data(), expected.data(), expected.size()) == 0;
    return has_token || (!settings.server.behind_proxy && http::is_loopback(request.peer));
}

} // namespace assent::app
