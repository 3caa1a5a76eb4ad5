import Console
import Prompts
import Workspace

extension Library {
  /// A kind in use.
  func kind(named name: String) throws -> Kind {
    if let kind = kinds[name] { return kind }
    let known = kinds.keys.sorted()
    throw CommandProblem(
      message: "there is no kind '\(name)'" + Console.Suggestion.clause(for: name, among: known),
      hint: "the kinds in use are " + known.joined(separator: ", "), code: .usage)
  }
}
