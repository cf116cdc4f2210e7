#include "http/worker_pool.hpp"

#include <doctest/doctest.h>

#include <future>

using namespace assent::http;

TEST_CASE("a job that would wait behind a full backlog is not taken") {
    std::promise<void> begun, go;
    auto gone = go.get_future().share();
    std::vector<int> order;
    {
        WorkerPool pool(1, 2);
        CHECK(pool.take([&, gone] {
            begun.set_value();
            gone.wait();
            order.push_back(1);
        }));
        begun.get_future().wait();
        CHECK(pool.take([&] { order.push_back(2); }));
        CHECK(pool.take([&] { order.push_back(3); }));
        CHECK_FALSE(pool.take([&] { order.push_back(4); }));
        go.set_value();
    }
    CHECK(order == std::vector<int>{1, 2, 3});
}

TEST_CASE("without a backlog there is a job for each worker") {
    WorkerPool pool(2, 0);
    std::promise<void> go;
    auto gone = go.get_future().share();
    CHECK(pool.take([gone] { gone.wait(); }));
    CHECK(pool.take([gone] { gone.wait(); }));
    CHECK_FALSE(pool.take([] {}));
    go.set_value();
}
