/// Why a question could not be asked.
public struct ConfirmationRefused: Error, Hashable, Sendable {
  /// The question, on one line.
  public var question: String

  /// What, and where: one sentence without a full stop.
  public var message: String { "'\(question)' needs an answer, and there is no terminal to ask on" }
  /// The mend.
  public var hint: String { "pass --yes to go ahead without being asked" }
}

extension Terminal {
  /// Asks a question that takes yes or no, on standard error.
  ///
  /// - Parameter assumeYes: the answer is yes, and nothing is asked.
  /// - Returns: whether the answer was `y` or `yes`, in any case; anything else, and the end of input, is a no.
  /// - Throws: ``ConfirmationRefused`` when standard input or standard error is no terminal; ``TerminalError``.
  public func confirm(_ question: String, assumeYes: Bool) throws -> Bool {
    if assumeYes { return true }
    guard inputIsTerminal && errors.isTerminal else { throw ConfirmationRefused(question: SafeText.line(question)) }
    try prompt("\(question) [y/N] ")
    guard let answer = readLine() else {
      try note("")
      return false
    }
    let word = answer.split(separator: " ").first.map { $0.lowercased() } ?? ""
    return word == "y" || word == "yes"
  }
}
