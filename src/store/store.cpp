#include "store/store.hpp"

#include <utility>

#include "base/expects.hpp"

namespace assent::store {

void Store::mark_sent(std::int64_t id) { settle({id, Delivered::Sent}); }

void Store::mark_failed(std::int64_t id, const std::string& error, calendar::Instant again_at) {
    settle({id, Delivered::TryAgain, again_at, error});
}

void Store::give_up(std::int64_t id, const std::string& error) {
    settle({id, Delivered::GivenUp, {}, error});
}

void Store::revive(std::int64_t id, calendar::Instant at) { settle({id, Delivered::Revived, at, {}}); }

void Store::settle(Delivery delivery) {
    Batch batch;
    batch.deliveries.push_back(std::move(delivery));
    base::expects(commit(batch).has_value(), "without an append there is no conflict");
}

} // namespace assent::store
