#include "app/opened_store.hpp"

#include "base/failure.hpp"

namespace assent::app {

OpenedStore::OpenedStore(const DataFolder& folder, std::function<void(std::chrono::nanoseconds)> committed) {
    store::SqliteSettings settings = folder.store_settings();
    settings.committed = std::move(committed);
    store_ = std::make_unique<store::SqliteStore>(settings);
    auto shelf = desk::published_rules(*store_, desk::names_in(*store_));
    if (!shelf) throw base::Failure("cannot read what was published:\n" + base::to_text(shelf.error()));
    shelf_ = std::move(*shelf);
}

} // namespace assent::app
