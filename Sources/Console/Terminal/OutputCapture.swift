import Synchronization

/// What a captured terminal was sent, for tests.
public final class OutputCapture: Sendable {
  private let bytes = Mutex<[Terminal.Channel: [UInt8]]>([:])

  public init() {}

  /// What went to standard output.
  public var output: String { text(.output) }
  /// What went to standard error.
  public var errors: String { text(.errors) }

  /// Forgets what was written.
  public func clear() { bytes.withLock { $0 = [:] } }

  func append(_ more: [UInt8], to channel: Terminal.Channel) {
    bytes.withLock { $0[channel, default: []] += more }
  }

  private func text(_ channel: Terminal.Channel) -> String {
    String(decoding: bytes.withLock { $0[channel] ?? [] }, as: UTF8.self)
  }
}

extension Terminal {
  /// A terminal that keeps what it is sent. `answers` are the lines of standard input, which is a terminal then.
  public static func capturing(
    _ capture: OutputCapture, outputIsTerminal: Bool = false, errorsAreTerminal: Bool = false, width: Int? = nil,
    style: Style = Style(usesColour: false, usesUnicode: true), answers: [String]? = nil
  ) -> Terminal {
    let lines = Mutex(answers ?? [])
    return Terminal(
      output: Traits(isTerminal: outputIsTerminal, movesCursor: outputIsTerminal, style: style),
      errors: Traits(isTerminal: errorsAreTerminal, movesCursor: errorsAreTerminal, style: style),
      inputIsTerminal: answers != nil,
      currentWidth: { width },
      writeBytes: { (channel, bytes) throws(TerminalError) in capture.append(bytes, to: channel) },
      readLine: { lines.withLock { $0.isEmpty ? nil : $0.removeFirst() } },
      readSecret: { lines.withLock { $0.isEmpty ? nil : $0.removeFirst() } })
  }
}
