// Debian's libxml2 is built with ICU, and then encoding.h includes ICU's headers. Foundation brings an ICU of its own, and a
// Swift file that sees both does not compile: "'UErrorCode' has different definitions in different modules". Without the
// macro only `struct _xmlCharEncodingHandler` loses two members at its end; nothing here makes or opens one.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>
