import ContentModel
import Formats

extension Kind {
  /// The prompt for writing the items of some slots.
  ///
  /// - Parameter rejections: Why people have rejected earlier items of the section. Without any the prompt is the same as if
  ///   there were no such thing.
  /// - Throws: `KindError` where there is no slot, or two have one id.
  public func generationPrompt(
    section: Section, language: String, slots: [SlotRequest], rejections: RejectionReasons = RejectionReasons()
  ) throws(KindError) -> Prompt {
    try check(slots)
    let data = PromptData(kind: self, section: section, language: language, slots: slots, rejections: rejections)
    return Prompt(
      messages: [systemMessage(templates.system), userMessage(templates.generate, data)],
      tool: AnswerTool.creation(kind: name, title: title, lean: leanSchema, slots: slots.map(\.slot)), hash: hash)
  }

  /// The prompt for judging some items.
  ///
  /// - Throws: `KindError` where there is no item, or two have one slot.
  public func assessmentPrompt(
    section: Section, language: String, items: [AssessmentRequest]
  ) throws(KindError) -> Prompt {
    let slots = items.map(\.request)
    try check(slots)
    let bodies = Dictionary(items.map { ($0.request.slot, $0.body) }) { first, _ in first }
    let data = PromptData(kind: self, section: section, language: language, slots: slots, items: bodies)
    return Prompt(
      messages: [systemMessage(templates.assessSystem), userMessage(templates.assess, data)],
      tool: AnswerTool.assessment(kind: name, title: title, slots: slots.map(\.slot)), hash: hash)
  }

  /// The prompt for writing one draft anew: the first request, then each attempt with what was wrong with it.
  ///
  /// - Parameters:
  ///   - history: The attempts so far, the first one first. One that is empty gives the first request again.
  ///   - rejections: As for the first request.
  public func regenerationPrompt(
    section: Section, language: String, slot: SlotRequest, history: [RegenerationTurn],
    rejections: RejectionReasons = RejectionReasons()
  ) throws(KindError) -> Prompt {
    var prompt = try generationPrompt(section: section, language: language, slots: [slot], rejections: rejections)
    var data = PromptData(kind: self, section: section, language: language, slots: [slot])
    for turn in history {
      let draft =
        switch turn.draft {
        case .lean(let lean): lean.text
        // Providers refuse an empty message.
        case .raw(let text): text.isEmpty ? "(no answer)" : text
        }
      data.turn = turn
      prompt.messages += [ChatMessage(.assistant, draft), userMessage(templates.regenerate, data)]
    }
    return prompt
  }

  private func systemMessage(_ template: Template) -> ChatMessage {
    let root: JSON = ["kind": ["name": .string(name), "title": .string(title)]]
    return ChatMessage(.system, template.render(root).trimmingLineEnds())
  }

  private func userMessage(_ template: Template, _ data: PromptData) -> ChatMessage {
    ChatMessage(.user, template.render(data.root(text: data.block)).trimmingLineEnds())
  }

  private func check(_ slots: [SlotRequest]) throws(KindError) {
    if slots.isEmpty { throw KindError(problem: "a prompt of \(name) for no slot at all") }
    var seen: Set<String> = []
    for slot in slots where !seen.insert(slot.slot).inserted {
      throw KindError(problem: "two slots of one call are called \(slot.slot)", hint: "give each its own id")
    }
  }
}

extension String {
  /// Without line ends at both ends, so that a template's last newline costs no token.
  func trimmingLineEnds() -> String {
    let kept = drop { $0 == "\n" }
    return String(kept.prefix(upTo: kept.lastIndex { $0 != "\n" }.map(kept.index(after:)) ?? kept.startIndex))
  }
}
