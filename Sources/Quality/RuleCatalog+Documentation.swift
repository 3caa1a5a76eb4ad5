// swift-format-ignore-file
// Written by RuleCatalogTests from the doc comments in Rules/; a test compares the two.

extension RuleCatalog {
  /// The documentation of each rule, by `id`.
  static let documentation: [String: String] = [
    "answer_among_distractors": #"""
      The right answer of a gap is not among its own distractors.

      Compared without regard to spacing, to invisible characters and to Unicode form, and with `fold_case` without
      regard to case. German sets `fold_case: false`: there case can be what is tested, see `options_differ_by_case`.
      """#,
    "banned_characters": #"""
      No text holds characters that cannot be seen, cannot be printed, or are the wreckage of a wrong encoding.

      Those are control characters other than line ends and tabs, zero-width spaces and byte-order marks, marks that turn
      the direction of writing, private-use and unassigned characters, the replacement character U+FFFD, and pairs such as
      "Ã¤" and "â€œ", which UTF-8 becomes when it is read as Latin-1. Joiners within emoji, Persian and Indic words are as
      they should be, and so are soft hyphens. `characters` bans further ones, `allow` takes some out. Without `field` every
      string of the body is looked at. What a check of `broken_character` has found in a text is not said again, nor that a text is
      made of nothing else, where a check of `not_blank` has said that it is empty.
      """#,
    "broken_character": #"""
      No string of the body holds a character that no text is made of.

      That is U+FFFD, which stands where half of a character arrived, such as half of an emoji; control characters other than
      line ends and tabs; and the two code points that are no characters, U+FFFE and U+FFFF. `banned_characters` looks for
      more; where both are listed, these are this rule's.
      """#,
    "call_to_action": #"""
      A text calls upon its reader to do something.

      It has to hold one of the words with which copies do so in its language: there are lists for German, English,
      Spanish, French, Japanese and Chinese; `words` adds more, for any language. Where there are none the rule is silent.
      A field that is missing or is no text is not its business.
      """#,
    "characters": #"""
      A text has as many characters as it should.

      A character is what a reader takes for one (a grapheme cluster), spaces included. A field that is missing or is no
      text is a fault where there is a `min`; where there is not, it is others' business, such as `schema`'s.
      """#,
    "code_fence": #"""
      No string of the body holds a code fence: three backticks anywhere, or three tildes at the beginning of a line.

      Not for kinds whose text is Markdown that may hold code.
      """#,
    "contains_keyword": #"""
      A text holds one of its keywords.

      Keywords come from the settings (`keywords`), from the body itself (`keywords_field`) and from a field of
      `sku_texts.csv` (`sku_text`), where they are separated by `;`, by `,` or by line. One of them is enough. Found as
      whole words in order, without regard to case; in Chinese and Japanese anywhere. The rule is silent where an item has
      no keyword at all, and about fields that are missing or no text.
      """#,
    "count": #"""
      A list has as many elements as it should.

      A field that is missing or is no list is a fault.
      """#,
    "distinct": #"""
      The texts of a list all differ.

      Compared without regard to spacing, to invisible characters and to Unicode form, and with `fold_case` without
      regard to case. Elements that are no text, or blank, are not its business.
      """#,
    "entry_without_gap": #"""
      Each entry of `gaps` has its gap in the text.
      """#,
    "explanation_repeats_answer": #"""
      The explanation of a gap says more than the answer.

      The words of the answer and the words of `filler` (such as "the right answer is") are taken away; what is left
      must be at least `own_words` words. Where a language does not write its words apart (Chinese, Japanese, Thai …), answer
      and filler are taken out wherever they stand, and two letters of what is left count as a word. An explanation that is
      missing is the business of another rule.
      """#,
    "forbidden_words": #"""
      No text holds a forbidden word.

      Found as whole words, without regard to case, spacing and Unicode form, and not inside other words: `fake` is found
      in "Fake-Leder", not in "fakery". Accents count. A word that ends in `*` is found at the beginning of longer words
      too; one of Chinese, Japanese or Thai letters is found anywhere. Each forbidden word that a text holds is a finding
      of its own. Without `field` every string of the body is looked at.
      """#,
    "gap_numbering": #"""
      Gaps are numbered 1, 2, 3 … without a break, in the order of the text, and the entries of `gaps` in the same order.

      Markers that are not written `[1]` count as faults: `[ 1 ]`, `[01]`, full-width `［１］`, `[]`, `___`. A text without
      any gap is a fault too.
      """#,
    "gap_without_entry": #"""
      Each gap of the text has an entry in `gaps` with its number.
      """#,
    "integer_range": #"""
      A number is whole and within its limits.

      A field that is missing or is no whole number is a fault.
      """#,
    "leaked_instructions": #"""
      No string of the body talks about the task instead of the subject.

      Looks for what models add around their work or let slip out of their prompt: "Sure, here is the text", "Let me know if
      you need changes", names of the schema, control tokens, "Distraktoren" in an explanation for learners. There are lists
      for German, English, Spanish, French, Japanese and Chinese, and all are looked for in every text. The phrases were
      chosen so that they do not occur in content: "Sure, here you are" is none. `phrases` adds more, and `allow` takes out
      what a library may say, such as `json schema` where it teaches programming.

      In a phrase a `*` at the end of a word stands for any ending, and ` … ` for at most 60 bytes of the same sentence, after
      which one of the words that follow has to come, `|` between them: `let me know if … changes|adjust*`. A phrase that ends
      in `$` is found at the end of a text only.
      """#,
    "near_duplicate": #"""
      The library holds no item of the same section and language that is nearly the same.

      Text, answers and structure each have their say. The text is compared by its runs of characters. The answers are
      compared by what they drill: where an answer and its options share a stem, by what stands around it. The structure is
      the frame of function words and gaps. So two exercises about travel that drill different forms are no duplicates; two about
      different things with the same frame and the same endings are. Each part comes to a share of what both have in common,
      and the score is their mean by weight, in percent. A finding names the twin by the end of its uuid, or a text of the same
      run that is no item yet by its draft, and says what to make different: the parts that are most alike.

      The paths say which fields count as what. An answer that is a number picks one of the `options` beside it, counted
      from 0. Without `text` every string counts, without `structure` the fields of `text` do. Only items that are active or
      wait for a person are compared with, and in a run the texts that it has not stored yet.
      """#,
    "not_all_equal": #"""
      The values of a field, taken over the whole item, are not all the same.

      Guards against the same answer in every gap and against right choices that all stand at one place. Texts are
      compared without regard to case, spacing and Unicode form. Fewer values than `at_least` are not judged, nor are
      the items of the sections named in `except_sections`, where one answer throughout is what is being practised.
      """#,
    "not_blank": #"""
      A text has something in it.

      Spaces of any width, zero-width characters and other invisible ones are nothing; a dash is something, and may
      stand for "no article". A field that is missing or is no text is a fault.
      """#,
    "numbers_missing": #"""
      The numbers of the source are all in the item.

      Speaks when more than `more_than` of them are missing. Numbers are compared as values by language: `1,000`, `1.000`,
      `1 000` and `1000`, `5,5` and `5.5`, full-width digits, 二十五 and 3万5千, `½`, `2 Mio.`. A unit stays with its number:
      5 kg is not 5 cm, but 5 cm is 50 mm; where one side names no unit the number alone counts. Small numbers in words
      ("three", "drei", 三) answer for digits. Without a source the rule is silent.
      """#,
    "numbers_new": #"""
      The numbers of the item are all in its source: others may have been made up.

      Speaks when more than `more_than` of them are new; numbers in words are not asked for. How numbers are compared says
      `numbers_missing`. Without a source the rule is silent.
      """#,
    "one_of": #"""
      A text is one of the values that are possible.

      Compared to the letter. A field that is missing or is no text is a fault.
      """#,
    "options_differ_by_case": #"""
      No two options of a gap differ by upper and lower case alone.

      Meant for languages in which case can be what is tested, as `sie` against `Sie` in German: there it is a warning,
      and `repeated_options` and `answer_among_distractors` have `fold_case: false`.
      """#,
    "pattern": #"""
      A text matches the regular expressions that it must match, and none that it must not.

      `match` lists expressions that each text has to match somewhere, `no_match` those that none may match; without
      `field` every string of the body is looked at. The syntax is Perl's (PCRE2), with Unicode's letters, digits and case;
      `^` and `$` stand for the ends of the text, after `(?m)` for those of each line. A search has limits, of steps,
      memory and 100,000 bytes of text: a text that runs into one is a critical finding `pattern_limit`, whatever this
      check weighs. A field that is missing or is no text is not its business.
      """#,
    "placeholder_remains": #"""
      No string of the body holds a placeholder that was to be filled in.

      Looks for `{{…}}`, `{%…%}`, `{name}` and `${name}`, for `%s` and `%1$s`, for `<topic>` and `[Name]` where the brackets hold a word that
      placeholders are made of, capitals or a `snake_case` name, for `TODO`, `TBD` and `FIXME` in capitals, and for
      "lorem ipsum". Gap markers `[1]`, omissions `[…]`, tags such as `<b>` and comparisons `a < b` are none. `words`
      adds words that placeholders are made of.
      """#,
    "readability": #"""
      A text is about as easy to read as its level wants.

      Measured is Flesch's reading ease, in the form that fits the language: Flesch for English, Amstad for German,
      Kandel and Moles for French, Fernández Huerta for Spanish. 100 is easy, 0 is hard; the formula sees how long
      sentences and words are, and nothing else, so that it is told as information only. The band, `min` to `max`, is set by
      level; where none is set the rule is silent, as in other languages, Chinese and Japanese among them, and about texts of
      fewer than `least_words` words or of one sentence alone, where chance decides. With `answers` a gap marker
      `[1]` is read as the answer that belongs there.
      """#,
    "reading_aid": #"""
      A text in Chinese or Japanese comes with its reading: pinyin, or kana.

      With `reading` the aid is the member of that name beside the field: `field: target_item` and `reading: pinyin`. It has
      to be there, without Chinese characters; for Chinese in Latin letters with marks or digits for the tones, for Japanese
      in kana or Latin letters. Without `reading` the aid stands in the text itself, in brackets after the word:
      银行 (yínháng), 銀行（ぎんこう）. Texts without Chinese characters need none. In other languages the rule is silent;
      `language` says which one to read where it is not the item's.
      """#,
    "refusal": #"""
      No string of the body is a model's refusal.

      Only phrases in which a model speaks of itself or of the request are looked for: "Ich kann am Samstag leider nicht
      kommen" is good German and no refusal. There are lists for German, English, Spanish, French, Japanese and Chinese, and
      all are looked for in every text. `phrases` adds more, `allow` takes some out; how they are written is told at
      `leaked_instructions`.
      """#,
    "repeated_options": #"""
      The distractors of a gap differ from each other.

      Compared without regard to spacing, to invisible characters and to Unicode form (composed or not, full-width or
      not), and with `fold_case` without regard to case. That the answer differs from them is the rule
      `answer_among_distractors`.
      """#,
    "schema": #"""
      The body fits the kind's JSON Schema.

      One finding for all that does not fit; it names the first three places. What another rule has found critical at
      the same place, such as a wrong number of elements, is not said again. Without a schema the rule is silent.
      """#,
    "starts_unlike": #"""
      A text is not another text over again: neither the same nor its beginning, as a heading that repeats the title.

      Compared by letters and digits alone, without regard to case, spacing and Unicode form. Texts that are missing or
      blank are not its business.
      """#,
    "target_language_only": #"""
      A text is in its language only: no translation, no transcription, no word in a foreign script beside it.

      Letters of another script than the language's are faults, in Chinese kana too; in Chinese and Japanese single words in
      Latin letters are part of the language ("T恤", "DVD", "WiFi"), two in a row or one in brackets in small letters are
      not. `allow` lists words that may stand there, such as names of makers. Languages whose script is not known are not
      judged; a text that is missing is not this rule's business.
      """#,
    "unclosed_markup": #"""
      What is opened in a text is closed again: code, `**`, brackets, quotation marks and tags of HTML.

      Quotation marks pair by language: „…“ and »…« in German, “…” in English, « … » in French and Spanish, 「…」 in
      Japanese. What stands in code is not looked at. `1)` at the beginning of a sentence, smileys, half-open intervals and
      `5"` for inches are no faults, nor are apostrophes. Without `field` every string of the body is looked at. An open
      code fence of which a check of `code_fence` has spoken is not told again, nor is the brace of a placeholder of which
      `placeholder_remains` has, or the bracket of a gap of which `gap_numbering` has.
      """#,
    "words": #"""
      A text has as many words as it should.

      A word is what stands between spaces and holds a letter or a digit; a gap marker `[1]` is one word. In languages that
      do not write words apart (Chinese, Japanese, Thai …) words are those of ICU's dictionaries, and without `unspaced` the rule
      is silent there. A Chinese or Japanese text has about as many of them as its English translation. A field that is missing
      or is no text is not its business.
      """#,
    "wrong_language": #"""
      A text is in its language, as measured on the text itself.

      Tells German, English, Spanish, French, Japanese and Chinese apart, by their scripts, their small words and the forms
      of their words; items in other languages are not judged. A text needs `at_least` characters, of which one of
      Chinese or Japanese counts as three, and the language found has to be clearly ahead of the item's. Addresses, paths and
      names of variables are in no language, and a title of kanji alone is called Chinese only where it has characters that
      Japanese does not write. Without `field` every string of the body is looked at; `language` is for fields in another
      language than the item's.
      """#,
  ]
}
