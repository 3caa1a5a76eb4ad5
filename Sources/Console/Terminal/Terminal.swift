/// Standard output and standard error: what they are, and the one place through which everything is written.
///
/// A value of closures, so that tests can capture what is written and fix widths; ``live(in:)`` is the real
/// one, ``capturing(_:outputIsTerminal:errorsAreTerminal:width:style:answers:)`` the one of tests.
public struct Terminal: Sendable {
  /// The two ways out.
  public enum Channel: Hashable, Sendable {
    /// Data.
    case output
    /// Progress, notes and errors.
    case errors

    /// For messages.
    public var name: String { self == .output ? "standard output" : "standard error" }
  }

  /// Whether a channel is a terminal, and how text may look there.
  public struct Traits: Hashable, Sendable {
    /// Whether a person's terminal is at its end.
    public var isTerminal: Bool
    /// Whether the terminal understands cursor movements: a terminal that is not `dumb`.
    public var movesCursor: Bool
    /// Colour and characters to use.
    public var style: Style

    public init(isTerminal: Bool, movesCursor: Bool, style: Style) {
      self.isTerminal = isTerminal
      self.movesCursor = movesCursor
      self.style = style
    }
  }

  /// What standard output is.
  public var output: Traits
  /// What standard error is.
  public var errors: Traits
  /// Whether standard input is a terminal.
  public var inputIsTerminal: Bool
  /// The width in columns at this moment, or nil where none is known.
  public var currentWidth: @Sendable () -> Int?
  /// Writes all bytes, in one piece as far as other writers of this process see.
  public var writeBytes: @Sendable (Channel, [UInt8]) throws(TerminalError) -> Void
  /// One line of standard input without its newline; nil at its end.
  public var readLine: @Sendable () -> String?
  /// The same, without showing what is typed where standard input is a terminal.
  public var readSecret: @Sendable () -> String?

  public init(
    output: Traits, errors: Traits, inputIsTerminal: Bool, currentWidth: @escaping @Sendable () -> Int?,
    writeBytes: @escaping @Sendable (Channel, [UInt8]) throws(TerminalError) -> Void,
    readLine: @escaping @Sendable () -> String?, readSecret: @escaping @Sendable () -> String?
  ) {
    self.output = output
    self.errors = errors
    self.inputIsTerminal = inputIsTerminal
    self.currentWidth = currentWidth
    self.writeBytes = writeBytes
    self.readLine = readLine
    self.readSecret = readSecret
  }

  /// Writes data to standard output.
  public func write(_ text: String) throws(TerminalError) { try writeBytes(.output, Array(text.utf8)) }

  /// Writes a line to standard output.
  public func writeLine(_ text: String = "") throws(TerminalError) {
    try writeBytes(.output, Array((text + "\n").utf8))
  }

  /// Writes a line of notes to standard error.
  public func note(_ text: String) throws(TerminalError) { try writeBytes(.errors, Array((text + "\n").utf8)) }

  /// Asks for something on standard error, without ending the line.
  public func prompt(_ text: String) throws(TerminalError) {
    try writeBytes(.errors, Array(SafeText.forTerminal(text).utf8))
  }

  /// The width that tables must keep to: nil when standard output is no terminal, for nothing is cut then.
  public var tableWidth: Int? { output.isTerminal ? currentWidth() ?? 80 : nil }

  /// The width at which prose is wrapped: the known one, else 80.
  public var proseWidth: Int { currentWidth() ?? 80 }
}
