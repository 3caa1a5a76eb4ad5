import ContentModel
import Formats
import Testing

@testable import Quality

/// A body of some kind and language with what is wrong with it: a rule's name, or nothing for a good one.
struct LabelledSample: Sendable, CustomTestStringConvertible {
  let kind: String
  let language: String
  /// What was done to a good body; empty for none.
  var fault = ""
  /// The check that has to speak, or nil for a good body.
  var rule: String?
  var body: JSON
  /// The field that holds the main text.
  let main: String
  var level = "B1"

  var testDescription: String { "\(kind) \(language) \(fault)" }

  var subject: QualitySubject {
    QualitySubject(
      kind: kind, body: body, key: Key(section: "s", language: language), level: level,
      source: kind == "product_page" ? SampleMaterial.source : nil, sourceLanguage: "zh",
      skuTexts: [
        "keywords": SampleMaterial.all.first { $0.language == language }?.keywords.joined(separator: "; ") ?? ""
      ])
  }

  /// The same with a fault.
  func planting(_ fault: String, _ rule: String, _ change: (inout JSON) -> Void) -> LabelledSample {
    var copy = self
    copy.fault = fault
    copy.rule = rule
    change(&copy.body)
    return copy
  }

  /// The same with something added to its main text, after what stands there.
  func adding(_ text: String, _ fault: String, _ rule: String) -> LabelledSample {
    planting(fault, rule) { $0[main] = .string(($0[main]?.string ?? "") + text) }
  }
}

extension SampleMaterial {
  /// One good body of each kind.
  var good: [LabelledSample] {
    let page: JSON = .object([
      "seo_title": .string(title), "meta_description": .string(meta), "h1_tag": .string(heading),
      "translated_description": .string(description), "marketing_copy_a": .string(copy),
      "suggested_keywords": .array(keywords.map(JSON.string)),
    ])
    var item: JSON = .object([
      "target_item": .string(word), "definition": .string(definition), "examples": .array(examples.map(JSON.string)),
    ])
    if let reading { item["reading"] = .string(reading) }
    let dialogue: JSON = .object([
      "text": .string(lines.joined(separator: " ")),
      "lines": .array(zip(["A", "B"], lines).map { ["speaker": .string($0), "line": .string($1)] }),
      "questions": .array([question, question + " (2)", question + " (3)"].map(JSON.string)),
    ])
    return [
      LabelledSample(kind: "product_page", language: language, body: page, main: "translated_description"),
      LabelledSample(
        kind: "lesson", language: language,
        body: .object(["title": .string(lessonTitle), "body": .string(lessonBody)]),
        main: "body"),
      LabelledSample(kind: "learning_item", language: language, body: item, main: "definition"),
      LabelledSample(kind: "reading", language: language, body: dialogue, main: "text"),
      LabelledSample(kind: "gap_fill_exercise", language: language, body: gapFill, main: "text"),
      LabelledSample(kind: "micro_lesson", language: language, body: microLesson, main: "content"),
    ]
  }

  /// An exercise with two gaps; what it drills does not matter to the rules.
  private var gapFill: JSON {
    func gap(_ no: Int, _ answer: Int) -> JSON {
      var options = keywords + [word, lessonTitle]
      let correct = options.remove(at: answer)
      return [
        "no": .integer(no), "correct": .string(correct), "distractors": .array(options.map(JSON.string)),
        "explanation": .string("\(definition) \(examples[answer])"),
      ]
    }
    return ["text": .string("\(lines[0]) [1]. \(lines[1]) [2]. \(heading)."), "gaps": [gap(1, 0), gap(2, 1)]]
  }

  private var microLesson: JSON {
    let content = ([description] + lines + [meta] + examples).joined(separator: " ")
    let choices = JSON.array(([word, lessonTitle] + keywords).map(JSON.string))
    func ask(_ index: Int) -> JSON {
      [
        "prompt": .string(question), "choices": choices, "correctIndex": .integer(index),
        "explanation": .string("\(definition) \(examples[0])"),
      ]
    }
    return [
      "title": .string(heading), "content": .string(content), "difficulty": "easy",
      "questions": [ask(0), ask(1), ask(2)],
    ]
  }

  /// Each good body with each fault that it can have.
  var bad: [LabelledSample] {
    (good + WholeSamples.all.filter { $0.language == language }).flatMap { sample in
      sample.kind.contains("_exercise") || sample.kind.hasPrefix("micro") ? shipped(sample) : later(sample)
    }
  }

