import Glibc
import Testing

@testable import Providers

@Suite struct FileLinesTests {
  /// The lines of some bytes; too long ones with their length in front.
  static func lines(_ bytes: [UInt8], limit: Int = 1 << 20, endsWhole: Bool = true) throws -> [String] {
    let file = try ScratchFile(in: "/tmp", world: Samples.world())
    var written = 0
    while written < bytes.count {
      written += bytes[written...].withUnsafeBytes { write(file.descriptor, $0.baseAddress, $0.count) }
    }
    var lines = FileLines(of: file.descriptor, limit: limit, endsWhole: endsWhole)
    var texts: [String] = []
    while let line = try lines.next() {
      switch line {
      case .whole(let bytes): texts.append(String(decoding: bytes, as: UTF8.self))
      case .tooLong(let bytes): texts.append("\(bytes.count): \(String(decoding: bytes.prefix(3), as: UTF8.self))")
      }
    }
    withExtendedLifetime(file) {}
    return texts
  }

  @Test(
    arguments: [
      ("", []), ("\n", []), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "b"]), ("\n\na\n", ["a"]),
      ("a\r\nb", ["a\r", "b"]),
    ] as [(String, [String])])
  func linesAreSplit(text: String, expected: [String]) throws {
    #expect(try Self.lines(Array(text.utf8)) == expected)
  }

  @Test func whatWasCutOffIsNoLine() throws {
    #expect(try Self.lines(Array("a\nb".utf8), endsWhole: false) == ["a"])
    #expect(try Self.lines(Array("a\nb\n".utf8), endsWhole: false) == ["a", "b"])
  }

  /// Lines that end anywhere beside the pieces in which the file is read.
  @Test(arguments: [262_143, 262_144, 262_145, 524_288, 700_000]) func linesLongerThanAPiece(length: Int) throws {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: length)
    let lines = try Self.lines(long + Array("\nshort\n".utf8) + long + Array("\nend".utf8))
    #expect(lines.map(\.utf8.count) == [length, 5, length, 3])
    #expect(lines[1] == "short" && lines[3] == "end")
  }

  @Test(arguments: [true, false]) func aLineBeyondTheBoundKeepsItsBeginning(endsInLine: Bool) throws {
    let long = Array("abc".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 3 << 20)
    let bytes = Array("a\n".utf8) + long + (endsInLine ? [] : Array("\nb".utf8))
    #expect(try Self.lines(bytes, limit: 1 << 20) == ["a", "1024: abc"] + (endsInLine ? [] : ["b"]))
  }

  @Test func aFolderThatTakesNoFile() throws {
    let error = #expect(throws: BatchFileError.self) { _ = try ScratchFile(in: "/nowhere", world: Samples.world()) }
    #expect(error?.message == "cannot keep a download in /nowhere: no such file or directory")
    #expect(error?.hint == "make room there and check its permissions, then resume the run")
  }
}
