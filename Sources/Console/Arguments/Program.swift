/// A command line program: its root command, its global options, its help topics.
///
/// The root is a ``CommandGroup``. The global options are parsed apart from the commands, before and after the
/// command's name, so that the program can make its context out of them before a command runs.
public struct Program<Context, Globals: ParsableOptions>: Sendable {
  /// The group of all commands; its name is the program's.
  public var root: any Command<Context>.Type
  /// What `--version` prints.
  public var version: String
  /// Further pages of `help`.
  public var topics: [HelpTopic]

  public init(
    root: any Command<Context>.Type, globals: Globals.Type = Globals.self, version: String, topics: [HelpTopic] = []
  ) {
    self.root = root
    self.version = version
    self.topics = topics
  }

  /// Reads a command line; the program's own name is not among the arguments.
  ///
  /// Help and usage errors are texts already; `width` and `style` say how help looks.
  public func parse(
    _ arguments: [String], width: Int = 80, style: Style = .plain
  ) -> ParseOutcome<Context, Globals> {
    Parser(program: self, width: width, style: style).parse(arguments)
  }

  /// All commands as data.
  public var tree: CommandTree { CommandTree(root, above: []) }

  /// What is declared by the global options, `--help` and `--version` included.
  public var globalOptions: [Declaration] {
    ParameterSet(reflecting: Globals()).declarations + [
      Self.builtIn(["--help", "-h"], "Show help."), Self.builtIn(["--version"], "Show the version."),
    ]
  }

  private static func builtIn(_ names: [String], _ abstract: String) -> Declaration {
    Declaration(
      kind: .flag, names: names, valueName: "", abstract: abstract, defaultText: nil, allowedValues: [],
      isRepeating: false, isRequired: false, isHidden: false)
  }
}

/// A page of help that belongs to no command: `libtool help exit-codes`.
public struct HelpTopic: Hashable, Sendable {
  /// The word that calls it.
  public var name: String
  /// One sentence for the list of topics.
  public var abstract: String
  /// The page; lines that begin with a space are kept as they are.
  public var text: String

  public init(name: String, abstract: String, text: String) {
    self.name = name
    self.abstract = abstract
    self.text = text
  }
}

/// What a command line asks for.
public enum ParseOutcome<Context, Globals: ParsableOptions>: Sendable {
  /// Help or the version, to be printed to standard output; exit code 0.
  case text(String)
  /// A command line that cannot be used; exit code 2.
  case usageError(UsageError)
  /// A command to run.
  case command(ParsedCommand<Context, Globals>)
}

/// A command with its parameters set.
public struct ParsedCommand<Context, Globals: ParsableOptions>: Sendable {
  /// The command, validated.
  public var command: any Command<Context>
  /// The names that lead to it, the program's first: `["libtool", "runs", "show"]`.
  public var path: [String]
  /// The global options, validated.
  public var globals: Globals
}

/// Why a command line cannot be used, and how to write it.
public struct UsageError: Error, Hashable, Sendable {
  /// What is wrong: a sentence without a full stop.
  public var message: String
  /// The mend; where none better is known, where to read on.
  public var hint: String
  /// `usage: libtool fill [options]`, where the hint says no more than where to read on.
  public var usage: String?

  /// Two lines for standard error: the message, and the hint with the usage.
  public func text(style: Style) -> String {
    style.apply(.bad, to: "error:") + " \(message)\n\(hint)" + (usage.map { style.apply(.dim, to: "; \($0)") } ?? "")
  }
}
