import ContentModel
import Formats

/// The variable data of a call: what stands in its JSON block, and what its templates can name.
struct PromptData {
  var kind: Kind
  var section: Section
  var language: String
  var slots: [SlotRequest]
  /// The items to be judged, by slot; empty but in an assessment.
  var items: [String: JSON] = [:]
  /// Why people have rejected earlier items; told in a generation only.
  var rejections = RejectionReasons()
  /// What was wrong with the draft; nil but in a regeneration.
  var turn: RegenerationTurn?

  /// The block that ends the user's message. A JSON text has no line ends of its own, so nothing in the data can close
  /// the fence.
  var block: String {
    var document = JSON.Object([("section", .object(sectionMembers)), ("language", .string(language))])
    // Before the slots: it changes less often than they do, so a provider's prompt cache may hold it.
    if !rejections.isEmpty { document["rejected"] = .array(rejections.texts.map(JSON.string)) }
    document["slots"] = .array(slots.map(slotData))
    return "```json\n\(JSON.object(document).text)\n```"
  }

  /// The names of `PromptNames` with their values.
  func root(text block: String) -> JSON {
    var section = sectionMembers
    section["level"] = .string(self.section.level)
    section["parent"] = self.section.parent.map(JSON.string)
    section["attributes"] = Self.attributes(self.section.attributes)
    var root = JSON.Object([
      ("kind", ["name": .string(kind.name), "title": .string(kind.title)]),
      ("language", .string(language)),
      ("level", .string(self.section.level)),
      ("section", .object(section)),
      ("slots", .array(slots.map(slotNames))),
      ("batch", .bool(slots.count > 1)),
      ("count", .integer(slots.count)),
      ("rejections", .bool(!rejections.isEmpty)),
      ("data", .string(block)),
    ])
    if let first = slots.first {
      let others = slots.dropFirst()
      if let topic = first.topic, others.allSatisfy({ $0.topic == topic }) { root["topic"] = Self.names(of: topic) }
      if let sku = first.sku, others.allSatisfy({ $0.sku == sku }) { root["sku"] = Self.names(of: sku) }
      let common = first.options.members.filter { name, value in others.allSatisfy { $0.options[name] == value } }
      root["options"] = .object(JSON.Object(common.map { ($0.name, $0.value) }))
    }
    if let turn {
      root["critique"] = turn.critique.map(JSON.string)
      root["findings"] = .array(turn.findings.map(Self.names))
      root["faults"] = .bool(!(turn.critique ?? "").isEmpty || !turn.findings.isEmpty)
    }
    return .object(root)
  }

  private var sectionMembers: JSON.Object {
    var members = JSON.Object([("section", .string(section.section))])
    if !section.level.isEmpty { members["level"] = .string(section.level) }
    members["title"] = .string(section.title)
    members["points"] = .array(section.points.map(JSON.string))
    return members
  }

  /// A slot as it stands in the block: nothing that is empty, since every character is paid for.
  private func slotData(_ slot: SlotRequest) -> JSON {
    var members = JSON.Object([("slot", .string(slot.slot))])
    if let topic = slot.topic { members["topic"] = .object(Self.members(of: topic)) }
    if let sku = slot.sku { members["sku"] = .object(Self.members(of: sku)) }
    let options = slot.options.members.filter { !$0.value.isNull && $0.value != "" }
    if !options.isEmpty { members["options"] = .object(JSON.Object(options.map { ($0.name, $0.value) })) }
    if !slot.avoid.isEmpty { members["avoid"] = .array(slot.avoid.map(JSON.string)) }
    members["item"] = items[slot.slot]
    return .object(members)
  }

  private func slotNames(_ slot: SlotRequest) -> JSON {
    var members = JSON.Object([("slot", .string(slot.slot)), ("options", .object(slot.options))])
    members["topic"] = slot.topic.map(Self.names)
    members["sku"] = slot.sku.map(Self.names)
    members["avoid"] = .array(slot.avoid.map(JSON.string))
    members["item"] = items[slot.slot]
    return .object(members)
  }

  private static func members(of topic: Topic) -> JSON.Object {
    JSON.Object([
      ("topic", .string(topic.topic)), ("theme", .string(topic.theme)), ("title", .string(topic.title)),
    ])
  }

  private static func members(of sku: SKU) -> JSON.Object {
    let fields = [
      ("sku", sku.sku), ("name", sku.name), ("category", sku.category), ("language", sku.language),
      ("description", sku.description),
    ]
    return JSON.Object(fields.filter { !$0.1.isEmpty }.map { ($0.0, .string($0.1)) })
  }

  private static func names(of topic: Topic) -> JSON {
    var members = members(of: topic)
    members["attributes"] = attributes(topic.attributes)
    return .object(members)
  }

  private static func names(of sku: SKU) -> JSON {
    var members = members(of: sku)
    members["attributes"] = attributes(sku.attributes)
    return .object(members)
  }

  private static func names(of finding: Finding) -> JSON {
    [
      "rule": .string(finding.rule), "severity": .string(finding.severity.rawValue),
      "message": .string(finding.message), "fix": .string(finding.fix),
    ]
  }

  private static func attributes(_ attributes: [String: String]) -> JSON {
    .object(JSON.Object(attributes.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
  }
}
