#include <zlib.h>

// Macros that fill in the library's version, which Swift cannot call.
// window: the size of what is looked back at, as a power of two; up to 8 KiB it takes a quarter of the memory.
static inline int zlib_deflate_begin(z_streamp stream, int level, int window) {
  return deflateInit2(stream, level, Z_DEFLATED, window + 16, window > 13 ? 8 : 6, Z_DEFAULT_STRATEGY);
}
static inline int zlib_inflate_begin(z_streamp stream) { return inflateInit2(stream, 15 + 16); }
