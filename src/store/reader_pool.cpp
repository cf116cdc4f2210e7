#include "store/reader_pool.hpp"

#include <utility>

#include "base/expects.hpp"

namespace assent::store {

ReaderPool::ReaderPool(const DatabaseFile& file, int readers) {
    base::expects(readers > 0, "a store has at least one reader");
    for (int i = 0; i < readers; ++i) free_.push_back(std::make_unique<Reader>(file));
}

thread_local ReaderPool::Kept ReaderPool::kept;

void ReaderPool::keep() {
    base::expects(kept.by == nullptr, "a thread looks at one store at a time");
    kept.by = this;
}

void ReaderPool::let_go() {
    if (kept.by != this) return;
    kept.by = nullptr;
    if (!kept.reader) return;
    kept.reader->end_moment();
    give_back(std::move(kept.reader));
}

Reader& ReaderPool::kept_reader() {
    if (!kept.reader) {
        kept.reader = take();
        kept.reader->begin_moment();
    }
    return *kept.reader;
}

std::unique_ptr<Reader> ReaderPool::take() {
    std::unique_lock lock(mutex_);
    one_is_back_.wait(lock, [this] { return !free_.empty(); });
    std::unique_ptr<Reader> reader = std::move(free_.back());
    free_.pop_back();
    return reader;
}

void ReaderPool::give_back(std::unique_ptr<Reader> reader) {
    {
        const std::lock_guard lock(mutex_);
        free_.push_back(std::move(reader));
    }
    one_is_back_.notify_one();
}

} // namespace assent::store
