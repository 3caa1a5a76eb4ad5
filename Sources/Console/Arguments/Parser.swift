/// Reads one command line: first the words that name the command, then that command's parameters.
struct Parser<Context, Globals: ParsableOptions> {
  let program: Program<Context, Globals>
  let width: Int
  let style: Style

  func parse(_ arguments: [String]) -> ParseOutcome<Context, Globals> {
    let globals = Globals()
    var walk = Walk<Context>(
      arguments: arguments, type: program.root, globals: ParameterSet(reflecting: globals),
      wantsHelp: arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" })
    do throws(ValidationError) {
      switch try walk.findCommand() {
      case .help(let words): return helpPage(words, from: walk.path, type: walk.type)
      case .version: return .text(program.version + "\n")
      case .found: break
      }
      if walk.wantsHelp || (walk.isGroup && walk.isUntouched) { return help(walk.type, path: walk.path) }
      if walk.isGroup {
        throw ValidationError("missing command", hint: "'\(walk.pathText) --help' lists the commands")
      }
      let command = walk.type.init()
      let own = ParameterSet(reflecting: command)
      try walk.readParameters(of: own, exclusive: walk.type.configuration.exclusive)
      for owner in walk.globals.owners + own.owners { try owner.validate() }
      return .command(ParsedCommand(command: command, path: walk.path, globals: globals))
    } catch {
      return .usageError(usageError(error, walk))
    }
  }

  /// `help`, `help COMMAND…` and `help TOPIC`, under the group at `path`.
  private func helpPage(
    _ words: ArraySlice<String>, from path: [String], type: any Command<Context>.Type
  ) -> ParseOutcome<Context, Globals> {
    var path = path
    var type = type
    for word in words where !word.hasPrefix("-") {
      let configuration = type.configuration
      if let next = configuration.subcommands.first(where: { $0.configuration.name == word }) {
        path.append(word)
        type = next
      } else if path.count == 1, let topic = program.topics.first(where: { $0.name == word }) {
        return .text(HelpText(program: program, width: width, style: style).topic(topic))
      } else {
        let isRoot = path.count == 1
        let known = configuration.visibleNames + (isRoot ? program.topics.map { $0.name } : [])
        let pathText = path.joined(separator: " ")
        return .usageError(
          UsageError(
            message: "unknown command\(isRoot ? " or topic" : "") '\(SafeText.line(word))'"
              + Suggestion.clause(for: word, among: known),
            hint: "'\(pathText) --help' lists them"))
      }
    }
    return help(type, path: path)
  }

  private func help(_ type: any Command<Context>.Type, path: [String]) -> ParseOutcome<Context, Globals> {
    .text(HelpText(program: program, width: width, style: style).page(CommandTree(type, above: path.dropLast())))
  }

  private func usageError(_ error: ValidationError, _ walk: Walk<Context>) -> UsageError {
    UsageError(
      message: error.message, hint: error.hint ?? "see '\(walk.pathText) --help'",
      usage: error.hint == nil ? CommandTree(walk.type, above: walk.path.dropLast()).usage : nil)
  }
}

extension CommandConfiguration {
  /// The names of the commands that help shows.
  var visibleNames: [String] {
    subcommands.map { $0.configuration }.filter { !$0.isHidden }.map { $0.name }
  }
}
