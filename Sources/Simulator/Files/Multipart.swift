import WebServer

#if canImport(Glibc)
  import Glibc
#endif

/// A form as browsers and clients send it, `multipart/form-data`: its fields, and where the file in it is.
///
/// Source of the format: RFC 7578, RFC 2046, 5.1. Reads the body in pieces; fields above 64 KiB are refused.
struct Multipart {
  var fields: [String: String] = [:]
  /// The name and the place of the part called `file`.
  var file: (name: String, range: Range<Int>)?

  private static let piece = 1 << 20
  private static let fieldBytes = 64 << 10

  /// - Throws: an error of the endpoint where the form makes no sense, `BodyFileError` where it cannot be read.
  init(_ body: WebBody, contentType: String?) throws {
    guard let contentType, contentType.lowercased().hasPrefix("multipart/form-data"),
      let boundary = Self.parameter("boundary", of: contentType), !boundary.isEmpty
    else {
      throw EndpointError.invalid("The body must be multipart/form-data, with a boundary.")
    }
    let delimiter = Array("\r\n--\(boundary)".utf8)
    // The first delimiter stands at the beginning, or after a line that nobody reads.
    let opening = Array(delimiter.dropFirst(2))
    guard let first = try Self.find(opening, in: body, from: 0) else { throw Self.broken }
    var position = first + opening.count
    while true {
      let mark = try body.read(position..<position + 2)
      if mark == Array("--".utf8) { return }
      guard mark == Array("\r\n".utf8), let headEnd = try Self.find(Array("\r\n\r\n".utf8), in: body, from: position),
        headEnd - position <= Self.fieldBytes, let end = try Self.find(delimiter, in: body, from: headEnd + 2)
      else { throw Self.broken }
      let head = String(decoding: try body.read(position..<headEnd), as: UTF8.self)
      let range = headEnd + 4..<max(headEnd + 4, end)
      let disposition = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-disposition:") } ?? ""
      if let name = Self.parameter("name", of: String(disposition)) {
        if name == "file" {
          file = (Self.parameter("filename", of: String(disposition)) ?? "file", range)
        } else {
          guard range.count <= Self.fieldBytes else { throw Self.broken }
          fields[name] = String(decoding: try body.read(range), as: UTF8.self)
        }
      }
      position = end + delimiter.count
    }
  }

  private static let broken = EndpointError.invalid("The form in the body is broken: a boundary is missing.")

  /// `name="value"` or `name=value` behind a semicolon.
  private static func parameter(_ name: String, of header: String) -> String? {
    for part in header.split(separator: ";").dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1).map { String($0.drop { $0 == " " }) }
      guard pair.count == 2, pair[0].lowercased() == name else { continue }
      let value = pair[1]
      if value.hasPrefix("\""), let end = value.dropFirst().firstIndex(of: "\"") {
        return String(value[value.index(after: value.startIndex)..<end])
      }
      return String(value.prefix { $0 != " " })
    }
    return nil
  }

  /// The offset of the first occurrence of a pattern. Linear in the distance.
  private static func find(_ pattern: [UInt8], in body: WebBody, from start: Int) throws(BodyFileError) -> Int? {
    var offset = start
    let end = body.count
    while offset + pattern.count <= end {
      let bytes = try body.read(offset..<min(end, offset + piece))
      let found = Self.index(of: pattern, in: bytes)
      if let found { return offset + found }
      // The pattern may begin in this piece and end in the next.
      offset += max(1, bytes.count - pattern.count + 1)
    }
    return nil
  }

  private static func index(of pattern: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var start = 0
      while start + pattern.count <= buffer.count {
        guard let found = memchr(base + start, Int32(pattern[0]), buffer.count - pattern.count + 1 - start) else {
          return nil
        }
        let index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        if memcmp(base + index, pattern, pattern.count) == 0 { return index }
        start = index + 1
      }
      return nil
    }
  }
}
