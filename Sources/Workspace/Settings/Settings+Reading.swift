import ContentModel
import Formats
import Interchange
import Notifications
import Prompts

extension Settings {
  /// Reads settings from a YAML text, with the overrides of a command line laid over it.
  ///
  /// - Parameter overrides: `fill.concurrency=64`, each as `--set` takes it.
  /// - Throws: `YAMLError` with file, line, column and the mend.
  public init(_ bytes: [UInt8], file: String, overrides: [String] = []) throws(YAMLError) {
    var root = try YAML.parse(bytes, file: file)
    for override in overrides { root = root.overlaid(with: try Self.node(of: override)) }
    try root.rejectUnknownKeys(allowed: [
      "mode", "currency", "publish", "kinds", "provider", "providers", "prices", "budgets", "costs", "fill", "answers",
      "exports", "notifications",
    ])
    mode = try Self.choice(try root.require("mode"))
    currency = try root["currency"]?.string() ?? "EUR"
    let publishing: KindSettings.Publishing? = try root["publish"].map { node throws(YAMLError) in
      try Self.choice(node)
    }
    kinds = []
    for entry in try root.require("kinds").mapping() { kinds.append(try KindOverride(entry, publishing: publishing)) }
    provider = try root["provider"]?.string() ?? "simulated"
    models = [:]
    providers = [:]
    providerEntries = try root["providers"]?.mapping() ?? []
    for entry in providerEntries {
      var settings = entry.value.json
      models[entry.key] = settings["model"]?.string
      settings["model"] = nil
      providers[entry.key] = settings
    }
    pricesAsOf = ""
    prices = [:]
    for entry in try root["prices"]?.mapping() ?? [] {
      if entry.key == "as_of" {
        pricesAsOf = try entry.value.string()
      } else {
        prices[entry.key] = try Price(entry.value)
      }
    }
    budgets = try root["budgets"].map { node throws(YAMLError) in try Budgets(node) } ?? Budgets()
    let (ledger, inUse) = (currency, kinds.map(\.name))
    personPrices =
      try root["costs"].map { node throws(YAMLError) in try PersonPrices(node, currency: ledger, kinds: inUse) }
      ?? PersonPrices()
    fill = try root["fill"].map { node throws(YAMLError) in try FillSettings(node) } ?? FillSettings()
    answers =
      try root["answers"].map { node throws(YAMLError) in try AnswerSettings(node) } ?? AnswerSettings()
    exports = []
    for entry in try root["exports"]?.mapping() ?? [] { exports.append(try ExportJob(entry)) }
    notifications = []
    for entry in try root["notifications"]?.mapping() ?? [] { notifications.append(try NoticeChannel(entry)) }
  }

  /// The mapping that `a.b=c` stands for.
  private static func node(of override: String) throws(YAMLError) -> YAMLNode {
    let file = "--set \(override)"
    guard let equals = override.firstIndex(of: "="), equals != override.startIndex else {
      throw YAMLError(
        file: file, line: 1, column: 1, problem: "`\(override)` is no setting",
        hint: "write KEY=VALUE, for example --set fill.concurrency=16")
    }
    var text = ""
    let keys = override[..<equals].split(separator: ".", omittingEmptySubsequences: false)
    for (depth, key) in keys.enumerated() {
      text += String(repeating: " ", count: depth) + JSON.string(String(key)).text + ":\n"
    }
    text.removeLast()
    text += " " + override[override.index(after: equals)...] + "\n"
    return try YAML.parse(text, file: file)
  }

  /// A value out of a few.
  static func choice<Value: RawRepresentable<String> & CaseIterable>(_ node: YAMLNode) throws(YAMLError) -> Value {
    let text = try node.string()
    if let value = Value(rawValue: text) { return value }
    let all = Value.allCases.map(\.rawValue)
    throw node.error(
      "`\(text)` is none of \(all.joined(separator: ", "))", hint: Suggestion.hint(for: text, among: all))
  }

  /// A whole number in a range.
  static func whole(_ node: YAMLNode, _ range: ClosedRange<Int>) throws(YAMLError) -> Int {
    let number = try node.int()
    if range.contains(number) { return number }
    throw node.error("\(number) is not from \(range.lowerBound) to \(range.upperBound)")
  }
}

extension KindOverride {
  fileprivate init(_ entry: YAMLNode.Entry, publishing shared: KindSettings.Publishing?) throws(YAMLError) {
    name = entry.key
    publishing = shared
    if entry.value.isNull { return }
    let node = entry.value
    try node.rejectUnknownKeys(allowed: ["publish", "batch_size", "assessment_size", "retries", "threshold"])
    if let publish = node["publish"] { publishing = try Settings.choice(publish) }
    batchSize = try node["batch_size"].map { node throws(YAMLError) in try Settings.whole(node, 1...100) }
    assessmentSize = try node["assessment_size"].map { node throws(YAMLError) in try Settings.whole(node, 1...100) }
    retries = try node["retries"].map { node throws(YAMLError) in try Settings.whole(node, 0...20) }
    threshold = try node["threshold"].map { node throws(YAMLError) in try Settings.whole(node, 0...100) }
  }
}

