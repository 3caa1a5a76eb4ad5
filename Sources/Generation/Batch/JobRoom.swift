import Providers

/// What one more batch job can hold.
struct JobRoom: Hashable, Sendable {
  private(set) var lines: Int
  private var bytes: Int
  /// Input tokens; nil for no limit.
  private var tokens: Int?
  private var isEmpty = true

  /// - Parameter enqueuedTokens: Those of jobs that the provider has already.
  init(_ limits: BatchLimits, enqueuedTokens: Int) {
    lines = limits.lines
    bytes = limits.bytes
    tokens = limits.enqueuedTokens.map { $0 - enqueuedTokens }
    // A line that is larger than the limit by itself is left to the provider, once nothing else stands before it.
    mayExceed = enqueuedTokens == 0
  }

  private let mayExceed: Bool

  /// Whether a line may be put in.
  var isOpen: Bool { lines > 0 && bytes > 0 && (tokens.map { $0 > 0 } ?? true) }

  /// Puts a line in, or returns false where it does not fit.
  mutating func take(bytes lineBytes: Int, tokens lineTokens: Int) -> Bool {
    let fits = lines > 0 && lineBytes <= bytes && (tokens.map { lineTokens <= $0 } ?? true)
    guard fits || isEmpty && mayExceed else { return false }
    lines -= 1
    bytes -= lineBytes
    tokens = tokens.map { $0 - lineTokens }
    isEmpty = false
    return true
  }
}
