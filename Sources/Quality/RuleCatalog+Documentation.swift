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
    "characters": #"""
      A text has as many characters as it should.

      A character is what a reader takes for one (a grapheme cluster), spaces included. A field that is missing or is no
      text is a fault.
      """#,
    "code_fence": #"""
      No string of the body holds a code fence: three backticks anywhere, or three tildes at the beginning of a line.

      Not for kinds whose text is Markdown that may hold code.
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
      must be at least `own_words` words. An explanation that is missing is the business of another rule.
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

      Looks for what models add around their work or let slip out of their prompt: "Here is the exercise", "Let me know
      if", names of the schema, control tokens, "Distraktoren" in an explanation for learners. The phrases were chosen
      so that they do not occur in content; `phrases` adds more (a `*` at the end: also at the beginning of a longer
      word).
      """#,
    "near_duplicate": #"""
      The library holds no item of the same section and language that is nearly the same.

      Text, answers and structure each have their say. The text is compared by its runs of characters. The answers are
      compared by what they drill: where an answer and its options share a stem, by what stands around it. The structure is
      the frame of function words and gaps. So two exercises about travel that drill different forms are no duplicates; two about
      different things with the same frame and the same endings are. Each part comes to a share of what both have in common,
      and the score is their mean by weight, in percent. A finding names the twin by the end of its uuid.

      The paths say which fields count as what. An answer that is a number picks one of the `options` beside it, counted
      from 0. Without `text` every string counts, without `structure` the fields of `text` do. Only items that are active or
      wait for a person are compared with.
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
    "one_of": #"""
      A text is one of the values that are possible.

      Compared to the letter. A field that is missing or is no text is a fault.
      """#,
    "options_differ_by_case": #"""
      No two options of a gap differ by upper and lower case alone.

      Meant for languages in which case can be what is tested, as `sie` against `Sie` in German: there it is a warning,
      and `repeated_options` and `answer_among_distractors` have `fold_case: false`.
      """#,
    "placeholder_remains": #"""
      No string of the body holds a placeholder that was to be filled in.

      Looks for `{{…}}`, `{%…%}`, `{name}` and `${name}`, for `<topic>` and `[Name]` where the brackets hold a word that
      placeholders are made of, capitals or a `snake_case` name, for `TODO`, `TBD` and `FIXME` in capitals, and for
      "lorem ipsum". Gap markers `[1]`, omissions `[…]`, tags such as `<b>` and comparisons `a < b` are none. `words`
      adds words that placeholders are made of.
      """#,
    "refusal": #"""
      No string of the body is a model's refusal.

      Only phrases in which a model speaks of itself or of the request are looked for: "Ich kann am Samstag leider nicht
      kommen" is good German and no refusal. `phrases` adds more (a `*` at the end: also at the beginning of a longer
      word).
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
    "words": #"""
      A text has as many words as it should.

      A word is what stands between spaces and holds a letter or a digit; a gap marker `[1]` is one word. The rule is
      silent in languages that do not write words apart (Chinese, Japanese, Thai …): there `characters` serves. A field
      that is missing or is no text is not its business.
      """#,
  ]
}
