#pragma once
// The threads that move bytes, and what all connections share. Included by transport.cpp alone, so that
// nothing else is compiled with Boost.

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

#include "http/transport_exchange.hpp"

namespace assent::http {

class Connection;

// One thread, and the connections whose bytes it moves; nothing of theirs is touched from another.
struct Loop {
    std::set<Connection*> connections;
    boost::asio::io_context context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};
    std::thread thread = {};
};

// What all connections of a transport share.
struct House {
    Exchange& exchange;
    std::shared_ptr<boost::asio::ssl::context> tls = {}; // none: plain. Under the mutex
    std::atomic<bool> stopping = false;
    mutable std::mutex mutex = {};
    std::condition_variable left = {}; // a connection has

    // What the next connection is made with; a connection keeps what it needs of it.
    std::shared_ptr<boost::asio::ssl::context> tls_now() const {
        const std::scoped_lock lock(mutex);
        return tls;
    }

    bool wait_until_empty(std::chrono::milliseconds at_most) {
        std::unique_lock lock(mutex);
        return left.wait_for(lock, at_most, [&] { return exchange.open == 0; });
    }
};

} // namespace assent::http
