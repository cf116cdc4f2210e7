#include "paper/program/confined.hpp"

#include <fcntl.h>
#include <iconv.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>

#include "paper/paper.hpp"

namespace assent::paper {
namespace {

// A page that names a font without bringing it is drawn in one of the system's. Nothing here is anybody's.
constexpr std::array readable{"/usr/share/fonts",      "/usr/local/share/fonts", "/etc/fonts",
                              "/usr/share/fontconfig", "/var/cache/fontconfig",  "/usr/share/poppler"};

constexpr std::array allowed{"read",        "pread64",       "readv",        "write",        "writev",
                             "lseek",       "close",         "fstat",        "newfstatat",   "stat",
                             "lstat",       "statx",         "access",       "faccessat",    "faccessat2",
                             "readlink",    "readlinkat",    "getdents64",   "fstatfs",      "statfs",
                             "fcntl",       "munmap",        "mremap",       "brk",          "madvise",
                             "futex",       "sched_yield",   "rt_sigaction", "rt_sigreturn", "rt_sigprocmask",
                             "sigaltstack", "clock_gettime", "getrandom",    "gettimeofday", "times",
                             "getrusage",   "getpid",        "gettid",       "getuid",       "geteuid",
                             "getgid",      "getegid",       "sysinfo",      "exit",         "exit_group"};

bool limit(__rlimit_resource what, rlim_t most) {
    const rlimit both{most, most};
    return ::setrlimit(what, &both) == 0;
}

bool limit_all() {
#ifndef ASSENT_SANITIZED // a sanitizer takes terabytes of addresses
    if (!limit(RLIMIT_AS, most_memory)) return false;
#endif
    // A dump would hold the page, and lie on a disk.
    return limit(RLIMIT_CPU, static_cast<rlim_t>(most_time.count())) && limit(RLIMIT_CORE, 0) &&
           limit(RLIMIT_NOFILE, 64);
}

// Text is turned from one encoding into the other by what the system loads for it, which has to happen now.
bool load_encodings() {
    static auto* const to_narrow = ::iconv_open("UTF-8", "UTF-16");
    static auto* const to_wide = ::iconv_open("UTF-16", "UTF-8");
    const auto is_open = [](iconv_t one) { return reinterpret_cast<std::intptr_t>(one) != -1; };
    return is_open(to_narrow) && is_open(to_wide);
}

bool allow_reading(int rules, const char* folder) {
    const int beneath = ::open(folder, O_PATH | O_CLOEXEC);
    if (beneath < 0) return true; // what is not there needs no rule
    landlock_path_beneath_attr rule{};
    rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    rule.parent_fd = beneath;
    const bool added = ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    ::close(beneath);
    return added;
}

bool close_files() {
    landlock_ruleset_attr rights{};
    rights.handled_access_fs = (std::uint64_t{1} << 13U) - 1; // all that the first Landlock knew
    const auto rules = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &rights, sizeof rights, 0));
    if (rules < 0) return false;
    bool all = true;
    for (const char* folder : readable) all = all && allow_reading(rules, folder);
    all = all && ::syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    ::close(rules);
    return all;
}

using Filter = scmp_filter_ctx;

// A call that this processor does not have needs no permission.
bool allow(Filter filter, const char* name, std::initializer_list<scmp_arg_cmp> when = {}) {
    const int call = ::seccomp_syscall_resolve_name(name);
    if (call < 0) return true;
    return ::seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, static_cast<unsigned>(when.size()),
                                    when.begin()) == 0;
}

// An argument that has none of these bits.
scmp_arg_cmp without(unsigned argument, unsigned bits) {
    return {argument, SCMP_CMP_MASKED_EQ, static_cast<scmp_datum_t>(bits), 0};
}

bool allow_all(Filter filter) {
    constexpr unsigned any_writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
    bool all = allow(filter, "open", {without(1, any_writing)}) &&
               allow(filter, "openat", {without(2, any_writing)}) &&
               allow(filter, "mmap", {without(2, PROT_EXEC)}) &&
               allow(filter, "mprotect", {without(2, PROT_EXEC)});
    for (const char* name : allowed) all = all && allow(filter, name);
#ifdef ASSENT_SANITIZED // it finds out whether memory can be read by writing it into a pipe
    for (const char* name : {"pipe", "pipe2"}) all = all && allow(filter, name);
#endif
    return all;
}

// What is not allowed fails as if there were no such thing, so that a library goes on without it.
bool close_calls() {
    Filter filter = ::seccomp_init(SCMP_ACT_ERRNO(EACCES));
    const bool loaded = filter != nullptr && allow_all(filter) && ::seccomp_load(filter) == 0;
    ::seccomp_release(filter);
    return loaded;
}

} // namespace

bool confine() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // nobody is left to hear the answer
    ::prctl(PR_SET_DUMPABLE, 0);
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::close_range(3, ~0U, 0) == 0 && limit_all() &&
           load_encodings() && close_files() && close_calls();
}

} // namespace assent::paper
