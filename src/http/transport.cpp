#define BOOST_ASIO_SEPARATE_COMPILATION
#define BOOST_BEAST_SEPARATE_COMPILATION
#define BOOST_ASIO_NO_DEPRECATED

#include "http/transport.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/impl/src.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/src.hpp>

#include <algorithm>
#include <future>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "base/failure.hpp"
#include "http/transport_answer.hpp"
#include "http/transport_connection.hpp"
#include "http/transport_loop.hpp"

namespace assent::http {
namespace {

constexpr auto after_failed_accept = std::chrono::milliseconds(50);

} // namespace

struct Transport::Everything {
    House house;
    std::vector<std::unique_ptr<Loop>> loops = {};
    std::optional<tcp::acceptor> acceptor = {};
    std::uint16_t port = 0;

    explicit Everything(Exchange& exchange) : house{exchange} {}

    void listen() {
        const ServerSettings& settings = house.exchange.settings();
        const tcp::endpoint endpoint(asio::ip::make_address(settings.address), settings.port);
        try {
            acceptor.emplace(loops.front()->context, endpoint);
            port = acceptor->local_endpoint().port();
        } catch (const boost::system::system_error& error) {
            throw base::Failure("cannot listen on " + settings.address + " port " +
                                std::to_string(settings.port) + ": " + error.code().message());
        }
    }

    Task<void> accept_all() {
        for (std::size_t turn = 0; acceptor->is_open(); ++turn) {
            Loop& loop = *loops[turn % loops.size()];
            error_code error;
            auto token = asio::redirect_error(asio::use_awaitable, error);
            tcp::socket socket = co_await acceptor->async_accept(loop.context, token);
            if (!error) {
                welcome(loop, std::move(socket));
            } else if (acceptor->is_open()) {
                house.exchange.tell_failure("cannot accept a connection: " + error.message());
                asio::steady_timer pause(loops.front()->context, after_failed_accept);
                co_await pause.async_wait(token);
            }
        }
    }

    void welcome(Loop& loop, tcp::socket socket) {
        Exchange& exchange = house.exchange;
        if (house.stopping) return;
        ++exchange.accepted;
        if (exchange.open >= exchange.settings().max_connections) return send_away(std::move(socket));
        ++exchange.open;
        asio::post(loop.context, [this, &loop, socket = std::move(socket)]() mutable {
            auto connection = std::make_shared<Connection>(house, loop, std::move(socket));
            asio::co_spawn(loop.context, Connection::run(std::move(connection)), asio::detached);
        });
    }

    // As far as that goes without waiting.
    void send_away(tcp::socket socket) {
        const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        const std::string out =
            to_bytes(house.exchange.refuse(Refused::TooManyConnections), {.closes = true}, now);
        error_code ignored;
        socket.non_blocking(true, ignored);
        if (!house.tls_now()) socket.write_some(asio::buffer(out), ignored);
        socket.shutdown(tcp::socket::shutdown_send, ignored);
    }

    void for_each_connection(void (Connection::*act)()) {
        for (const auto& loop : loops) {
            asio::post(loop->context, [&connections = loop->connections, act] {
                for (Connection* connection : connections) (connection->*act)();
            });
        }
    }
};

Transport::Transport(Exchange& exchange) : all_(std::make_unique<Everything>(exchange)) {
    const ServerSettings& settings = exchange.settings();
    if (settings.tls) take_tls(read_tls(*settings.tls));
    for (std::size_t i = 0; i < std::max<std::size_t>(1, settings.io_threads); ++i)
        all_->loops.push_back(std::make_unique<Loop>());
    all_->listen();
    asio::co_spawn(all_->loops.front()->context, all_->accept_all(), asio::detached);
    for (const auto& loop : all_->loops)
        loop->thread = std::thread([&context = loop->context] { context.run(); });
}

Transport::~Transport() { stop(std::chrono::milliseconds(0)); }

std::uint16_t Transport::port() const { return all_->port; }

void Transport::take_tls(TlsContext fresh) {
    auto context = std::make_shared<asio::ssl::context>(fresh.release());
    const std::scoped_lock lock(all_->house.mutex);
    all_->house.tls = std::move(context);
}

std::optional<std::chrono::sys_seconds> Transport::certificate_end() const {
    const auto context = all_->house.tls_now();
    return context ? std::optional(http::certificate_end(context->native_handle())) : std::nullopt;
}

void Transport::stop(std::chrono::milliseconds at_most) {
    if (all_->house.stopping.exchange(true)) return;
    std::promise<void> closed; // afterwards no connection is new
    asio::post(all_->loops.front()->context, [&] {
        error_code ignored;
        all_->acceptor->close(ignored);
        closed.set_value();
    });
    closed.get_future().wait();
    all_->for_each_connection(&Connection::wind_down);
    if (!all_->house.wait_until_empty(at_most)) {
        all_->house.exchange.abandon();
        all_->for_each_connection(&Connection::cut);
        all_->house.wait_until_empty(std::chrono::hours(24));
    }
    for (const auto& loop : all_->loops) loop->work.reset();
    for (const auto& loop : all_->loops) loop->thread.join();
}

} // namespace assent::http
