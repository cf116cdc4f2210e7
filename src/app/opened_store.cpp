#include "app/opened_store.hpp"

#include "base/failure.hpp"

namespace assent::app {

OpenedStore::OpenedStore(const DataFolder& folder)
    : store_(std::make_unique<store::SqliteStore>(folder.store_settings())) {
    auto shelf = desk::published_rules(*store_, desk::names_in(*store_));
    if (!shelf) throw base::Failure("cannot read what was published:\n" + base::to_text(shelf.error()));
    shelf_ = std::move(*shelf);
}

} // namespace assent::app
