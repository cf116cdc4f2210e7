#include <doctest/doctest.h>
#include <sys/resource.h>

#include <array>
#include <csignal>

#include "base/failure.hpp"
#include "store/document_folder_test.hpp"

namespace assent::store {
namespace {

const std::string large_content = some_bytes(200'000);

// From now on no file of this process grows beyond `bytes`: the system refuses to write more, as it does
// when the disk is full; or, when `dies`, kills the process in the middle of the writing.
void limit_files(rlim_t bytes, bool dies) {
    const rlimit limit{bytes, bytes};
    const rlimit no_core{0, 0};
    base::expects(::setrlimit(RLIMIT_CORE, &no_core) == 0 && ::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    base::expects(std::signal(SIGXFSZ, dies ? SIG_DFL : SIG_IGN) != SIG_ERR);
}

template <typename Call>
bool is_a_failure(Call call) {
    try {
        call();
    } catch (const base::Failure& failure) {
        return std::string_view(failure.what()).find("File too large") != std::string_view::npos;
    }
    return false;
}

bool was_killed_by_limit(int status) { return WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ; }

constexpr std::array<rlim_t, 7> places_to_stop{0, 1, 16, 40, 65'593, 65'594, 200'107};

} // namespace

TEST_CASE("A disk that is full at any point of a document is a failure, and leaves nothing behind") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    const base::Digest before = keep(documents, "before").digest;
    for (const rlim_t bytes : places_to_stop) {
        CAPTURE(bytes);
        CHECK(status_of_child([&] {
                  limit_files(bytes, false);
                  return is_a_failure([&] { keep(documents, large_content); });
              }) == 0);
        CHECK(documents.all() == std::vector{before});
        CHECK(folder.unfinished() == 0);
    }
    CHECK(status_of_child([&] { // 40 bytes before four chunks, each with its proof of 17: just enough
              limit_files(200'108, false);
              return keep(documents, large_content).size == large_content.size();
          }) == 0);
    CHECK((content_of(documents, base::sha256(large_content)) == large_content));
}

TEST_CASE("What a killed program was writing is no document, and is swept by the next one") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    for (const rlim_t bytes : places_to_stop) {
        CAPTURE(bytes);
        CHECK(was_killed_by_limit(status_of_child([&] {
            limit_files(bytes, true);
            return keep(documents, large_content).size == 0;
        })));
        CHECK(folder.unfinished() == 1);
        CHECK(documents.all().empty());
        CHECK(fault_of(documents.check(base::sha256(large_content))) == DocumentFault::Missing);
        const Documents next(folder.path(), ring_of("1"));
        CHECK(folder.unfinished() == 0);
    }
}

TEST_CASE("What is just being written is not swept, and becomes a document") {
    const DocumentFolder folder;
    Documents documents(folder.path(), ring_of("1"));
    int pieces = 0;
    const StoredDocument kept = documents.put([&](std::span<std::uint8_t> piece) {
        const Documents here(folder.path(), ring_of("1"));
        const int status = status_of_child([&] {
            const Documents elsewhere(folder.path(), ring_of("1"));
            return folder.unfinished() == 1;
        });
        CHECK(status == 0);
        CHECK(folder.unfinished() == 1);
        std::fill(piece.begin(), piece.end(), std::uint8_t{7});
        return pieces++ < 2 ? piece.size() : 0;
    });
    CHECK(documents.check(kept.digest) == FoundDocument(kept));
}

TEST_CASE("A rotation that the full disk stops, or a kill, leaves every document whole and goes on later") {
    for (const bool dies : {false, true}) {
        CAPTURE(dies);
        const DocumentFolder folder;
        Documents first(folder.path(), ring_of("1"));
        for (int i = 0; i < 10; ++i) keep(first, std::to_string(i));
        const base::Digest large = keep(first, large_content).digest;
        Documents second(folder.path(), ring_of("21"));
        const int status = status_of_child([&] {
            limit_files(100'000, dies);
            return is_a_failure([&] { second.rotate({}); });
        });
        CHECK((dies ? was_killed_by_limit(status) : status == 0));
        CHECK(folder.unfinished() == (dies ? 1 : 0));
        for (const base::Digest& digest : second.all()) CHECK(second.check(digest).has_value());

        const std::vector<base::Digest> all = second.all();
        const auto before = static_cast<std::size_t>(std::find(all.begin(), all.end(), large) - all.begin());
        Documents next(folder.path(), ring_of("21"));
        CHECK(next.rotate({}).rotated == 11 - before);
        CHECK(folder.unfinished() == 0);
        CHECK(content_of(Documents(folder.path(), ring_of("2")), large) == large_content);
    }
}

} // namespace assent::store
