import Console
import ContentModel
import ContentStore
import Formats
import Prompts
import Quality
import Workspace

/// What an example of a prompt is made of: a section, its topics and its items.
struct PromptMaterial {
  let section: Section
  let language: String
  private let open: OpenLibrary
  private let kind: Kind
  /// The one that was asked for, or nil.
  private let topic: Topic?

  init(_ open: OpenLibrary, kind: Kind, section name: String, topic: String?) throws {
    let catalogue = open.catalogue
    let own = catalogue.sections.values.filter { $0.kind == kind.name }.map(\.section).sorted()
    guard let section = catalogue.sections[name] else {
      throw CommandProblem(
        message: "there is no section '\(name)'" + Console.Suggestion.clause(for: name, among: own),
        hint: "`libtool coverage --kind \(kind.name)` lists those of the kind", code: .usage)
    }
    guard section.kind == kind.name else {
      throw CommandProblem(
        message: "the section '\(name)' is of the kind \(section.kind), not \(kind.name)",
        hint: "name one of the kind, such as \(own.first ?? "(there is none)"), or the other kind", code: .usage)
    }
    self.open = open
    self.kind = kind
    self.section = section
    language = catalogue.languages(of: section).first ?? ""
    self.topic = try topic.map { name in
      let applicable = catalogue.topics(of: section)
      guard applicable.contains(name), let topic = catalogue.topics[name] else {
        let message =
          catalogue.topics[name] == nil ? "there is no topic" : "'\(section.section)' does not take the topic"
        throw CommandProblem(
          message: "\(message) '\(name)'" + Console.Suggestion.clause(for: name, among: applicable),
          hint: "a topic's levels, kinds and sections in topics.csv say where it applies", code: .usage)
      }
      return topic
    }
  }

  /// The slots of a call that asks for new items.
  func slots(_ count: Int) throws -> [SlotRequest] {
    let topics = try topics(count)
    return try (0..<count).map { try slot($0 + 1, topics.isEmpty ? nil : topics[$0 % topics.count]) }
  }

  /// Active items of the section, to be judged.
  func items(_ count: Int) throws -> [AssessmentRequest] {
    let found = try bodies(count)
    return try found.enumerated().map { number, item in
      AssessmentRequest(request: try slot(number + 1, item.topic), body: item.body)
    }
  }

  /// The call that would write an active item anew, had it failed.
  func regeneration() throws -> Prompt {
    // There is one: `bodies` throws where there is none.
    let item = try bodies(1)[0]
    var lean = item.body
    for field in kind.assembled { lean[field.property] = nil }
    let key = Key(section: section.section, topic: item.topic?.topic, language: language)
    let subject = QualitySubject(
      kind: kind.name, body: item.body, key: key, section: section, topic: item.topic,
      options: .object(try kind.options(section: section, topic: item.topic)))
    let turn = RegenerationTurn(
      draft: .lean(lean), critique: "(The explanation of the assessment stands here.)",
      findings: try open.library.pipeline(for: kind.name).judge(subject).findings)
    return try kind.regenerationPrompt(
      section: section, language: language, slot: try slot(1, item.topic), history: [turn],
      rejections: try rejections())
  }

  /// Why people have rejected items of the section.
  func rejections() throws -> RejectionReasons {
    let place = RejectionPlace(kind: kind.name, section: section.section, language: language)
    return RejectionReasons(newestFirst: try open.store.read { try $0.rejectionReasons()[place] ?? [] })
  }

  private func slot(_ number: Int, _ topic: Topic?) throws -> SlotRequest {
    let sku = open.catalogue.skus(of: section).first.flatMap { open.catalogue.skus[$0] }
    return SlotRequest(
      slot: "s\(number)", topic: topic, sku: sku, options: try kind.options(section: section, topic: topic))
  }

  /// The topics of a call: the one asked for, else the least filled ones; one alone where a call's items must share it.
  private func topics(_ count: Int) throws -> [Topic] {
    if let topic { return [topic] }
    let names = open.catalogue.topics(of: section)
    if names.isEmpty { return [] }
    let inventory = try open.inventory().counted
    func load(_ topic: String) -> Int {
      let found = inventory[kind.name, Key(section: section.section, topic: topic, language: language)]
      return found.active + found.inReview + found.inFlight
    }
    let sorted = names.map { (load($0), $0) }.sorted { $0 < $1 }.compactMap { open.catalogue.topics[$0.1] }
    return Array(sorted.prefix(kind.settings.grouping == .strict ? 1 : count))
  }

  /// The oldest active items of the section, of the topic where one was asked for.
  private func bodies(_ count: Int) throws -> [(topic: Topic?, body: JSON)] {
    let (kind, section, topic) = (kind.name, section.section, topic?.topic)
    let texts = try open.store.read { reader in
      var texts: [(topic: String?, text: String)] = []
      var last: Int64 = 0
      while texts.count < count {
        let page = try reader.items(after: last, limit: 1000)
        guard let end = page.last else { break }
        last = end.id
        for item in page where item.kind == kind && item.key.section == section && texts.count < count {
          if let topic, item.key.topic != topic { continue }
          guard let version = item.activeVersion, let text = try reader.version(version)?.body else { continue }
          texts.append((item.key.topic, text))
        }
      }
      return texts
    }
    if texts.isEmpty {
      throw CommandProblem(
        message: "nothing is active in \(section)\(topic.map { " / " + $0 } ?? ""), so there is nothing to judge",
        hint: "name a section that holds items, or render the role generation")
    }
    return try texts.map { (open.catalogue.topics[$0.topic ?? ""], try JSON.parse($0.text)) }
  }
}
