#pragma once
// The table of functions through which SQLite uses a ForgetfulDisk: files, their locks, and the memory
// that connections share in WAL mode, all of one process. Time and chance come from the usual VFS. For
// tests.

#include <sqlite3.h>

namespace assent::store {

class ForgetfulDisk;

// Requires: name and disk outlive the registration.
sqlite3_vfs forgetful_vfs(const char* name, ForgetfulDisk& disk);

} // namespace assent::store
