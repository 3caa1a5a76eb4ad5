/// What a command is called, what help says of it, and what it holds.
public struct CommandConfiguration<Context>: Sendable {
  /// The word that calls it.
  public var name: String
  /// One sentence.
  public var abstract: String
  /// Further paragraphs, separated by empty lines; lines that begin with a space are kept as they are.
  public var discussion: String
  /// The heading under which the parent's help lists the command; empty for the plain list.
  public var section: String
  /// Command lines to learn from. They are parsed by ``Program/problems()``, so they must be right.
  public var examples: [Example]
  /// Sets of option names of which only one may be given: `[["--json", "--format"]]`.
  public var exclusive: [[String]]
  /// The commands of a group.
  public var subcommands: [any Command<Context>.Type]
  /// The command of a group that is meant when none is named.
  public var defaultSubcommand: (any Command<Context>.Type)?
  /// Whether help and suggestions leave it out. It still works.
  public var isHidden: Bool

  public init(
    name: String, abstract: String, discussion: String = "", section: String = "", examples: [Example] = [],
    exclusive: [[String]] = [], subcommands: [any Command<Context>.Type] = [],
    defaultSubcommand: (any Command<Context>.Type)? = nil, hidden: Bool = false
  ) {
    self.name = name
    self.abstract = abstract
    self.discussion = discussion
    self.section = section
    self.examples = examples
    self.exclusive = exclusive
    self.subcommands = subcommands
    self.defaultSubcommand = defaultSubcommand
    isHidden = hidden
  }
}

/// A command line and what it does.
public struct Example: Hashable, Sendable {
  /// As it would be typed in a shell, program name first.
  public var line: String
  /// One sentence.
  public var explanation: String

  public init(_ line: String, _ explanation: String) {
    self.line = line
    self.explanation = explanation
  }
}
