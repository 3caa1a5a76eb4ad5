#include <sqlite3.h>
// statfs(2), which Glibc's module does not export: where a database lies decides how it may be journaled.
#include <sys/vfs.h>
