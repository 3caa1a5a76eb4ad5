import Console

/// In which form a report is given, and where to.
struct ReportOptions: ParsableOptions {
  /// What a report is written as.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, html

    /// How a note about a written file calls it.
    var name: String { self == .table ? "text" : rawValue }
  }

  @Option(help: ArgumentHelp("The form of the report; else by the ending of --output, else a table.", valueName: "F"))
  var format: Format?
  @Flag(help: "Print a JSON document: the same as --format json.") var json: Bool
  @Option(help: ArgumentHelp("Write the report to a file, which is complete or absent.", valueName: "FILE"))
  var output: String?

  func validate() throws(ValidationError) { _ = try chosen() }

  /// The form that is asked for: by name, else by the ending of the file, else a table.
  func chosen() throws(ValidationError) -> Format {
    if json { return .json }
    if let format { return format }
    guard let output else { return .table }
    switch output.split(separator: "/").last?.split(separator: ".").dropFirst().last?.lowercased() {
    case "json": return .json
    case "csv": return .csv
    case "html", "htm": return .html
    case "txt": return .table
    default:
      throw ValidationError(
        "the name '\(SafeText.line(output))' does not say which form the report has",
        hint: "let it end in .html, .csv, .json or .txt, or add --format")
    }
  }

  /// Prints a report, or writes it to the file and says so.
  ///
  /// - Parameter content: What the file holds, as the note says it: `12 cells`.
  func deliver(_ text: String, content: String, _ context: LibtoolContext) throws {
    guard let output else { return try context.terminal.write(text) }
    let bytes = Array(text.utf8)
    try context.writeFile(bytes, to: output)
    try context.terminal.note(
      "wrote \(SafeText.line(output)): \(content) as \(try chosen().name), \(Quantity.bytes(bytes.count))")
  }
}
