#pragma once
// A few connections that read, lent to one caller at a time. When all are lent, the next caller waits
// for another reader, never for the writer. A thread may keep the one it is lent, and with it the moment that
// it reads: each reader that is lent anew begins with an empty cache when something was committed meanwhile.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "store/reader.hpp"

namespace assent::store {

class ReaderPool {
public:
    ReaderPool(const DatabaseFile& file, int readers);

    // Calls `use` with a reader of its own.
    template <typename Use>
    auto with(Use use) {
        if (kept.by == this) return use(kept_reader());
        const Loan loan(*this);
        return use(loan.reader());
    }

    // From here on until it lets go, this thread keeps the reader that it is lent next. Requires: it keeps
    // none, of this pool or another.
    void keep();
    void let_go(); // also when it keeps none

private:
    class Loan {
    public:
        explicit Loan(ReaderPool& pool) : pool_(pool), reader_(pool.take()) {}
        ~Loan() { pool_.give_back(std::move(reader_)); }
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;

        Reader& reader() const { return *reader_; }

    private:
        ReaderPool& pool_;
        std::unique_ptr<Reader> reader_;
    };

    struct Kept {
        const ReaderPool* by = nullptr;
        std::unique_ptr<Reader> reader = nullptr;
    };

    Reader& kept_reader();
    std::unique_ptr<Reader> take();
    void give_back(std::unique_ptr<Reader> reader);

    static thread_local Kept kept;
    std::mutex mutex_;
    std::condition_variable one_is_back_;
    std::vector<std::unique_ptr<Reader>> free_;
};

} // namespace assent::store
