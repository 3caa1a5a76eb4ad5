import Console
import ContentModel
import World

#if canImport(Glibc)
  import Glibc
#endif

/// The program: reads the command line, runs one command, and turns what it throws into a message and an exit code.
@main
struct Libtool {
  /// What `--version` prints.
  static let version = "0.1.0"

  /// All commands, the global options and the help topics.
  static let program = Program(
    root: Root.self, globals: GlobalOptions.self, version: "libtool \(version)", topics: [HelpTopic.exitCodes])

  static func main() async {
    var environment: [String: String] = [:]
    var entry = environ
    while let variable = entry.pointee {
      let text = String(cString: variable)
      if let equals = text.firstIndex(of: "=") {
        environment[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      entry += 1
    }
    let world = World.live(environment: environment)
    let terminal = Terminal.live(in: world)
    let code = await run(Array(CommandLine.arguments.dropFirst()), terminal: terminal, world: world)
    exit(code.rawValue)
  }

  /// Runs one command line. Tests call it with a terminal and a world of their own.
  static func run(_ arguments: [String], terminal: Terminal, world: World) async -> ExitCode {
    let terminal = terminal.redacted(in: world)
    let wantsJSON = arguments.prefix { $0 != "--" }.contains("--json")
    do {
      switch program.parse(arguments, width: terminal.proseWidth, style: terminal.output.style) {
      case .text(let text):
        try terminal.write(text.hasSuffix("\n") ? text : text + "\n")
        return .done
      case .usageError(let error):
        return report(
          CommandProblem(message: error.message, hint: error.hint, code: .usage), usage: error.usage,
          terminal: terminal, asJSON: wantsJSON)
      case .command(var parsed):
        let context = LibtoolContext(terminal: terminal, world: world, globals: parsed.globals)
        try await parsed.command.run(context)
        return .done
      }
    } catch {
      return report(error, terminal: terminal, asJSON: wantsJSON)
    }
  }
}
