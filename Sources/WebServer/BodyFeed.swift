/// How the bytes of an answer's body are handed out, by its fate. Pure: asked for the next step, it says it.
struct BodyFeed: Sendable {
  enum Step: Hashable, Sendable {
    /// These bytes of the body.
    case send(Range<Int>)
    /// Nothing now; ask again after a while.
    case pause(Duration)
    /// The answer ends here.
    case end(WebResponse.Break)
  }

  /// Endless bodies: so many bytes, then a pause, which makes about 50 MB a second.
  private static let burst = 256 << 10
  private static let burstPause = Duration.milliseconds(5)

  private let fate: WebResponse.Fate
  private let size: Int
  /// Bytes since the last pause.
  private var sincePause: Int

  init(fate: WebResponse.Fate, size: Int) {
    self.fate = fate
    self.size = size
    // A drip begins with a pause.
    if case .drip(let bytes, _) = fate { sincePause = max(1, bytes) } else { sincePause = 0 }
  }

  /// What the answer promises as its length, or nil where it is chunked. An answer that ends early promises at least a
  /// byte: else nothing would be missing.
  var promisedSize: Int? {
    switch fate {
    case .endless: nil
    case .ends: max(size, 1)
    case .whole, .drip: size
    }
  }

  /// The next step.
  ///
  /// - Parameters:
  ///   - position: how many bytes have been sent.
  ///   - room: how many can be taken at most, above 0.
  mutating func next(position: UInt64, room: Int) -> Step {
    switch fate {
    case .whole: return .send(Int(position)..<min(size, Int(position) + room))
    case .ends(let ending, after: let part):
      let end = part == .halfOfBody ? size / 2 : 0
      return Int(position) < end ? .send(Int(position)..<min(end, Int(position) + room)) : .end(ending)
    case .endless:
      if size == 0 { return .end(.stall) }
      if sincePause >= Self.burst {
        sincePause = 0
        return .pause(Self.burstPause)
      }
      let start = Int(position % UInt64(size))
      let piece = start..<min(size, start + room)
      sincePause += piece.count
      return .send(piece)
    case .drip(let bytes, let pause):
      let portion = max(1, bytes)
      if sincePause >= portion {
        sincePause = 0
        return .pause(pause)
      }
      let piece = Int(position)..<min(size, Int(position) + min(room, portion - sincePause))
      sincePause += piece.count
      return .send(piece)
    }
  }
}
