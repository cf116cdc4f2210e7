#pragma once
// A file on the disk, and what makes it durable. Files are made for their owner alone, and are closed to
// programs that this one starts. What the system refuses is a Failure that names the path and the reason.
// A lock is advisory, belongs to the open file, and goes with it, also when the program dies.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/byte_stream.hpp"

namespace assent::store {

enum class Use : std::uint8_t { Read, Write }; // to lock it is to write

class DiskFile {
public:
    static std::optional<DiskFile> open(const std::filesystem::path& path, Use use); // nothing: there is none
    static std::optional<DiskFile> make(const std::filesystem::path& path); // nothing: there is one already
    static DiskFile open_or_make(const std::filesystem::path& path);

    DiskFile(DiskFile&& other) noexcept;
    DiskFile& operator=(DiskFile&&) = delete;
    DiskFile(const DiskFile&) = delete;
    DiskFile& operator=(const DiskFile&) = delete;
    ~DiskFile();

    std::size_t read(std::span<std::uint8_t> piece); // 0: the end
    void rewind();
    void write(std::span<const std::uint8_t> bytes);
    void sync(); // durable when it returns

    void lock();       // waits for whoever holds it
    bool try_lock();   // false: somebody holds it
    bool has_a_name(); // false: it was removed while it was open

private:
    DiskFile(int descriptor, std::filesystem::path path);
    [[noreturn]] void fail(std::string_view attempting) const;

    int descriptor_;
    std::filesystem::path path_;
};

void sync_folder(const std::filesystem::path& path); // the names in it are durable when it returns
void make_folder(const std::filesystem::path& path); // or leaves the one that is there
void rename_file(const std::filesystem::path& from, const std::filesystem::path& to); // replaces it
bool remove_file(const std::filesystem::path& path);                                  // false: there is none
bool is_there(const std::filesystem::path& path);
bool is_writable(const std::filesystem::path& path);
std::vector<std::string> names_in(const std::filesystem::path& folder); // sorted; empty: there is none

} // namespace assent::store
