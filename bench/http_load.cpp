#define BOOST_ASIO_NO_DEPRECATED

#include "http_load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <exception>

#include "base/failure.hpp"

namespace assent::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

class Loading {
public:
    explicit Loading(const Load& load) : load_(load) { latencies_.reserve(load.requests.size()); }

    Measured run() {
        for (std::size_t i = 0; i < load_.connections; ++i) {
            asio::co_spawn(context_, connection(), [](const std::exception_ptr& error) {
                if (error) std::rethrow_exception(error);
            });
        }
        begin_ = Clock::now();
        context_.run();
        Measured measured{std::chrono::duration<double>(Clock::now() - begin_).count(),
                          std::move(latencies_)};
        std::sort(measured.latencies.begin(), measured.latencies.end());
        return measured;
    }

private:
    asio::awaitable<void> connection() {
        tcp::socket socket(context_);
        co_await socket.async_connect({asio::ip::address_v4::loopback(), load_.port}, asio::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        asio::steady_timer timer(context_);
        beast::flat_buffer buffer;
        while (next_ < load_.requests.size()) {
            const std::size_t number = next_++;
            auto begun = Clock::now();
            if (load_.rate > 0) {
                begun = due(number);
                timer.expires_at(begun);
                co_await timer.async_wait(asio::use_awaitable);
            }
            co_await asio::async_write(socket, asio::buffer(load_.requests[number]), asio::use_awaitable);
            beast::http::response<beast::http::string_body> answer;
            co_await beast::http::async_read(socket, buffer, answer, asio::use_awaitable);
            latencies_.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
            if (answer.result_int() != load_.wanted)
                throw base::Failure(fmt::format("answered {}: {}", answer.result_int(), answer.body()));
        }
    }

    Clock::time_point due(std::size_t number) const {
        const std::chrono::duration<double> after(static_cast<double>(number) / load_.rate);
        return begin_ + std::chrono::duration_cast<Clock::duration>(after);
    }

    const Load& load_;
    asio::io_context context_{1};
    Clock::time_point begin_;
    std::size_t next_ = 0;
    std::vector<double> latencies_;
};

} // namespace

Measured measured(const Load& load) { return Loading(load).run(); }

} // namespace assent::bench
