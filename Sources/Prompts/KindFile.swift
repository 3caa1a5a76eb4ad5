import ContentModel
import Formats

/// What `kind.yaml` says, checked by itself: names of other files are checked by `Kind.load(name:folder:)`.
struct KindFile {
  var traits: KindTraits
  var title: String
  var schemaVersion = 1
  var settings: KindSettings
  var options: [OptionDefinition] = []
  var assembled: [(field: AssembledField, node: YAMLNode)] = []
  var assembly: [AssemblyStep] = []
  /// `shown`, which names properties of the schema; nil where nothing is said.
  var shown: YAMLNode?

  private static let keys = [
    "kind", "title", "schema_version", "cardinality", "dimensions", "languages", "master_language", "publish",
    "batching", "assessment", "retries", "temperatures", "output_tokens", "max_output_tokens", "options", "assembled",
    "assembly", "shown",
  ]

  /// Reads the file of a kind.
  ///
  /// - Parameter folder: the name of the kind's folder, which is its own.
  init(_ root: YAMLNode, folder: String) throws(KindError) {
    let keys = try root.values("a kind", known: Self.keys)
    func needed(_ name: String) throws(KindError) -> YAMLNode {
      guard let node = keys[name] else {
        throw KindError(file: root.file, problem: "`\(name)` is missing", hint: "add `\(name): …`")
      }
      return node
    }

    let name = try needed("kind").text("kind")
    try Self.check(name: name, of: keys["kind"] ?? root, folder: folder)
    title = try keys["title"]?.text("title") ?? name.split(separator: "_").joined(separator: " ")
    if let node = keys["schema_version"] { schemaVersion = try node.integer("schema_version", in: 1...1_000_000) }

    traits = KindTraits(
      name: name, dimensions: [], cardinality: try needed("cardinality").choice("cardinality"),
      languages: try Self.languages(try needed("languages")))
    for node in try keys["dimensions"]?.elements("dimensions") ?? [] {
      traits.dimensions.insert(try node.choice("dimensions"))
    }
    if let node = keys["master_language"] {
      let master = try node.text("master_language")
      guard traits.languages.contains(master) else {
        throw node.fault("the master language `\(master)` is none of the languages", hint: "add it to `languages`")
      }
      traits.masterLanguage = master
    }

    let tokens = try Self.tokens(try needed("output_tokens"), "output_tokens")
    let most = try Self.tokens(try needed("max_output_tokens"), "max_output_tokens")
    for role in Role.allCases where most[role] < tokens[role] {
      throw try needed("max_output_tokens").fault(
        "`max_output_tokens` for \(role.rawValue) is \(most[role]), less than the usual \(tokens[role])",
        hint: "raise it, or lower `output_tokens`")
    }
    settings = KindSettings(outputTokens: tokens, maxOutputTokens: most)
    try readSettings(keys)

    for entry in try keys["options"]?.entries("options") ?? [] {
      options.append(try Self.option(entry))
    }
    for entry in try keys["assembled"]?.entries("assembled") ?? [] {
      assembled.append((try assembledField(entry), entry.value))
    }
    for node in try keys["assembly"]?.elements("assembly") ?? [] {
      assembly.append(try node.choice("assembly"))
    }
    shown = keys["shown"]
    _ = try shown?.values("shown", known: ShownForm.keys)
  }

  private static func check(name: String, of node: YAMLNode, folder: String) throws(KindError) {
    guard name == folder else {
      throw node.fault("the kind `\(name)` lives in the folder `\(folder)`", hint: "give both one name")
    }
    let isPlain =
      name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
      && name.utf8.first.map { (0x61...0x7A).contains($0) } == true
    guard isPlain, name.utf8.count <= AnswerTool.longestKindName else {
      throw node.fault(
        "`\(name)` cannot name a kind",
        hint: "use up to \(AnswerTool.longestKindName) small letters, digits and _, a letter first")
    }
  }

  private static func languages(_ node: YAMLNode) throws(KindError) -> [String] {
    var languages: [String] = []
    for element in try node.elements("languages") { languages.append(try element.text("languages")) }
    guard !languages.isEmpty else { throw node.fault("`languages` is empty", hint: "name at least one") }
    return languages
  }

  private static func tokens(_ node: YAMLNode, _ name: String) throws(KindError) -> ByRole<Int> {
    let roles = try node.values(name, known: Role.allCases.map(\.rawValue))
    func tokens(_ role: Role) throws(KindError) -> Int {
      guard let node = roles[role.rawValue] else {
        throw node.fault("`\(name)` lacks \(role.rawValue)", hint: "add `\(role.rawValue): …`")
      }
      return try node.integer("\(name) of \(role.rawValue)", in: 1...1_000_000)
    }
    return ByRole(
      generation: try tokens(.generation), assessment: try tokens(.assessment), regeneration: try tokens(.regeneration))
  }

