#include "desk/import.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "base/text.hpp"
#include "desk/csv_rows.hpp"
#include "desk/file_digest.hpp"
#include "desk/fresh_records.hpp"
#include "desk/rejected_rows.hpp"
#include "desk/row_entry.hpp"
#include "desk/wake.hpp"

namespace assent::desk {
namespace {

// Where the day has begun first it is this much later than in UTC.
constexpr std::chrono::hours first_to_wake{14};

// The keys of one run over a file. The same content may come again when another file has said otherwise in
// between, and is then to be believed anew; only a run that was broken off is gone on with.
class Run {
public:
    Run(store::Store& store, const std::string& sha256) {
        for (int number = 1; prefix_.empty(); ++number) {
            const std::string prefix = fmt::format("import/{}/{}/", sha256, number);
            if (!store.answer(prefix + "end")) prefix_ = prefix;
        }
    }

    std::string key(std::uint64_t block) const { return fmt::format("{}{}", prefix_, block); }
    std::string end() const { return prefix_ + "end"; }

private:
    std::string prefix_;
};

class Importing {
public:
    Importing(store::Store& store, const ImportFile& file, const Import& how)
        : store_(store),
          file_(file),
          cause_{how.at, how.by, casework::Role::System},
          ledgers_(how.ledgers),
          digest_(digest_of(file.content)),
          run_(store, digest_.sha256),
          rows_(file.content) {}

    base::Result<Imported> all() {
        const auto header = rows_.header();
        if (!header)
            return base::refused(
                {file_.name, static_cast<std::uint32_t>(rows_.line()), 1, {}}, "the header cannot be read",
                fmt::format("let the first line name each column once, with commas between: {}",
                            base::join(columns_of(file_.kind), ",")));
        auto columns = Columns::of(file_.kind, *header, file_.name);
        if (!columns) return base::refused(std::move(columns.error()));
        RejectedRows rejected(*columns, file_.reject);
        for (auto block = rows_.next(rows_in_a_block); !block.empty(); block = rows_.next(rows_in_a_block)) {
            write(entries_of(block, *columns, rejected));
            file_.tell({rows_.bytes(), digest_.bytes, done_.rows, done_.rejected});
        }
        if (done_.written + done_.skipped_blocks > 0)
            store_.commit({{}, {}, {}, {}, {}, {}, answer(run_.end())});
        return done_;
    }

private:
    std::vector<Entry> entries_of(const std::vector<CsvRow>& block, const Columns& columns,
                                  RejectedRows& rejected) {
        const RowBounds bounds{std::chrono::floor<std::chrono::days>(cause_.at + first_to_wake), ledgers_};
        std::vector<Entry> entries;
        entries.reserve(block.size());
        for (const CsvRow& row : block) {
            auto entry = row.wrong.empty() ? entry_of(columns, row.cells, bounds) : tl::unexpected(row.wrong);
            if (entry)
                entries.push_back(std::move(*entry));
            else
                rejected.add(row, entry.error());
        }
        done_.rows += block.size();
        done_.rejected += block.size() - entries.size();
        return entries;
    }

    void write(const std::vector<Entry>& entries) {
        const std::string key = run_.key(++block_);
        while (!store_.answer(key)) {
            Fresh fresh = fresh_records(store_, entries, cause_);
            const std::size_t records = fresh.records;
            store::Batch batch{std::move(fresh.appends)};
            batch.accounts = std::move(fresh.accounts);
            batch.answer = answer(key);
            // Refused when somebody has written to one of the streams in between; then it is looked at again.
            const auto outcome = records == 0 ? store::Outcome{} : store_.commit(batch);
            if (!outcome) continue;
            if (outcome->repeated) break;
            for (const store::StreamId& one : fresh.woken) wake_cases_of(store_, one, cause_.at);
            done_.written += records;
            done_.unchanged += entries.size() - records;
            return;
        }
        done_.skipped += entries.size();
        ++done_.skipped_blocks;
    }

    store::Answer answer(std::string key) const { return {std::move(key), "{}", cause_.at}; }

    store::Store& store_;
    const ImportFile& file_;
    Cause cause_;
    const std::vector<std::string>& ledgers_;
    FileDigest digest_;
    Run run_;
    CsvRows rows_;
    std::uint64_t block_ = 0;
    Imported done_;
};

} // namespace

base::Result<Imported> import_file(store::Store& store, const ImportFile& file, const Import& how) {
    return Importing(store, file, how).all();
}

} // namespace assent::desk
