import Formats

/// One entry of `gaps`.
func gap(
  _ no: JSON, _ correct: JSON = "warme", _ distractors: JSON = ["warmen", "warmer", "warmes"],
  _ explanation: JSON = "Nach dem unbestimmten Artikel steht im Akkusativ feminin die Endung -e."
) -> JSON {
  .object(["no": no, "correct": correct, "distractors": distractors, "explanation": explanation])
}

/// The first gap of the good exercise.
let firstGap = gap(
  1, "Samstag", ["Oktober", "Winter", "Herbst"], "Vor Wochentagen steht die Präposition am, vor Monaten steht im.")

/// A text with the gaps 1 and 2, of a length that suits every level.
let goodText: JSON = """
  Am [1] fährt Lena mit dem Bus in die Stadt. Sie möchte eine [2] Jacke kaufen, denn draußen ist es schon sehr kalt. Im \
  Geschäft hilft ihr eine freundliche Verkäuferin.
  """

/// A gap-fill exercise; without arguments one that no rule finds fault with.
func exercise(text: JSON = goodText, gaps: JSON = [firstGap, gap(2)]) -> JSON {
  .object(["text": text, "gaps": gaps])
}

/// The good exercise with another second gap.
func exercise(second gap: JSON) -> JSON { exercise(gaps: [firstGap, gap]) }

/// One question of a micro-lesson.
func question(
  _ correctIndex: JSON, choices: JSON = ["The rough one", "The wet one", "The smooth one", "The cold one"],
  prompt: JSON = "Which surface slows a sliding book the most?",
  explanation: JSON = "Rough surfaces catch on each other, and that is friction."
) -> JSON {
  .object(["prompt": prompt, "choices": choices, "correctIndex": correctIndex, "explanation": explanation])
}

/// 84 words, 470 characters.
let goodContent: JSON = """
  Push a heavy box across the floor and you feel something push back. That force is called friction, and it appears \
  wherever two surfaces touch and try to slide past each other. Even a floor that looks smooth has tiny bumps, and they \
  catch on the bumps of the box. A heavier box presses the bumps together more firmly, so friction grows with weight. Oil \
  fills the gaps between the bumps and lets the surfaces glide, which is why machines need it to run well for years.
  """

/// A micro-lesson; without arguments one that no rule finds fault with.
func lesson(
  title: JSON = "Why floors push back", content: JSON = goodContent, difficulty: JSON = "easy",
  questions: JSON = [question(0), question(2), question(1)]
) -> JSON {
  .object(["title": title, "content": content, "difficulty": difficulty, "questions": questions])
}

extension JSON {
  /// The value without one of its members.
  func without(_ name: String) -> JSON {
    var copy = self
    copy[name] = nil
    return copy
  }

  /// The value with another member.
  func with(_ name: String, _ value: JSON) -> JSON {
    var copy = self
    copy[name] = value
    return copy
  }
}
