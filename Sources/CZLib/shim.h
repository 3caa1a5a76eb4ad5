#include <zlib.h>

// Macros that fill in the library's version, which Swift cannot call.
static inline int zlib_deflate_begin(z_streamp stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
static inline int zlib_inflate_begin(z_streamp stream) { return inflateInit2(stream, 15 + 16); }
