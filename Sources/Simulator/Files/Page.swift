import Formats
import WebServer

/// One page of a list.
struct Page<Element> {
  var elements: [Element]
  var hasMore: Bool

  /// The page that a query asks for.
  ///
  /// - Parameters:
  ///   - list: all of it, in the order in which it is shown.
  ///   - after: the query's name for the element before the page.
  ///   - before: the query's name for the element behind the page, where there is one.
  static func read(
    _ list: [Element], _ request: WebRequest, limits: ClosedRange<Int>, usual: Int, after: String,
    before: String? = nil, id: (Element) -> String
  ) throws(EndpointError) -> Page {
    var size = usual
    if let text = request.value("limit") {
      guard let number = Int(text), limits.contains(number) else {
        throw .invalid(
          "Invalid 'limit': expected a number from \(limits.lowerBound) to \(limits.upperBound), but got \(text).",
          param: "limit")
      }
      size = number
    }
    func index(_ name: String) throws(EndpointError) -> Int? {
      guard let wanted = request.value(name) else { return nil }
      guard let index = list.firstIndex(where: { id($0) == wanted }) else {
        throw .invalid("No such element: '\(wanted)'.", param: name)
      }
      return index
    }
    if let before, let end = try index(before) {
      let start = max(0, end - size)
      return Page(elements: Array(list[start..<end]), hasMore: start > 0)
    }
    let start = try index(after).map { $0 + 1 } ?? 0
    let rest = list[start...]
    return Page(elements: Array(rest.prefix(size)), hasMore: rest.count > size)
  }
}

extension WebRequest {
  /// The value of a name in the query; nil where it is not there.
  func value(_ name: String) -> String? { query.first { $0.0 == name }?.1 }
}
