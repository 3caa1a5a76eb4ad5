import Dispatch
import Interchange
import Synchronization

/// Reads and parses the files of an import on a thread of its own, a few pieces ahead of the one who stores them: of the
/// two halves of an import, each takes about as long as the other.
final class ImportPipe: Sendable {
  /// What a piece of a file held, and the name of the file.
  struct Piece: Sendable {
    var batch: ImportBatch
    var file: String
  }

  private enum Entry: Sendable {
    case piece(Piece)
    case end((any Error)?)
  }

  private let entries = Mutex<[Entry]>([])
  private let isCancelled = Atomic(false)
  // A semaphore must not end below the value it began with: both begin with none.
  private let filled = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)

  /// Starts reading.
  ///
  /// - Parameters:
  ///   - ahead: How many pieces may wait to be taken.
  ///   - read: Hands each piece to its parameter, in order; ends by throwing when that throws.
  init(ahead: Int = 4, read: @escaping @Sendable (_ put: (Piece) throws -> Void) throws -> Void) {
    for _ in 0..<ahead { room.signal() }
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      do {
        try read { piece in try put(piece) }
        append(.end(nil))
      } catch {
        append(.end(error))
      }
    }
  }

  /// The next piece, or nil after the last; throws what made the reading fail.
  func next() throws -> Piece? {
    filled.wait()
    switch entries.withLock({ $0.removeFirst() }) {
    case .piece(let piece):
      room.signal()
      return piece
    case .end(let error):
      if let error { throw error }
      return nil
    }
  }

  /// Lets the reading end early: nobody takes its pieces any more.
  func cancel() {
    isCancelled.store(true, ordering: .releasing)
    room.signal()
  }

  private func put(_ piece: Piece) throws {
    room.wait()
    if isCancelled.load(ordering: .acquiring) { throw CancellationError() }
    append(.piece(piece))
  }

  private func append(_ entry: Entry) {
    entries.withLock { $0.append(entry) }
    filled.signal()
  }
}
