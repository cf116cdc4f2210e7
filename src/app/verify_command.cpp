#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "app/data_folder.hpp"
#include "app/house_commands.hpp"
#include "app/kept_checkpoint.hpp"
#include "app/opened_store.hpp"
#include "base/failure.hpp"
#include "catalog/file_text.hpp"
#include "desk/handed_documents.hpp"
#include "desk/rebuild.hpp"
#include "store/verify.hpp"

namespace assent::app {
namespace {

using Findings = std::vector<std::string>;

std::optional<store::Checkpoint> checkpoint_in(const std::string& file) {
    if (file.empty()) return std::nullopt;
    auto kept = kept_checkpoint(catalog::file_text(file));
    if (!kept)
        throw base::Failure(
            fmt::format("{} holds no checkpoint; `assent backup` writes one beside each backup", file));
    return kept;
}

using Digests = std::vector<base::Digest>; // in order

void look_at(const store::Documents& documents, const Digests& all, Findings& findings) {
    for (const base::Digest& digest : all) {
        const auto found = documents.check(digest);
        if (!found)
            findings.push_back(fmt::format("document {} {}", base::hex_text(digest), to_text(found.error())));
    }
}

// What was handed in was kept before that was recorded.
void look_for_documents(store::Store& store, const Digests& kept, Findings& findings) {
    desk::for_each_handed_document(store, [&](const std::string& digest) {
        const auto found = store::digest_of(digest);
        if (!found || !std::binary_search(kept.begin(), kept.end(), *found))
            findings.push_back(fmt::format("document {} was handed in and is not there", digest));
    });
}

// What the log says is looked at only when the log is what was recorded: otherwise one wrong byte would be
// told twice, or keep cases from being read at all.
std::string look_at_cases(const DataFolder& folder, const Digests& kept, Findings& findings) {
    const OpenedStore opened(folder);
    auto compared = desk::compare(opened.store(), opened.shelf(), [&](const base::Digest& digest) {
        return std::binary_search(kept.begin(), kept.end(), digest);
    });
    findings.insert(findings.end(), compared.findings.begin(), compared.findings.end());
    look_for_documents(opened.store(), kept, findings);
    return fmt::format("{}, {} waiting", counted(static_cast<std::size_t>(compared.cases), "case"),
                       counted(static_cast<std::size_t>(compared.waiting), "notice"));
}

} // namespace

ExitCode run(const VerifyOptions& options, Console& console) {
    const DataFolder folder(options.data);
    const auto kept = checkpoint_in(options.checkpoint);
    auto log = store::verify({folder.store_file()}, folder.signing_key().public_key(), kept);
    Findings findings = std::move(log.findings);
    const store::Documents documents = folder.open_documents();
    const Digests there = documents.all();
    const std::string cases =
        findings.empty() ? look_at_cases(folder, there, findings) : "cases not looked at";
    look_at(documents, there, findings);
    for (const std::string& one : findings) console.say(one + "\n");
    console.say(
        fmt::format("{} in {}, {}, {}, {}: {}\n", counted(static_cast<std::size_t>(log.events), "event"),
                    counted(static_cast<std::size_t>(log.streams), "stream"),
                    counted(static_cast<std::size_t>(log.checkpoints), "checkpoint"), cases,
                    counted(there.size(), "document"),
                    findings.empty() ? "all is as it was recorded" : counted(findings.size(), "finding")));
    return findings.empty() ? ExitCode::Fine : ExitCode::WrongInput;
}

} // namespace assent::app
