#pragma once
// A few connections that read, lent to one caller at a time. When all are lent, the next caller waits
// for another reader, never for the writer.

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
        const Loan loan(*this);
        return use(loan.reader());
    }

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

    std::unique_ptr<Reader> take();
    void give_back(std::unique_ptr<Reader> reader);

    std::mutex mutex_;
    std::condition_variable one_is_back_;
    std::vector<std::unique_ptr<Reader>> free_;
};

} // namespace assent::store
