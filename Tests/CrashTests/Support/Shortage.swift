import Foundation

/// What keeps files from growing.
enum Shortage: Sendable {
  /// The disk has no more room.
  case disk(SmallDisk)
  /// No file may be larger than so many KiB: `ulimit -f`.
  case files

  /// Makes it last until `end()`.
  ///
  /// - Parameters:
  ///   - room: How many bytes there are still for what is to be written.
  ///   - size: The largest file that there is, which is to grow.
  /// - Returns: Words to run the program through.
  func begin(room: Int, size: Int) throws -> [String] {
    switch self {
    case .disk(let disk):
      try disk.fill(leaving: room)
      return []
    case .files:
      // The file for standard error is one as well.
      return ["/bin/bash", "-c", "ulimit -f \(max(4, (size + room) / 1024)); exec \"$0\" \"$@\""]
    }
  }

  /// There is room again.
  func end() throws {
    if case .disk(let disk) = self { try disk.free() }
  }

  var disk: SmallDisk? { if case .disk(let disk) = self { disk } else { nil } }

  /// What is said of a store that cannot grow.
  func message(store: String) -> String {
    switch self {
    case .disk:
      """
      error: the disk is full: \(store) could not be written; nothing of this step was stored
      free some space, then run the command again (a fill that had begun: `libtool runs resume last`)

      """
    case .files:
      """
      error: \(store) has reached the largest size a file may have here; nothing of this step was stored
      raise the limit (`ulimit -f`), then run the command again (a fill that had begun: `libtool runs resume last`)

      """
    }
  }

  /// What is said of another file that cannot be written.
  func message(file: String) -> String {
    switch self {
    case .disk:
      """
      error: cannot write \(file): no space left on device
      free some space, then run the command again; nothing was left half-written

      """
    case .files:
      """
      error: cannot write \(file): file too large
      raise the limit (`ulimit -f`), then run the command again; nothing was left half-written

      """
    }
  }
}
