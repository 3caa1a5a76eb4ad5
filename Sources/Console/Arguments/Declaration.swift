/// One argument, option or flag as data: what parsing, help, suggestions and the documentation test read.
public struct Declaration: Hashable, Sendable {
  /// The three forms of a parameter.
  public enum Kind: String, Hashable, Sendable {
    /// Known by its place.
    case argument
    /// Known by its name, followed by a value.
    case option
    /// Known by its name, without a value.
    case flag
  }

  /// Its form.
  public var kind: Kind
  /// Its names with their dashes, `["--limit", "-n"]`; empty for an argument.
  public var names: [String]
  /// What stands for the value, `N`; empty for a flag.
  public var valueName: String
  /// One sentence of help.
  public var abstract: String
  /// The default as it would be typed, or nil where there is none to show.
  public var defaultText: String?
  /// All texts that can be given; empty where there is no fixed list.
  public var allowedValues: [String]
  /// Whether it may be given more than once.
  public var isRepeating: Bool
  /// Whether it must be given.
  public var isRequired: Bool
  /// Whether help and suggestions leave it out.
  public var isHidden: Bool
  /// The title of the shared group that it comes from, or nil where it is the command's own.
  public var group: String?

  /// How messages name it: its first long name, else its first name, else the value's name.
  public var displayName: String {
    names.first { $0.hasPrefix("--") } ?? names.first ?? valueName
  }

  /// How a usage line shows it: `--limit N`, `[FILE...]`.
  public var synopsis: String {
    let core: String
    switch kind {
    case .argument: core = valueName + (isRepeating ? "..." : "")
    case .option: core = "\(displayName) \(valueName)"
    case .flag: core = displayName
    }
    return isRequired ? core : "[\(core)]"
  }
}
