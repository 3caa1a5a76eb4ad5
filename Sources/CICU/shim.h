#include <stddef.h>
#include <stdint.h>
#include <unicode/uvernum.h>

// The system's ICU bears its version in every name, and its headers clash with those of the ICU inside Foundation, which
// tests import. So the few functions in use are declared here, by ICU's stable C interface, and the headers stay out.
#define ICU_JOIN_(name, suffix) name##suffix
#define ICU_JOIN(name, suffix) ICU_JOIN_(name, suffix)
#define ICU_NAME(name) ICU_JOIN(name, U_ICU_VERSION_SUFFIX)

struct icu_break_iterator;
struct icu_text;
struct icu_break_iterator *ICU_NAME(ubrk_open)(int type, const char *locale, const uint16_t *text, int32_t length, int *status);
void ICU_NAME(ubrk_setUText)(struct icu_break_iterator *iterator, struct icu_text *text, int *status);
int32_t ICU_NAME(ubrk_next)(struct icu_break_iterator *iterator);
int32_t ICU_NAME(ubrk_getRuleStatus)(struct icu_break_iterator *iterator);
void ICU_NAME(ubrk_close)(struct icu_break_iterator *iterator);
struct icu_text *ICU_NAME(utext_openUTF8)(struct icu_text *text, const char *utf8, int64_t length, int *status);
struct icu_text *ICU_NAME(utext_close)(struct icu_text *text);

/// How many words a text in UTF-8 has by the rules and dictionaries of a language; -1 where ICU cannot tell.
static inline int64_t icu_count_words(const char *utf8, int64_t length, const char *locale) {
  int status = 0; // U_ZERO_ERROR; failures are positive
  int64_t words = 0;
  struct icu_text *text = ICU_NAME(utext_openUTF8)(NULL, utf8, length, &status);
  struct icu_break_iterator *iterator = ICU_NAME(ubrk_open)(1 /* UBRK_WORD */, locale, NULL, 0, &status);
  ICU_NAME(ubrk_setUText)(iterator, text, &status);
  if (status <= 0) {
    while (ICU_NAME(ubrk_next)(iterator) != -1 /* UBRK_DONE */) {
      // From UBRK_WORD_NUMBER on: what lies below is spaces and punctuation.
      if (ICU_NAME(ubrk_getRuleStatus)(iterator) >= 100) words++;
    }
  }
  if (iterator != NULL) ICU_NAME(ubrk_close)(iterator);
  if (text != NULL) ICU_NAME(utext_close)(text);
  return status <= 0 ? words : -1;
}
