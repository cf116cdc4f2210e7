#pragma once
// What tests of documents share: sample keys and contents, a folder that is gone at the end with everything
// in it, and a child process for what would disturb other tests.

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include "base/expects.hpp"
#include "store/documents.hpp"
#include "store/temporary_file_test.hpp"

namespace assent::store {

constexpr std::size_t full_chunk = 65'536;
constexpr std::size_t proof_of_chunk = 17;
constexpr std::size_t before_chunks = 40;

// One key for each digit, of which it consists: "21" is a ring whose newest key is the one of 2.
inline KeyRing ring_of(std::string_view digits) {
    std::string text;
    for (const char digit : digits) text.append(64, digit).push_back('\n');
    base::Result<KeyRing> ring = KeyRing::parse(text, "test");
    base::expects(ring.has_value());
    return *std::move(ring);
}

inline std::string some_bytes(std::size_t size, unsigned seed = 1) {
    std::mt19937 chance(seed);
    std::string bytes(size, '\0');
    for (char& byte : bytes) byte = static_cast<char>(chance() & 0xFFU);
    return bytes;
}

inline StoredDocument keep(Documents& documents, const std::string& content) {
    std::istringstream stream(content);
    return documents.put(reader_of(stream));
}

// Appends to `text` what it is given.
inline ByteWriter writer_to(std::string& text) {
    return [&text](std::span<const std::uint8_t> bytes) { text.append(bytes.begin(), bytes.end()); };
}

inline base::Expected<std::string, DocumentFault> content_of(const Documents& documents,
                                                             const base::Digest& digest) {
    std::string content;
    const FoundDocument found = documents.read(digest, writer_to(content));
    if (!found) return tl::unexpected(found.error());
    return content;
}

// What is wrong with a document; nothing when it is whole.
inline std::optional<DocumentFault> fault_of(const FoundDocument& found) {
    return found ? std::nullopt : std::optional(found.error());
}

class DocumentFolder {
public:
    std::string path() const { return place_.path(); }

    std::filesystem::path file_of(const base::Digest& digest) const {
        const std::string name = base::hex_text(digest);
        return std::filesystem::path(path()) / name.substr(0, 2) / name;
    }

    std::string file(const base::Digest& digest) const {
        std::ifstream stream(file_of(digest), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    void write_file(const base::Digest& digest, const std::string& bytes) const {
        std::filesystem::create_directories(file_of(digest).parent_path());
        // A file that is emptied and written again is flushed by some file systems; a new one is not.
        std::filesystem::remove(file_of(digest));
        std::ofstream(file_of(digest), std::ios::binary) << bytes;
    }

    // How many files are on their way, or were when a program died.
    std::ptrdiff_t unfinished() const {
        return std::count_if(
            std::filesystem::directory_iterator(path()), std::filesystem::directory_iterator(),
            [](const auto& entry) { return entry.path().filename().string().starts_with("new-"); });
    }

private:
    TemporaryFile place_;
};

// Runs in a process of its own and gives its status, as waitpid does: 0 when `run` returned true. Nothing
// that it changes of its process is seen here.
template <typename Run>
int status_of_child(Run run) {
    const pid_t child = ::fork();
    base::expects(child >= 0);
    if (child == 0) {
        try {
            ::_exit(run() ? 0 : 1);
        } catch (...) {
            ::_exit(2);
        }
    }
    int status = -1;
    base::expects(::waitpid(child, &status, 0) == child);
    return status;
}

} // namespace assent::store