extension FillSettings {
  fileprivate init(_ node: YAMLNode) throws(YAMLError) {
    self.init()
    try node.rejectUnknownKeys(allowed: [
      "concurrency", "min_accept", "max_drafts_factor", "assess", "call_tries", "failures_before_pause", "deadline_s",
      "soft_deadline_s",
      "model_output_limit", "poll_s", "stragglers_live",
    ])
    if let value = node["concurrency"] { concurrency = try Settings.whole(value, 1...1000) }
    if let value = node["min_accept"] { minAccept = try Settings.whole(value, 0...100) }
    if let value = node["max_drafts_factor"] {
      maxDraftsFactor = try value.double()
      if !(1...100).contains(maxDraftsFactor) { throw value.error("\(maxDraftsFactor) is not from 1 to 100") }
    }
    if let value = node["assess"] { assess = try value.bool() }
    if let value = node["call_tries"] { callTries = try Settings.whole(value, 1...20) }
    if let value = node["failures_before_pause"] { failuresBeforePause = try Settings.whole(value, 1...1000) }
    if let value = node["soft_deadline_s"] { softDeadline = try Settings.whole(value, 1...3600) }
    if let value = node["deadline_s"] { deadline = try Settings.whole(value, 1...3600) }
    if let value = node["poll_s"] { pollSeconds = try Settings.whole(value, 1...3600) }
    if let value = node["stragglers_live"] { stragglersLive = try Settings.whole(value, 0...1000) }
    if let value = node["model_output_limit"] { modelOutputLimit = try Settings.whole(value, 64...10_000_000) }
  }
}

extension AnswerSettings {
  fileprivate init(_ node: YAMLNode) throws(YAMLError) {
    self.init()
    try node.rejectUnknownKeys(allowed: ["keep_days", "compress"])
    if let value = node["keep_days"], !value.isNull { keepDays = try Settings.whole(value, 1...36_500) }
    if let value = node["compress"] { compress = try value.bool() }
  }
}

extension Price {
  fileprivate init(_ node: YAMLNode) throws(YAMLError) {
    try node.rejectUnknownKeys(allowed: ["input", "cached_input", "cache_write", "output", "batch"])
    func amount(_ node: YAMLNode) throws(YAMLError) -> Money {
      let text = try node.string()
      if let money = Money(text) { return money }
      throw node.error("`\(text)` is no price", hint: "write the price of a million tokens, for example 0.15")
    }
    func amount(_ name: String) throws(YAMLError) -> Money? {
      guard let node = node[name] else { return nil }
      return try amount(node)
    }
    let input = try amount(try node.require("input"))
    self.init(
      input: input, cachedInput: try amount("cached_input") ?? input, cacheWrite: try amount("cache_write"),
      output: try amount(try node.require("output")))
    guard let share = node["batch"] else { return }
    let batch = try share.double()
    if !(0...1).contains(batch) {
      throw share.error(
        "\(batch) is not from 0 to 1", hint: "write the share of the price that a batch job pays, for example 0.5")
    }
    self.batch = batch
  }
}

extension NoticeChannel {
  fileprivate init(_ entry: YAMLNode.Entry) throws(YAMLError) {
    let node = entry.value
    try node.rejectUnknownKeys(allowed: ["command", "webhook", "on"])
    let way: Way
    switch (node["command"], node["webhook"]) {
    case (let command?, nil):
      let line = try command.string()
      if line.isEmpty { throw command.error("the command is empty", hint: "write a line for /bin/sh") }
      way = .command(line)
    case (nil, let webhook?):
      let place = try webhook.string()
      guard NoticeSender.variable(of: place) != nil || place.hasPrefix("https://") || place.hasPrefix("http://") else {
        throw webhook.error(
          "`\(place)` is no http or https URL",
          hint: "write one, or ${NAME} for a variable of the environment that holds it")
      }
      way = .webhook(place)
    default:
      throw node.error(
        "notifications.\(entry.key) needs a command or a webhook, and not both",
        hint: "write `command: LINE` or `webhook: URL`")
    }
    self.init(name: entry.key, way: way)
    guard let on = node["on"] else { return }
    var nodes = [on]
    if case .sequence(let elements) = on.content { nodes = elements }
    events = []
    for node in nodes { events.insert(try Settings.choice(node)) }
  }
}

extension ExportJob {
  fileprivate init(_ entry: YAMLNode.Entry) throws(YAMLError) {
    name = entry.key
    let node = entry.value
    try node.rejectUnknownKeys(allowed: [
      "format", "output", "section", "topic", "sku", "language", "kind", "level",
    ])
    format = try Settings.choice(try node.require("format"))
    let place = try node.require("output")
    output = try place.string()
    if output.isEmpty || output.hasSuffix("/") {
      throw place.error("`\(output)` names no file", hint: "name a file, such as exports/\(name).\(format.rawValue)")
    }
    func patterns(_ key: String) throws(YAMLError) -> [String] {
      guard let value = node[key] else { return [] }
      if case .sequence = value.content { return try value.strings() }
      return [try value.string()]
    }
    selection = Selection(
      sections: try patterns("section"), topics: try patterns("topic"), skus: try patterns("sku"),
      languages: try patterns("language"), kinds: try patterns("kind"), levels: try patterns("level"))
  }
}