  /// The faults of the kinds whose rules the library ships.
  private func shipped(_ sample: LabelledSample) -> [LabelledSample] {
    let isExercise = sample.kind == "gap_fill_exercise"
    let other = SampleMaterial.all.first { $0.language == (language == "en" ? "de" : "en") }
    var samples = [
      sample.adding(" \(refusal)", "a refusal", "refusal"),
      sample.adding(" \(preface)", "a preface", "leaked_instructions"),
      sample.adding(" \(placeholder)", "a placeholder", "placeholder_remains"),
      sample.adding(" ``` ", "a code fence", "code_fence"),
      sample.adding(" \u{7}", "a control character", "broken_character"),
      sample.adding("\u{200B}", "a zero-width space", "banned_characters"),
      sample.adding(" Ã¤", "wreckage of an encoding", "banned_characters"),
      sample.adding(" **", "bold without an end", "unclosed_markup"),
      sample.adding(" (", "a bracket without an end", "unclosed_markup"),
      sample.adding(" \(opening)", "a quotation mark without an end", "unclosed_markup"),
      sample.adding(" <b>", "a tag without an end", "unclosed_markup"),
      sample.planting("another language", isExercise ? "text_language" : "wrong_language") { body in
        body[sample.main] = .string((other?.description ?? "") + (isExercise ? " [1] [2]" : ""))
      },
      sample.planting("a field too many", "schema") { $0["extra"] = 1 },
    ]
    func inGap(_ fault: String, _ rule: String, _ name: String, _ value: JSON) {
      samples.append(
        sample.planting(fault, rule) { body in
          body["gaps"] = .array((body["gaps"]?.array ?? []).map { $0.with(name, value) })
        })
    }
    func inQuestions(_ fault: String, _ rule: String, _ name: String, _ value: JSON) {
      samples.append(
        sample.planting(fault, rule) { body in
          body["questions"] = .array((body["questions"]?.array ?? []).map { $0.with(name, value) })
        })
    }
    if isExercise {
      samples.append(sample.adding(" [4]", "a gap too many", "gap_numbering"))
      samples.append(
        sample.planting("a gap without an entry", "gap_without_entry") {
          $0["gaps"] = .array(($0["gaps"]?.array ?? []).dropLast())
        })
      samples.append(
        sample.planting("an entry without a gap", "entry_without_gap") {
          $0["text"] = .string(($0["text"]?.string ?? "").replacing("[2]", with: ""))
        })
      inGap("the same number twice", "gap_numbering", "no", 1)
      inGap("the same answer everywhere", "same_answer", "correct", "x")
      inGap("two distractors", "distractor_count", "distractors", ["x", "y"])
      inGap("repeated distractors", "repeated_options", "distractors", ["x", "x ", "y"])
      samples.append(
        sample.planting("an answer among its distractors", "answer_among_distractors") { body in
          body["gaps"] = .array(
            (body["gaps"]?.array ?? []).map { $0.with("distractors", ["y", $0["correct"] ?? "", "z"]) })
        })
      inGap("an empty option", "empty_option", "distractors", ["x", " ", "y"])
      samples.append(
        sample.adding(" " + String(repeating: "x", count: 2_000), "a word without an end", "text_characters"))
      inGap(
        "an option without an end", "option_characters", "distractors",
        ["x", "y", .string(String(repeating: "z", count: 200))])
      inGap(
        "an endless explanation", "explanation_characters", "explanation",
        .string(String(repeating: description, count: 8)))
      inGap("no explanation", "explanation_missing", "explanation", "")
      inGap("a foreign explanation", "explanation_language", "explanation", .string(other?.description ?? ""))
    } else {
      samples.append(sample.planting("an unknown difficulty", "difficulty") { $0["difficulty"] = "brutal" })
      samples.append(
        sample.planting("two questions", "question_count") {
          $0["questions"] = .array(($0["questions"]?.array ?? []).dropLast())
        })
      samples.append(
        sample.planting("a short content", "content_characters") {
          $0["content"] = .string(String(description.prefix(60)))
        })
      inQuestions("three choices", "choice_count", "choices", ["a", "b", "c"])
      inQuestions("repeated choices", "repeated_choices", "choices", ["a", "b", "A", "c"])
      inQuestions("an index past the end", "correct_index", "correctIndex", 4)
      inQuestions("always the first", "correct_index_cluster", "correctIndex", 0)
      samples.append(
        sample.planting("a title without an end", "title_characters") {
          $0["title"] = .string(String(repeating: heading, count: 9))
        })
      inQuestions(
        "a prompt without an end", "prompt_characters", "prompt", .string(String(repeating: question, count: 20)))
      inQuestions(
        "a choice without an end", "choice_characters", "choices",
        ["a", "b", "c", .string(String(repeating: "z", count: 200))])
      inQuestions("no prompt", "empty_text", "prompt", " ")
      inQuestions(
        "an endless explanation", "explanation_characters", "explanation",
        .string(String(repeating: description, count: 4)))
    }
    return samples
  }

