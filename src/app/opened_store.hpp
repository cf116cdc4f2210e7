#pragma once
// The store of a server with the rules that were published into it, as commands use it. A rule that cannot
// be read any more is base::Failure, with what is wrong.

#include <chrono>
#include <functional>
#include <memory>

#include "app/data_folder.hpp"
#include "desk/published.hpp"

namespace assent::app {

class OpenedStore {
public:
    // `committed` is told of each batch how long it took, from several threads at once.
    explicit OpenedStore(const DataFolder& folder,
                         std::function<void(std::chrono::nanoseconds)> committed = {});

    store::SqliteStore& store() const { return *store_; }
    const desk::RuleShelf& shelf() const { return shelf_; }

private:
    std::unique_ptr<store::SqliteStore> store_;
    desk::RuleShelf shelf_;
};

} // namespace assent::app
