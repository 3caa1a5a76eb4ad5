import ContentModel
import Formats

/// The text of `targets.csv`, to be changed row by row: whatever is not changed keeps every byte.
///
/// Separator, line ends, byte-order mark, order, blank lines and quotes stay as the last editor left them.
public struct TargetsFile: Hashable, Sendable {
  /// What a change did.
  public struct Edit: Hashable, Sendable {
    /// The row as it is now; its origin names its line: `targets.csv:12`.
    public var row: TargetRow
    /// The row as it was, or nil where it is new.
    public var former: TargetRow?

    public init(row: TargetRow, former: TargetRow?) {
      self.row = row
      self.former = former
    }

    /// Whether the file differs from what it was.
    public var isChange: Bool { former?.target != row.target || former?.priority != row.priority }
  }

  /// The name of the file.
  public static let name = "targets.csv"

  /// The file as it is now.
  public private(set) var bytes: [UInt8]

  /// Takes a file; nil begins a new one.
  public init(_ bytes: [UInt8]?) {
    self.bytes = bytes ?? Array((CatalogueForm.targets.required.joined(separator: ",") + "\n").utf8)
  }

  /// Gives the row with these four key fields its target and priority; makes it where there is none.
  ///
  /// A new row stands behind the last one of its section, else at the end. The row that changes is written anew, with
  /// quotes only where they are needed; one that says the same already is left alone.
  ///
  /// - Throws: `CSVError` where the file cannot be read, or lacks a column.
  public mutating func set(_ wanted: TargetRow) throws(CSVError) -> Edit {
    let table = try CSVTable.parse(bytes, file: Self.name, undefuse: true)
    try CatalogueForm.targets.checkHeader(of: table)
    let found = table.rows.first { row in Self.keyColumns.map { row[$0] } == Self.key(of: wanted) }
    let former = found.map { Self.row(of: $0, wanted) }
    var edit = Edit(row: wanted, former: former)
    edit.row.origin = former?.origin ?? ""
    guard edit.isChange else { return edit }
    let text = Self.text(of: wanted, in: table)
    if let found {
      bytes.replaceSubrange(found.range, with: text)
      return edit
    }
    let neighbour = table.rows.last { $0["section"] == wanted.section.text } ?? table.rows.last
    let place = neighbour?.range.upperBound ?? table.headerRange.upperBound
    bytes.insert(contentsOf: lineEnd(after: table.headerRange.upperBound) + text, at: place)
    edit.row.origin = "\(Self.name):\(line(at: place) + 1)"
    return edit
  }

  private static let keyColumns = ["section", "topic", "sku", "language"]

  private static func key(of row: TargetRow) -> [String?] {
    [row.section, row.topic, row.sku, row.language].map(\.text)
  }

  /// A row of the file, with the key of the one that is wanted.
  private static func row(of found: CSVTable.Row, _ wanted: TargetRow) -> TargetRow {
    var row = wanted
    row.origin = "\(name):\(found.line)"
    // What is no number is refused when the catalogue is read; -1 differs from all that can be wanted.
    row.target = found["target"].flatMap { Int($0) } ?? -1
    row.priority = found["priority"].flatMap { Int($0) } ?? -1
    return row
  }

  /// The row in the order of the file's columns, without a line end.
  private static func text(of row: TargetRow, in table: CSVTable) -> [UInt8] {
    let values = [
      "section": row.section.text, "topic": row.topic.text, "sku": row.sku.text, "language": row.language.text,
      "target": String(row.target), "priority": String(row.priority),
    ]
    var text: [UInt8] = []
    CSVWriter(separator: table.separator, defuse: true).appendRow(table.header.map { values[$0] ?? "" }, to: &text)
    return text.dropLast()
  }

  /// What ends the line that ends at a place: CRLF, LF or CR; LF where it is the last one and has none.
  private func lineEnd(after place: Int) -> [UInt8] {
    let rest = bytes[place...].prefix(2)
    if rest.elementsEqual([0x0D, 0x0A]) { return [0x0D, 0x0A] }
    return rest.first == 0x0D ? [0x0D] : [0x0A]
  }

  /// The line on which a place stands, from 1.
  private func line(at place: Int) -> Int {
    let before = bytes[..<place]
    return 1
      + before.indices.count { index in
        before[index] == 0x0A || (before[index] == 0x0D && (index + 1 >= bytes.count || bytes[index + 1] != 0x0A))
      }
  }
}
