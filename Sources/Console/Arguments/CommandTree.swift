/// A command and all below it as data: what help is rendered from, and what a documentation test walks.
public struct CommandTree: Hashable, Sendable {
  /// The names that lead here, the program's first.
  public var path: [String]
  public var abstract: String
  public var discussion: String
  /// The heading under which the parent's help lists it; empty for the plain list.
  public var section: String
  public var examples: [Example]
  /// Sets of option names of which only one may be given.
  public var exclusive: [[String]]
  /// Parameters known by their place, in order.
  public var arguments: [Declaration]
  /// Options and flags, its own and those of its groups, without the global ones.
  public var options: [Declaration]
  public var subcommands: [CommandTree]
  /// The name of the subcommand that is meant when none is given.
  public var defaultSubcommand: String?
  public var isHidden: Bool

  /// Reflects the command and everything below it.
  init<Context>(_ type: any Command<Context>.Type, above: [String]) {
    let configuration = type.configuration
    let declarations = ParameterSet(reflecting: type.init()).declarations
    let path = above + [configuration.name]
    self.path = path
    abstract = configuration.abstract
    discussion = configuration.discussion
    section = configuration.section
    examples = configuration.examples
    exclusive = configuration.exclusive
    arguments = declarations.filter { $0.kind == .argument }
    options = declarations.filter { $0.kind != .argument }
    subcommands = configuration.subcommands.map { CommandTree($0, above: path) }
    defaultSubcommand = configuration.defaultSubcommand.map { $0.configuration.name }
    isHidden = configuration.isHidden
  }

  /// The last name of the path.
  public var name: String { path.last ?? "" }

  /// This command and all below it, parents first.
  public var all: [CommandTree] { [self] + subcommands.flatMap { $0.all } }

  /// `usage: libtool review reject --reason TEXT [options] ITEM`: required options are named, others are not.
  public var usage: String {
    var words = ["usage: " + path.joined(separator: " ")]
    if !subcommands.isEmpty { words.append(defaultSubcommand == nil ? "COMMAND" : "[COMMAND]") }
    words += options.filter { $0.isRequired }.map { $0.synopsis }
    words.append("[options]")
    words += arguments.filter { !$0.isHidden }.map { $0.synopsis }
    return words.joined(separator: " ")
  }
}
