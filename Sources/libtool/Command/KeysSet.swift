import Console
import ContentModel
import Workspace

/// `libtool keys set`.
struct KeysSet: LibtoolCommand {
  static let configuration = Configuration(
    name: "set", abstract: "Store the key of a provider, asked for on the terminal.",
    discussion: """
      The key goes to a file of your own, readable by you only, never into a library. It is never an argument, which \
      other users of the machine could see and the shell would remember. A variable of the environment \
      (OPENAI_API_KEY for the provider openai) goes before the stored key.
      """,
    examples: [Example("libtool keys set openai", "Ask for the key of the provider openai.")])

  @Argument(help: ArgumentHelp("The provider, as the settings call it.", valueName: "NAME")) var name: String

  func validate() throws(ValidationError) {
    if !KeyFile.isName(name) {
      throw ValidationError("'\(name)' is no provider's name: letters, digits, '-', '_' and '.' only")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let file = try KeyFile.find(in: context.world)
    let terminal = context.terminal
    let variable = KeyVariable.usual(of: name)
    guard terminal.inputIsTerminal else {
      throw CommandProblem(
        message: "the key of \(name) is asked for on a terminal, and there is none",
        hint: "run this on a terminal, or set \(variable) in the environment", code: .usage)
    }
    try terminal.prompt("Key of \(name) (not shown): ")
    let key = String(
      (terminal.readSecret() ?? "").drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    if key.isEmpty { throw CommandProblem(message: "no key was given", hint: "nothing was changed") }
    guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw CommandProblem(
        message: "the key has characters that no key has", hint: "copy it again; nothing was changed")
    }
    try file.set(name, to: key)
    try terminal.writeLine("The key of \(name) is stored in \(file.path).")
    if context.world.environment[variable]?.isEmpty == false {
      try terminal.note("\(variable) is set in the environment and goes before it")
    }
  }
}
