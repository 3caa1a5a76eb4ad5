import World

#if canImport(Glibc)
  import Glibc
#endif

/// Which calls of a run have been sent, noted in the file of its lock.
///
/// Calls are reserved ahead of the moment when there is room for them. Where their process dies, those that it had sent may
/// have been paid; the others were not. A note is in the system's memory before its call is sent, without a sync of the disk:
/// it outlives the process, and not the machine. So it is believed only while the machine has not been started anew.
///
/// The file holds a line that says whose notes they are, then a line for each call: the row of its attempt. Each line is
/// preceded by its line break, so that one that was cut short spoils no other.
extension RunLock {
  /// The attempts that a holder has noted as sent before it died.
  ///
  /// - Parameters:
  ///   - holder: Who the store says was the last to hold the run.
  ///   - bootID: That of this machine now.
  /// - Returns: nil where nobody knows: the machine has been started anew, the notes are another's, or there are none.
  public func departures(of holder: String?, bootID: String) throws -> Set<Int64>? {
    guard let holder, !bootID.isEmpty else { return nil }
    let lines = try notes().split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    guard lines.first == Self.heading(holder: holder, bootID: bootID) else { return nil }
    return Set(lines.dropFirst().compactMap { Int64($0) })
  }

  /// Begins the notes of this process, and forgets those of the last holder: what follows from them has to be in the store
  /// by then.
  public func beginDepartures(of holder: String, bootID: String) throws {
    try forgetDepartures()
    try append(Self.heading(holder: holder, bootID: bootID))
  }

  /// Notes that a call is about to be sent. It must not be sent where this throws.
  public func noteDeparture(ofAttempt attempt: Int64) throws { try append(String(attempt)) }

  /// Forgets all notes: no call of the run is open any more.
  public func forgetDepartures() throws {
    if ftruncate(descriptor, 0) != 0 { throw Self.failure(file) }
  }

  private static func heading(holder: String, bootID: String) -> String { "sent by \(holder) of boot \(bootID)" }

  private func append(_ line: String) throws {
    let bytes = Array("\n\(line)".utf8)
    let written = write(descriptor, bytes, bytes.count)
    if written == bytes.count { return }
    // Notes are short: where the system takes a part of one, the disk is full.
    throw written < 0 && errno != ENOSPC ? Self.failure(file) : .full(path: file)
  }

  private func notes() throws -> [UInt8] {
    var all: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = pread(descriptor, &part, part.count, off_t(all.count))
      if count < 0 { throw Self.failure(file) }
      if count == 0 { return all }
      all += part.prefix(count)
    }
  }
}
