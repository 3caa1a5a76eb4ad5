/// Rules of kinds that come later, in the form of their rule files, as far as the samples need them.
enum KindRules {
  static let productPage = #"""
    rules:
      leaked_instructions:
      placeholder_remains:
      refusal:
      banned_characters:
      unclosed_markup:
      wrong_language:
      code_fence:
      seo_title: { rule: characters, field: seo_title, min: 30, max: 60, penalty: 20 }
      meta_length: { rule: characters, field: meta_description, min: 120, max: 160, penalty: 20 }
      meta_action: { rule: call_to_action, field: meta_description }
      copy_action: { rule: call_to_action, field: marketing_copy_a }
      heading: { rule: starts_unlike, field: h1_tag, unlike: seo_title }
      title_keyword: { rule: contains_keyword, field: seo_title, sku_text: keywords }
      keyword_count: { rule: count, field: suggested_keywords, min: 2 }
      no_links: { rule: pattern, no_match: ['https?://', 'www\.'] }
      forbidden_words: { words: [cheap, knockoff, replica, fake, counterfeit] }
      numbers_missing: { field: translated_description, more_than: 1 }
      numbers_new: { field: translated_description, more_than: 1 }
    languages:
      de: { forbidden_words: { words: [billig*, Plagiat, Fälschung] } }
      fr: { forbidden_words: { words: [contrefaçon, pas cher] } }
      es: { forbidden_words: { words: [barato, barata, imitación] } }
      ja:
        forbidden_words: { words: [偽物, 激安] }
        seo_title: { min: 10, max: 35 }
        meta_length: { min: 30, max: 90 }
      zh:
        forbidden_words: { words: [山寨, 假货] }
        seo_title: { min: 8, max: 30 }
        meta_length: { min: 25, max: 80 }
    """#

  static let lesson = #"""
    rules:
      leaked_instructions:
      placeholder_remains:
      refusal:
      banned_characters:
      unclosed_markup:
      wrong_language:
      length: { rule: characters, field: body, min: 60, max: 4000 }
      title: { rule: not_blank, field: title }
      opening: { rule: starts_unlike, field: body, unlike: title }
      heading: { rule: pattern, field: body, match: '(?m)^## ' }
    """#

  static let learningItem = #"""
    rules:
      leaked_instructions:
      placeholder_remains:
      refusal:
      banned_characters:
      unclosed_markup:
      wrong_language:
      code_fence:
      definition: { rule: characters, field: definition, min: 5, max: 500 }
      examples: { rule: count, field: examples, min: 2, max: 5 }
      repeated_examples: { rule: distinct, field: examples }
      examples_only: { rule: target_language_only, field: "examples[]" }
      reading: { rule: reading_aid, field: target_item, reading: reading }
    """#

  static let reading = #"""
    rules:
      leaked_instructions:
      placeholder_remains:
      refusal:
      banned_characters:
      unclosed_markup:
      wrong_language:
      code_fence:
      question_count: { rule: count, field: questions, exactly: 3 }
      line_count: { rule: count, field: lines, min: 2 }
      speakers: { rule: not_all_equal, field: "lines[].speaker", severity: critical }
      empty_line: { rule: not_blank, field: "lines[].line" }
    """#
}
