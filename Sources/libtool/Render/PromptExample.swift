import Console
import ContentModel
import ContentStore
import Formats
import Prompts
import Quality
import Workspace

/// A call as it would be sent, made for a person to read.
struct PromptExample {
  var kind: Kind
  var section: Section
  var language: String
  var role: Role
  var prompt: Prompt
  /// The calls that ask for its items one by one.
  var singles: [Prompt]

  /// - Parameters:
  ///   - topic: The topic of all items; nil for the least filled ones.
  ///   - count: How many items; nil for as many as a fill puts into a call.
  /// - Throws: `CommandProblem` for a section or topic that is not there or does not fit, and for a section without
  ///   items where there are to be some to judge.
  init(_ open: OpenLibrary, kind: Kind, section name: String, topic: String?, count: Int?, role: Role) throws {
    let source = try PromptMaterial(open, kind: kind, section: name, topic: topic)
    self.kind = kind
    self.role = role
    section = source.section
    language = source.language
    let (section, language, rejections) = (section, language, try source.rejections())
    switch role {
    case .generation:
      let slots = try source.slots(count ?? kind.settings.batchSize)
      prompt = try kind.generationPrompt(section: section, language: language, slots: slots, rejections: rejections)
      singles = try slots.map {
        try kind.generationPrompt(section: section, language: language, slots: [$0], rejections: rejections)
      }
    case .assessment:
      let items = try source.items(count ?? kind.settings.assessmentSize)
      prompt = try kind.assessmentPrompt(section: section, language: language, items: items)
      singles = try items.map { try kind.assessmentPrompt(section: section, language: language, items: [$0]) }
    case .regeneration:
      prompt = try source.regeneration()
      singles = [prompt]
    }
  }

  /// How many items the call is for.
  private var count: Int { singles.count }
  private var singleTokens: Int { singles.reduce(0) { $0 + $1.inputTokens } }
  private var output: OutputEstimate { kind.settings.outputEstimate(role: role, items: count) }

  /// The document of `prompts render --json`.
  var json: JSON {
    [
      "kind": .string(kind.name), "role": .string(role.rawValue), "section": .string(section.section),
      "language": .string(language), "items": .integer(count), "hash": .string(prompt.hash),
      "tokens": [
        "input": .integer(prompt.inputTokens), "input_single": .integer(singleTokens),
        "tool": .integer(prompt.toolTokens), "output": .integer(output.expected),
        "max_output": .integer(output.worstCase),
      ],
      "messages": .array(
        prompt.messages.map { ["role": .string($0.author.rawValue), "content": .string($0.content)] }),
      "tool": [
        "name": .string(prompt.tool.name), "description": .string(prompt.tool.description),
        "parameters": prompt.tool.parameters,
      ],
    ]
  }

  /// The token figures, then messages and tool, each under its heading.
  func text(on terminal: Terminal) -> String {
    var text = Headed(terminal)
    let level = section.level.isEmpty ? "" : " (\(section.level))"
    text.add(
      "\(role.rawValue.prefix(1).uppercased() + role.rawValue.dropFirst()) of "
        + "\(Quantity.of(count, kind.title, kind.title + "s")) for \(section.section)\(level) in \(language)")
    let input = Quantity.grouped(prompt.inputTokens)
    let single = Quantity.grouped(singleTokens)
    if count > 1 {
      text.add(
        "Input: about \(input) tokens in one call, \(single) in \(count) calls of one: "
          + "\(Percentage.saved(prompt.inputTokens, of: singleTokens)) saved")
    } else {
      text.add("Input: about \(input) tokens")
    }
    text.add(
      "Of these the tool takes \(Quantity.grouped(prompt.toolTokens)). Output: about "
        + "\(Quantity.grouped(output.expected)), at most \(Quantity.grouped(output.worstCase))")
    for message in prompt.messages { text.add(heading: message.author.rawValue, message.content) }
    text.add(
      heading: "tool \(prompt.tool.name)", prompt.tool.description + "\n" + prompt.tool.parameters.pretty())
    return text.text
  }
}
