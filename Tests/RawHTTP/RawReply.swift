/// An answer as it arrived, whole or not.
public struct RawReply: Sendable {
  /// 0 where no head arrived.
  public var status = 0
  public var headers: [(String, String)] = []
  /// Without the frames of chunks.
  public var body: [UInt8] = []
  /// Why no more was read.
  public var ending = RawEnding.whole

  public func header(_ name: String) -> String? {
    headers.first { $0.0.lowercased() == name.lowercased() }?.1
  }
  public var text: String { String(decoding: body, as: UTF8.self) }
}

extension RawConnection {
  /// Reads one answer.
  ///
  /// - Parameter limit: stop after so many bytes of body.
  public func answer(limit: Int = .max) -> RawReply {
    var answer = RawReply()
    do throws(RawEnding) {
      var rest = try head(of: &answer)
      if answer.header("Transfer-Encoding")?.lowercased() == "chunked" {
        while try chunk(of: &answer, &rest) {
          if answer.body.count >= limit { throw RawEnding.unread }
        }
      } else {
        let size = answer.header("Content-Length").flatMap { Int($0) } ?? 0
        answer.body = rest
        while answer.body.count < size {
          if answer.body.count >= limit { throw RawEnding.unread }
          answer.body += try receive().get()
        }
      }
    } catch { answer.ending = error }
    return answer
  }

  /// Reads an answer that stops after so many bytes of body, and looks whether more comes.
  public func stalledAnswer(afterHead: Bool, bytes: Int) -> RawReply {
    guard afterHead else {
      wait(atMost: 200)
      return answer()
    }
    var reply = answer(limit: bytes)
    guard reply.ending == .unread else { return reply }
    wait(atMost: 100)
    switch receive() {
    case .success(let more): reply.body += more
    case .failure(let ending): reply.ending = ending
    }
    return reply
  }

  /// Sends a request and reads its answer.
  public func ask(
    _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
  ) throws -> RawReply {
    try send(method, path, headers: headers, body: body)
    return answer()
  }

  /// Reads a head, and gives what came behind it.
  private func head(of answer: inout RawReply) throws(RawEnding) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      if let end = Self.index(of: Array("\r\n\r\n".utf8), in: bytes[...]) {
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        answer.status =
          lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        answer.headers = lines.dropFirst().compactMap { line in
          guard let colon = line.firstIndex(of: ":") else { return nil }
          return (
            String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " })
          )
        }
        return Array(bytes[(end + 4)...])
      }
      bytes += try receive().get()
    }
  }

  /// Reads a chunk; false where it was the last one.
  private func chunk(of answer: inout RawReply, _ rest: inout [UInt8]) throws(RawEnding) -> Bool {
    var lineEnd = Self.index(of: Array("\r\n".utf8), in: rest[...])
    while lineEnd == nil {
      rest += try receive().get()
      lineEnd = Self.index(of: Array("\r\n".utf8), in: rest[...])
    }
    let line = lineEnd ?? 0
    guard let size = Int(String(decoding: rest[..<line], as: UTF8.self), radix: 16) else {
      throw .closed
    }
    while rest.count < line + 2 + size + 2 { rest += try receive().get() }
    answer.body += rest[(line + 2)..<(line + 2 + size)]
    rest.removeFirst(line + 2 + size + 2)
    return size > 0
  }

  private static func index(of pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= pattern.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - pattern.count)).first {
      bytes[$0] == pattern[0] && bytes[$0..<($0 + pattern.count)].elementsEqual(pattern)
    }
  }
}
