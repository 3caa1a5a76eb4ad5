#include <sqlite3.h>
// statfs(2), which Glibc's module does not export: where a database lies decides how it may be journaled.
#include <sys/vfs.h>

// Variadic functions are out of Swift's reach.
static inline int csqlite_config_memstatus(int on) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, on); }
