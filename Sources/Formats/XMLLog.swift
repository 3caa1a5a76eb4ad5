import CLibXML2

/// Collects what libxml2 complains about, in place of its habit of printing on the standard error stream.
///
/// A class, since C holds its address while a document is read; used by one reader on one thread at a time.
final class XMLLog {
  struct Entry {
    let line: Int
    let column: Int
    let message: String
  }

  /// The first complaints; more would tell a person little.
  private(set) var entries: [Entry] = []
  private static let limit = 5

  private func note(_ error: xmlError) {
    guard entries.count < Self.limit, error.level != XML_ERR_WARNING, error.level != XML_ERR_NONE else { return }
    let message = error.message.map { String(cString: $0) } ?? "the document cannot be read"
    entries.append(
      Entry(line: Int(error.line), column: Int(error.int2), message: String(message.split(separator: "\n").first ?? ""))
    )
  }

  /// The handler for libxml2; its context is `address`.
  static let handler: xmlStructuredErrorFunc = { context, error in
    guard let context, let error else { return }
    Unmanaged<XMLLog>.fromOpaque(context).takeUnretainedValue().note(error.pointee)
  }

  /// What C hands back to the handler; valid while the log lives.
  var address: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// Takes in what no handler of a reader or a schema catches on this thread, until `uninstall` on the same thread.
  func install() { xmlSetStructuredErrorFunc(address, Self.handler) }

  /// Ends what `install` began.
  func uninstall() { xmlSetStructuredErrorFunc(nil, nil) }

  /// Readies libxml2 once a process. Whatever a document or a schema refers to, nothing is fetched from a network.
  static let library: Void = {
    xmlInitParser()
    xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader)
  }()

  /// The first complaint as an error of a file, the others counted.
  func error(file: String, otherwise problem: String, hint: String? = nil) -> XMLError {
    guard let first = entries.first else { return XMLError(file: file, problem: problem, hint: hint) }
    let message = entries.count == 1 ? first.message : entries.map(\.message).joined(separator: "; ")
    return XMLError(
      file: file, line: first.line > 0 ? first.line : nil, column: first.column > 0 ? first.column : nil,
      problem: message, hint: hint)
  }
}
