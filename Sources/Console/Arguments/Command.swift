/// A command of a program: its parameters as properties, what help says of it, and what it does.
///
/// `Context` is whatever the program hands to its commands (its terminal, its clock, its global options). A program
/// fixes it once, and names the configuration that goes with it, since a property's type cannot be inferred from the
/// protocol that asks for it:
/// ```
/// protocol LibtoolCommand: Command where Context == LibtoolContext {}
/// typealias Configuration = CommandConfiguration<LibtoolContext>
/// ```
public protocol Command<Context>: ParsableOptions, SendableMetatype {
  /// What the program hands to each command.
  associatedtype Context
  /// Name, help and subcommands: `static let configuration = Configuration(name: "fill", …)`.
  static var configuration: CommandConfiguration<Context> { get }
  /// Does the work.
  mutating func run(_ context: Context) async throws
}

/// A command that only holds subcommands. It declares no parameters and is never run itself.
public protocol CommandGroup<Context>: Command {}

extension CommandGroup {
  public mutating func run(_ context: Context) async throws {
    preconditionFailure("the parser never picks a group: it picks one of its commands")
  }
}
