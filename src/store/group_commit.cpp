#include "store/group_commit.hpp"

#include "store/schema.hpp"

namespace assent::store {
namespace {

Database& migrated(Database& database) {
    migrate(database);
    return database;
}

} // namespace

GroupCommit::GroupCommit(const DatabaseFile& file, WalLimits limits)
    : database_(file, Access::ReadWrite),
      writer_(migrated(database_)),
      limits_(limits),
      tend_at_(limits.tend_from) {}

std::vector<Outcome> GroupCommit::commit(std::span<const Work> group) {
    std::vector<Outcome> outcomes;
    outcomes.reserve(group.size());
    Transaction transaction(database_);
    for (const Work& work : group) {
        if (work.batch) {
            outcomes.push_back(writer_.write(*work.batch));
        } else {
            writer_.write(*work.checkpoint);
            outcomes.emplace_back(Committed{});
        }
    }
    transaction.commit();
    return outcomes;
}

void GroupCommit::tend_wal() {
    const int pages = database_.wal_pages();
    if (pages < tend_at_) {
        if (pages < limits_.tend_from) tend_at_ = limits_.tend_from; // the WAL has begun anew
        return;
    }
    const bool all = database_.empty_wal(pages >= limits_.wait_from);
    // What a reader still needs stays; trying again after every group would only repeat the syncs.
    tend_at_ = all ? limits_.tend_from : pages + limits_.tend_from;
}

} // namespace assent::store
