import ContentModel
import ContentStore
import Prompts

/// The output tokens to expect of calls: learned from the ledger, else what the kind says.
struct OutputExpectation {
  var context: FillContext
  var model: String
  private var tallies: [String: [OutputTally]] = [:]
  private var known: [String: LearnedOutput?] = [:]

  init(context: FillContext, model: String) {
    self.context = context
    self.model = model
  }

  /// What a call writes.
  mutating func tokens(of kind: Kind, section: String, role: Role, items: Int) throws -> Int {
    try learned(kind, section, role).map { Int(($0.mean * Double(items)).rounded()) }
      ?? kind.settings.outputEstimate(role: role, items: items).expected
  }

  /// What an item's own text takes, where it is a part of another prompt.
  mutating func bodyTokens(of kind: Kind, section: String) throws -> Int {
    try learned(kind, section, .generation).map { Int($0.mean.rounded()) } ?? kind.settings.outputTokens.generation
  }

  /// What is known of a section's items, or nil.
  mutating func learned(_ kind: Kind, _ section: String, _ role: Role) throws -> LearnedOutput? {
    let name = "\(kind.name) \(role.rawValue)"
    let place = "\(name) \(section)"
    if let known = known[place] { return known }
    if tallies[name] == nil {
      tallies[name] = try context.store.read { [model] in
        try $0.outputTallies(kind: kind.name, model: model, role: role)
      }
    }
    let learned = LearnedOutput.learned(tallies[name] ?? [], section: section, promptHash: kind.hash)
    known[place] = .some(learned)
    return learned
  }
}
