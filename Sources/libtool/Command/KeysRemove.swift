import Console
import ContentModel
import Workspace

/// `libtool keys remove`.
struct KeysRemove: LibtoolCommand {
  static let configuration = Configuration(
    name: "remove", abstract: "Take a stored key away.",
    examples: [Example("libtool keys remove openai", "Forget the key of the provider openai.")])

  @Argument(help: ArgumentHelp("The provider, as the settings call it.", valueName: "NAME")) var name: String

  mutating func run(_ context: LibtoolContext) async throws {
    let file = try KeyFile.find(in: context.world)
    let names = try file.keys().keys.sorted()
    guard names.contains(name) else {
      throw CommandProblem(
        message: "no key of '\(name)' is stored" + Suggestion.clause(for: name, among: names),
        hint: names.isEmpty ? "none is stored at all" : "stored are \(names.joined(separator: ", "))")
    }
    try file.set(name, to: nil)
    try context.terminal.writeLine("The key of \(name) is no longer in \(file.path).")
  }
}
