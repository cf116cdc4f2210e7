#pragma once
// One connection that writes, and the group: what waits is written in one transaction, and each batch
// stands or falls by itself in it. Durable when it returns. After a Failure it is not used again, and
// leaves the WAL to whoever opens the file next. It owns no thread and has none of its own.

#include <span>
#include <vector>

#include "store/batch_writer.hpp"

namespace assent::store {

// One of the two, never both: a batch, or a checkpoint for its table.
struct Work {
    const Batch* batch = nullptr;
    const Checkpoint* checkpoint = nullptr;
};

// In pages of the WAL (4 KiB each). No limit is hard: while readers follow each other without a pause, the
// WAL grows on rather than that they or the writer wait.
struct WalLimits {
    int tend_from = 1000;  // from here on it is moved into the file between groups
    int wait_from = 16000; // from here on a pause of the readers is waited for, briefly
};

class GroupCommit {
public:
    // Makes the file, or brings it to the present version.
    GroupCommit(const DatabaseFile& file, WalLimits limits);

    // An outcome for each work, in its order.
    std::vector<Outcome> commit(std::span<const Work> group);

    // Moves the WAL into the file when it has grown; for the time after a group was answered.
    void tend_wal();

    // After a Failure: closing shall touch nothing. A sync that failed is never tried again.
    void leave_as_it_is() { database_.keep_wal_on_close(); }

private:
    Database database_;
    BatchWriter writer_;
    WalLimits limits_;
    int tend_at_;
};

} // namespace assent::store