  private mutating func readSettings(_ keys: [String: YAMLNode]) throws(KindError) {
    if let node = keys["publish"] { settings.publishing = try node.choice("publish") }
    if let node = keys["retries"] { settings.retries = try node.integer("retries", in: 0...100) }
    let batching = try keys["batching"]?.values("batching", known: ["size", "group"]) ?? [:]
    if let node = batching["size"] { settings.batchSize = try node.integer("size", in: 1...100) }
    if let node = batching["group"] { settings.grouping = try node.choice("group") }
    let assessment = try keys["assessment"]?.values("assessment", known: ["size", "threshold"]) ?? [:]
    if let node = assessment["size"] { settings.assessmentSize = try node.integer("size", in: 1...100) }
    if let node = assessment["threshold"] { settings.threshold = try node.integer("threshold", in: 0...100) }
    let roles = try keys["temperatures"]?.values("temperatures", known: Role.allCases.map(\.rawValue)) ?? [:]
    for role in Role.allCases {
      if let node = roles[role.rawValue] { settings.temperatures[role] = try node.number("temperatures", in: 0...2) }
    }
  }

  private static func option(_ entry: YAMLNode.Entry) throws(KindError) -> OptionDefinition {
    let keys = try entry.value.values(
      "the option \(entry.key)",
      known: ["description", "type", "default", "by_level", "allowed", "minimum", "maximum"])
    guard let type = keys["type"] else {
      throw entry.value.fault(
        "the option `\(entry.key)` has no type", hint: "add `type:` with text, integer, number or flag")
    }
    var option = OptionDefinition(name: entry.key, type: try type.choice("type"), defaultValue: .null)
    option.description = try keys["description"]?.text("description") ?? ""
    if let node = keys["minimum"] { option.minimum = try node.number("minimum", in: -1e12...1e12) }
    if let node = keys["maximum"] { option.maximum = try node.number("maximum", in: -1e12...1e12) }
    for node in try keys["allowed"]?.elements("allowed") ?? [] {
      option.allowed.append(try value(node, of: option, within: false))
    }
    guard let node = keys["default"] else {
      throw entry.value.fault(
        "the option `\(entry.key)` has no default", hint: "add `default:` with \(option.expectation)")
    }
    option.defaultValue = try value(node, of: option, within: true)
    for level in try keys["by_level"]?.entries("by_level") ?? [] {
      option.defaultsByLevel[level.key] = try value(level.value, of: option, within: true)
    }
    return option
  }

  /// A value that fits an option; `within` its allowed values, or only of its type.
  private static func value(
    _ node: YAMLNode, of option: OptionDefinition, within: Bool
  ) throws(KindError) -> JSON {
    var option = option
    if !within { option.allowed = [] }
    guard let value = option.value(from: node.json) else {
      throw node.fault("the option `\(option.name)` cannot be \(node.json.text)", hint: "give \(option.expectation)")
    }
    return value
  }

  private func assembledField(_ entry: YAMLNode.Entry) throws(KindError) -> AssembledField {
    let keys = try entry.value.values("the assembled \(entry.key)", known: ["from", "below", "else"])
    guard let from = keys["from"] else {
      throw entry.value.fault(
        "nothing says where the assembled `\(entry.key)` comes from", hint: "add `from: options.…`")
    }
    let source = try from.text("from")
    let path = source.split(separator: ".").map(String.init)
    let names = PromptNames(dimensions: traits.dimensions, options: options.map(\.name)).sources
    guard names.member(at: path) != nil else {
      let known = names.paths
      throw from.fault(
        "unknown source `\(source)`",
        hint: Suggestion.hint(for: source, among: known) ?? "known here: " + known.joined(separator: ", "))
    }
    var field = AssembledField(property: entry.key, source: path, otherwise: keys["else"]?.json)
    for band in try keys["below"]?.entries("below") ?? [] {
      guard let limit = Double(band.key), limit > field.bands.last?.below ?? -.infinity else {
        throw KindError(
          file: entry.value.file, line: band.line, column: band.column,
          problem: "`\(band.key)` is no limit above the one before", hint: "give numbers in rising order")
      }
      field.bands.append(AssembledField.Band(below: limit, value: band.value.json))
    }
    return field
  }
}
