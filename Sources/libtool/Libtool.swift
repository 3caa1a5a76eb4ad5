import Console
import ContentModel
import Formats
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
    // Not `exit`: it would take libraries down (OpenSSL's locks among them) under threads that still use them, such as the
    // one that reads ahead in an import that was refused. Nothing waits to be written: no output is buffered.
    _exit(code.rawValue)
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
      case .command(let parsed):
        var context = LibtoolContext(terminal: terminal, world: world, globals: parsed.globals)
        context.log = try parsed.globals.log.map { path in
          try LogFile(path: path, redactor: Redactor(in: world), world: world)
        }
        return await run(parsed.command, arguments, context, asJSON: wantsJSON)
      }
    } catch {
      return report(error, terminal: terminal, asJSON: wantsJSON)
    }
  }

  /// Runs a command, and tells the log of its beginning and its end.
  private static func run(
    _ command: any Command<LibtoolContext>, _ arguments: [String], _ context: LibtoolContext, asJSON: Bool
  ) async -> ExitCode {
    var command = command
    let began = context.world.uptime()
    context.log?.write(
      .info, "command",
      [
        ("arguments", .array(arguments.map(JSON.string))), ("version", .string(version)),
        ("actor", .string(context.actor)), ("process", .integer(Int(context.world.processID))),
      ])
    var code = ExitCode.done
    do {
      try await command.run(context)
    } catch {
      code = report(error, terminal: context.terminal, asJSON: asJSON)
      if let (message, hint) = complaint(error) {
        context.log?.write(
          .error, "error", [("message", .string(message)), ("hint", hint.map(JSON.string) ?? .null)])
      }
    }
    let seconds = (context.world.uptime() - began) / .milliseconds(1)
    context.log?.write(
      .info, "exit", [("code", .integer(code.rawValue)), ("seconds", .double(seconds.rounded() / 1000))])
    if let failure = context.log?.failure {
      // Nothing is left to do where standard error is gone as well.
      try? context.terminal.note("note: the log is not whole: \(failure.message)")
    }
    return code
  }
}