  /// The faults of the kinds that come later.
  private func later(_ sample: LabelledSample) -> [LabelledSample] {
    var samples = [
      sample.adding(" \(refusal)", "a refusal", "refusal"),
      sample.planting("a preface", "leaked_instructions") {
        $0[sample.main] = .string("\(preface) \($0[sample.main]?.string ?? "")")
      },
      sample.adding(" {{name}}", "a template's braces", "placeholder_remains"),
      sample.adding(" \(placeholder)", "a placeholder", "placeholder_remains"),
      sample.adding("\u{200B}", "a zero-width space", "banned_characters"),
      sample.adding(" \u{7}", "a control character", "banned_characters"),
      sample.adding(" Ã¤", "wreckage of an encoding", "banned_characters"),
      sample.adding(" **", "bold without an end", "unclosed_markup"),
      sample.adding(" (", "a bracket without an end", "unclosed_markup"),
      sample.adding(" \(opening)", "a quotation mark without an end", "unclosed_markup"),
      sample.adding(" <b>", "a tag without an end", "unclosed_markup"),
      sample.planting("another language", "wrong_language") { body in
        let other = SampleMaterial.all.first { $0.language == (language == "en" ? "de" : "en") }
        body[sample.main] = .string((other?.description ?? "") + "\n\n## X\n")
      },
      sample.planting("a sister language", "wrong_language") { body in
        let sisters = ["en": "fr", "de": "en", "fr": "es", "es": "fr", "ja": "zh", "zh": "ja"]
        let other = SampleMaterial.all.first { $0.language == sisters[language] }
        body[sample.main] = .string((other?.description ?? "") + "\n\n## X\n")
      },
    ]
    samples += own(sample)
    return samples
  }

  /// The faults of one kind.
  private func own(_ sample: LabelledSample) -> [LabelledSample] {
    switch sample.kind {
    case "product_page":
      [
        sample.adding("\n```", "a code fence", "code_fence"),
        sample.adding(" \(forbidden)", "a forbidden word", "forbidden_words"),
        sample.adding(" www.example.org", "a link", "no_links"),
        sample.planting("a title too long", "seo_title") { $0["seo_title"] = .string(title + " " + title) },
        sample.planting("a title too short", "seo_title") { $0["seo_title"] = .string(String(title.prefix(5))) },
        sample.planting("a title without a keyword", "title_keyword") {
          $0["seo_title"] = .string(heading)
        },
        sample.planting("a copy that calls for nothing", "copy_action") { $0["marketing_copy_a"] = .string(heading) },
        sample.planting("a heading that repeats the title", "heading") {
          $0["h1_tag"] = .string(title.uppercased() + "!")
        },
        sample.planting("a short description for searchers", "meta_length") { $0["meta_description"] = .string(copy) },
        sample.planting("a description that calls for nothing", "meta_action") {
          $0["meta_description"] = .string(heading)
        },
        sample.planting("one keyword", "keyword_count") { $0["suggested_keywords"] = [.string(keywords[0])] },
        sample.planting("other numbers", "numbers_missing") {
          $0["translated_description"] = .string(
            description.replacing("750", with: "570").replacing("320", with: "230"))
        },
        sample.adding(" 99 kg, 48 cm.", "numbers made up", "numbers_new"),
      ]
    case "lesson":
      [
        sample.adding("\n```\nx = 1", "code without an end", "unclosed_markup"),
        sample.planting("no headings", "heading") { $0["body"] = .string(lessonBody.replacing("## ", with: "")) },
        sample.planting("the title once more", "opening") { $0["body"] = .string("# \(lessonTitle)\n\n\(lessonBody)") },
        sample.planting("a blank title", "title") { $0["title"] = " " },
        sample.planting("hardly a text", "length") { $0["body"] = "## 1" },
      ]
    case "learning_item":
      [
        sample.planting("one example", "examples") { $0["examples"] = [.string(examples[0])] },
        sample.planting("an example twice", "repeated_examples") {
          $0["examples"] = .array((examples + examples.prefix(1)).map(JSON.string))
        },
        sample.planting("a foreign example", "examples_only") {
          $0["examples"] = [.string(examples[0]), reading == nil ? "我昨天去了银行。" : "I went to the bank yesterday."]
        },
        sample.planting("no definition", "definition") { $0["definition"] = nil },
      ]
        + (reading == nil
          ? []
          : [
            sample.planting("no reading", "reading") { $0["reading"] = nil },
            sample.planting("a reading that is none", "reading") { $0["reading"] = .string(word) },
          ])
    default:
      [
        sample.planting("two questions", "question_count") {
          $0["questions"] = [.string(question), .string(question + "!")]
        },
        sample.planting("one speaker", "speakers") {
          $0["lines"] = .array(lines.map { ["speaker": "A", "line": .string($0)] })
        },
        sample.planting("one line", "line_count") { $0["lines"] = [["speaker": "A", "line": .string(lines[0])]] },
        sample.planting("an empty line", "empty_line") {
          $0["lines"] = [["speaker": "A", "line": "\u{200B}"], ["speaker": "B", "line": "x"]]
        },
      ]
    }
  }
}
