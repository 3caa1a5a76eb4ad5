import Testing
import World

@testable import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// Where a file can be written, with which permissions, and what is said where it cannot.
@Suite struct AtomicFilePlaceTests {
  private let world = World.live(environment: [:])
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func `A new file is for everybody to read, a replaced one as it was`() throws {
    var status = stat()
    let path = folder.path + "/a.json"
    let mask = umask(0o022)
    umask(mask)
    try AtomicFile.write([], to: path, world: world)
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o644 & ~mask)
    for mode: mode_t in [0o600, 0o640, 0o755] {
      #expect(chmod(path, mode) == 0)
      try AtomicFile.write(bytes("x"), to: path, world: world)
      #expect(stat(path, &status) == 0 && status.st_mode & 0o7777 == mode)
    }
    // Bits that change who runs a file are not handed on.
    #expect(chmod(path, 0o4755) == 0)
    try AtomicFile.write(bytes("x"), to: path, world: world)
    #expect(stat(path, &status) == 0 && status.st_mode & 0o7777 == 0o755)
  }

  @Test(arguments: [
    ("folder", EISDIR, "that is a folder: name a file"), ("link", ELOOP, "name the file that it leads to"),
    ("dangling", ELOOP, "name the file that it leads to"),
    ("pipe", ENOTSUP, "that is no plain file: name another place"),
    ("nosuch/a.json", ENOENT, "check the path: it, or a folder on the way to it, does not exist"),
    ("file/a.json", ENOTDIR, "check the path: what should be a folder on the way to it is a file"),
  ])
  func `Where no file can be, nothing is touched`(name: String, code: Int32, hint: String) throws {
    try folder.write("mine", to: "file")
    try folder.write("mine", to: "folder/file")
    #expect(symlink("file", folder.path + "/link") == 0 && symlink("nosuch", folder.path + "/dangling") == 0)
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    let before = folder.files()
    let path = folder.path + "/" + name
    let failure = #expect(throws: FileFailure.self) { try AtomicFile.write(bytes("x"), to: path, world: world) }
    #expect(failure == FileFailure(path: path, doing: "write", code: code))
    #expect(failure?.hint == hint)
    #expect(folder.files() == before)
    #expect(try folder.text(of: "file") == "mine")
  }

  @Test(
    arguments: [
      (
        FileFailure(path: "/a", doing: "write", code: ENOSPC), "cannot write /a: no space left on device",
        "free some space, then run the command again; nothing was left half-written"
      ),
      (
        FileFailure(path: "/a", doing: "read", code: EACCES), "cannot read /a: permission denied",
        "check the permissions of the file and of its folder"
      ),
      (
        FileFailure(path: "/a", doing: "write", code: ELOOP), "cannot write /a: it is a link",
        "name the file that it leads to"
      ),
      (FileFailure(path: "/a", doing: "read", code: ELOOP), "cannot read /a: too many levels of symbolic links", nil),
      (
        FileFailure(path: "/a", doing: "read", code: EFBIG), "cannot read /a: file too large",
        "check the path: no such file is ever as large as that"
      ),
      (
        FileFailure(path: "/a", doing: "write", code: EFBIG), "cannot write /a: file too large",
        "raise the limit (`ulimit -f`), then run the command again; nothing was left half-written"
      ),
      (FileFailure(path: "/a", doing: "sync", code: EIO), "cannot sync /a: input/output error", nil),
    ] as [(FileFailure, String, String?)])
  func `What is said of it`(failure: FileFailure, message: String, hint: String?) {
    #expect(failure.message == message && failure.hint == hint && failure.exitCode == .failed)
  }
}
