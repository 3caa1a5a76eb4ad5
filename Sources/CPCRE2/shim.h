// Strings here are UTF-8; the header wants to know before it declares anything.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
