#pragma once
// Bytes in and out of one connection, encrypted or not, for the coroutine that serves it. Included by
// transport.cpp alone, so that nothing else is compiled with Boost.

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <optional>
#include <utility>

namespace assent::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
template <typename T>
using Task = asio::awaitable<T>;

// Bytes in and out, encrypted or not.
class Wire {
public:
    Wire(tcp::socket socket, asio::ssl::context* tls) : socket_(std::move(socket)) { // null: not encrypted
        error_code ignored;
        socket_.set_option(tcp::no_delay(true), ignored);
        if (tls) tls_.emplace(socket_, *tls);
    }

    bool encrypted() const { return tls_.has_value(); }
    tcp::socket& socket() { return socket_; }

    Task<void> shake_hands(error_code& error) {
        if (!tls_) co_return;
        co_await tls_->async_handshake(asio::ssl::stream_base::server,
                                       asio::redirect_error(asio::use_awaitable, error));
    }

    // 0 when nothing more will come.
    Task<std::size_t> read(asio::mutable_buffer room) {
        error_code error;
        auto token = asio::redirect_error(asio::use_awaitable, error);
        std::size_t count = 0;
        if (tls_)
            count = co_await tls_->async_read_some(room, token);
        else
            count = co_await socket_.async_read_some(room, token);
        co_return error ? 0 : count;
    }

    // As many as can be written now; 0 when none ever can.
    Task<std::size_t> write(asio::const_buffer bytes) {
        error_code error;
        auto token = asio::redirect_error(asio::use_awaitable, error);
        std::size_t count = 0;
        if (tls_)
            count = co_await tls_->async_write_some(bytes, token);
        else
            count = co_await socket_.async_write_some(bytes, token);
        co_return error ? 0 : count;
    }

    // Says that nothing more follows, and reads until the client has said so too.
    Task<void> say_farewell() {
        error_code error;
        auto token = asio::redirect_error(asio::use_awaitable, error);
        if (tls_) co_await tls_->async_shutdown(token);
        socket_.shutdown(tcp::socket::shutdown_send, error);
        std::array<char, 4096> unread;
        error = {};
        while (!error) co_await socket_.async_read_some(asio::buffer(unread), token);
    }

private:
    tcp::socket socket_;
    std::optional<asio::ssl::stream<tcp::socket&>> tls_ = {};
};

} // namespace assent::http
