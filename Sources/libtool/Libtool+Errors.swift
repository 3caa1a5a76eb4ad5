import Console
import ContentModel
import Formats

/// A command that ends with a code of its own, having said all there is to say.
struct Finished: Error {
  var code: ExitCode
}

/// What a command has to complain about by itself.
struct CommandProblem: Failure, Hashable {
  var message: String
  var hint: String?
  var code: ExitCode

  init(message: String, hint: String? = nil, code: ExitCode = .failed) {
    self.message = message
    self.hint = hint
    self.code = code
  }

  var exitCode: ExitCode { code }
}

extension Libtool {
  /// Prints an error to standard error and returns its exit code.
  static func report(_ error: any Error, usage: String? = nil, terminal: Terminal, asJSON: Bool) -> ExitCode {
    if let finished = error as? Finished { return finished.code }
    // `| head` closes the pipe early: the reader has what it wanted.
    if case .closed = error as? TerminalError { return .done }
    if error is CancellationError { return .interrupted }
    let (message, hint, code) = describe(error)
    do {
      if asJSON {
        let document: JSON = [
          "error": [
            "code": .integer(code.rawValue), "message": .string(message), "hint": hint.map(JSON.string) ?? .null,
          ]
        ]
        try terminal.note(document.text)
      } else {
        let style = terminal.errors.style
        var text = style.apply(.bad, to: "error:") + " " + SafeText.forTerminal(message)
        if let hint { text += "\n" + SafeText.forTerminal(hint) }
        if let usage { text += style.apply(.dim, to: "; \(usage)") }
        try terminal.note(text)
      }
    } catch {
      // Standard error itself cannot be written: the exit code is all that is left to tell.
    }
    return code
  }

  /// What an error says, or nil where it is no complaint: a command that has said all, a reader that went, an interruption.
  static func complaint(_ error: any Error) -> (message: String, hint: String?)? {
    if error is Finished || error is CancellationError { return nil }
    if case .closed = error as? TerminalError { return nil }
    let (message, hint, _) = describe(error)
    return (message, hint)
  }

  private static func describe(_ error: any Error) -> (message: String, hint: String?, code: ExitCode) {
    switch error {
    case let failure as any Failure: (failure.message, failure.hint, failure.exitCode)
    case let error as ValidationError: (error.message, error.hint, .usage)
    case let error as ConfirmationRefused: (error.message, error.hint, .usage)
    case let error as TerminalError: (error.message, error.hint, .failed)
    case let error as XMLError: (error.message, error.hint, .failed)
    case let error as JSONError: (error.message, error.hint, .failed)
    default: ("\(error)", nil, .failed)
    }
  }
}
