import Glibc
import Testing

@testable import Console

@Suite struct TerminalTests {
  private typealias Traits = Terminal.Traits

  @Test(arguments: [
    (true, ["TERM": "xterm"], true), (false, ["TERM": "xterm"], false), (true, ["TERM": "dumb"], false),
    (true, [:], false), (true, ["TERM": "xterm", "NO_COLOR": "1"], false),
    (true, ["TERM": "xterm", "NO_COLOR": ""], true),
    (false, ["CLICOLOR_FORCE": "1"], true), (false, ["CLICOLOR_FORCE": "0"], false),
    (false, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false), (true, ["TERM": "dumb", "CLICOLOR_FORCE": "1"], true),
  ])
  func colour(isTerminal: Bool, environment: [String: String], expected: Bool) {
    #expect(Traits(isTerminal: isTerminal, environment: environment).style.usesColour == expected)
  }

  @Test(arguments: [
    (["LANG": "de_DE.UTF-8"], true), (["LANG": "C.utf8"], true), (["LANG": "C"], false), ([:], false),
    (["LANG": "de_DE.UTF-8", "LC_ALL": "C"], false), (["LANG": "C", "LC_CTYPE": "C.UTF-8"], true),
    (["LC_ALL": "", "LANG": "C.UTF-8"], true),
  ])
  func characters(environment: [String: String], expected: Bool) {
    #expect(Traits(isTerminal: true, environment: environment).style.usesUnicode == expected)
  }

  @Test(arguments: [
    ("100", 100), ("20", 20), ("19", nil), ("x", nil), ("", nil), ("-80", nil), ("99999999999999999999", nil),
  ])
  func columns(value: String, expected: Int?) {
    #expect(Terminal.width(environment: ["COLUMNS": value]) == expected)
  }

  @Test func widthsForTablesAndProse() {
    let capture = OutputCapture()
    #expect(Terminal.capturing(capture, outputIsTerminal: true, width: 120).tableWidth == 120)
    #expect(Terminal.capturing(capture, outputIsTerminal: true).tableWidth == 80)
    #expect(Terminal.capturing(capture, outputIsTerminal: false, width: 120).tableWidth == nil)
    #expect(Terminal.capturing(capture, outputIsTerminal: false, width: 120).proseWidth == 120)
    #expect(Terminal.capturing(capture).proseWidth == 80)
  }

  @Test func channelsAreKeptApart() throws {
    let capture = OutputCapture()
    let terminal = Terminal.capturing(capture)
    try terminal.write("a")
    try terminal.note("n")
    try terminal.writeLine("b")
    #expect(capture.output == "ab\n")
    #expect(capture.errors == "n\n")
  }

  /// A pipe takes 64 KiB at once: more is written in several pieces while another thread reads.
  @Test func longTextIsWrittenWhole() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    #expect(fcntl(writing, F_SETFL, O_NONBLOCK) == 0)
    let bytes = (0..<1_000_000).map { UInt8($0 % 251) }
    let collected = PipeReader(descriptor: reading)
    #expect(Terminal.writeAll(bytes, to: writing) == 0)
    close(writing)
    #expect(collected.wait() == bytes)
  }

  @Test func aReaderThatHasGoneIsAnError() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    #expect(Terminal.writeAll([1], to: ends[1]) == EPIPE)
    close(ends[1])
  }

  @Test func aFullDeviceIsAnError() throws {
    let full = open("/dev/full", O_WRONLY)
    try #require(full >= 0)
    #expect(Terminal.writeAll([1], to: full) == ENOSPC)
    close(full)
  }

  @Test func errorTexts() {
    let full = TerminalError.failed(.output, code: ENOSPC, reason: "No space left on device")
    #expect(full.message == "cannot write to standard output: No space left on device")
    #expect(full.hint == "make room where the output goes, or send it elsewhere")
    #expect(TerminalError.closed(.errors).message == "the reader of standard error has gone")
    #expect(TerminalError.closed(.errors).hint == nil)
  }
}

/// Reads a descriptor to its end on a thread of its own.
private final class PipeReader: Sendable {
  private let thread: pthread_t
  private final class Buffer {
    let descriptor: Int32
    var bytes: [UInt8] = []
    init(descriptor: Int32) { self.descriptor = descriptor }
  }

  init(descriptor: Int32) {
    var thread = pthread_t()
    let buffer = Unmanaged.passRetained(Buffer(descriptor: descriptor)).toOpaque()
    pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let buffer = Unmanaged<Buffer>.fromOpaque(argument).takeUnretainedValue()
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
          let count = read(buffer.descriptor, &chunk, chunk.count)
          if count <= 0 { break }
          buffer.bytes += chunk.prefix(count)
        }
        close(buffer.descriptor)
        return argument
      }, buffer)
    self.thread = thread
  }

  func wait() -> [UInt8] {
    var result: UnsafeMutableRawPointer?
    pthread_join(thread, &result)
    guard let result else { return [] }
    return Unmanaged<Buffer>.fromOpaque(result).takeRetainedValue().bytes
  }
}
