import ContentModel
import ContentStore
import Formats

extension String {
  /// The end of a uuid, as tables show it: beginnings are time and look alike.
  var shortUUID: String { String(suffix(8)) }
}

extension Optional where Wrapped == String {
  /// The text as JSON, `null` where there is none.
  var json: JSON { map(JSON.string) ?? .null }
}

extension Optional where Wrapped == Int {
  /// The number as JSON, `null` where there is none.
  var json: JSON { map { JSON.integer($0) } ?? .null }
}

extension Optional where Wrapped == Int64 {
  /// The number as JSON, `null` where there is none.
  var json: JSON { map { JSON.integer($0) } ?? .null }
}

/// A number with its noun: `1 item`, `12 items`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
