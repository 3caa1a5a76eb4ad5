import Testing
import World

@testable import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// A file is complete or absent, at every step.
@Suite struct AtomicFileTests {
  private let world = World.live(environment: [:])
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func `Nothing has the name before commit, everything after it`() throws {
    let file = try AtomicFile(path: folder.path + "/a.json", world: world)
    try file.append(bytes("one "))
    try file.append([])
    try file.append(bytes("two"))
    try file.sync()
    #expect(folder.files() == ["a.json.\(getpid()).part"])
    #expect(try FilePath.read(file.temporaryPath) == bytes("one two"))
    try file.commit()
    #expect(folder.files() == ["a.json"])
    #expect(try folder.text(of: "a.json") == "one two")
  }

  @Test func `The former file stays until commit, and altogether where there is none`() throws {
    try folder.write("old", to: "a.json")
    do {
      let file = try AtomicFile(path: folder.path + "/a.json", world: world)
      try file.append(bytes("new"))
      #expect(try folder.text(of: "a.json") == "old")
    }
    #expect(folder.files() == ["a.json"])
    #expect(try folder.text(of: "a.json") == "old")
    try AtomicFile.write(bytes("new"), to: folder.path + "/a.json", world: world)
    #expect(try folder.text(of: "a.json") == "new")
  }

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

  @Test func `Parts of processes that are no more are taken away, others stay`() throws {
    // A process that has ended, and been waited for.
    var ended: pid_t = 0
    var words: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
    defer { free(words[0]) }
    try #require(posix_spawn(&ended, "/bin/true", nil, nil, &words, nil) == 0)
    #expect(waitpid(ended, nil, 0) == ended)
    let others = [
      "a.json.\(getppid()).part", "a.json.old.part", "a.json.part", "b.json.\(ended).part", "a.json.1x.part",
    ]
    for name in others + ["a.json.\(ended).part"] { try folder.write("half", to: name) }
    try AtomicFile.write(bytes("whole"), to: folder.path + "/a.json", world: world)
    #expect(folder.files().sorted() == (others + ["a.json"]).sorted())
  }

  @Test(
    arguments: [
      ("a.json.4711.part", 4711), ("a.json..part", nil), ("a.json.part", nil), ("a.json.-1.part", nil),
      ("a.json.4711.part.x", nil), ("b.json.4711.part", nil), ("a.json.99999999999.part", nil), ("a.json", nil),
    ] as [(String, Int32?)])
  func `Whose a part is`(name: String, writer: Int32?) {
    #expect(AtomicFile.writer(ofPart: name, of: "a.json") == writer)
  }

  @Test func `What a killed process left is taken away, a link in its place is not followed`() throws {
    try folder.write("precious", to: "precious")
    let part = folder.path + "/a.json.\(getpid()).part"
    try folder.write("half", to: "a.json.\(getpid()).part")
    try AtomicFile.write(bytes("whole"), to: folder.path + "/a.json", world: world)
    #expect(folder.files() == ["a.json", "precious"])
    #expect(symlink("precious", part) == 0)
    try AtomicFile.write(bytes("again"), to: folder.path + "/a.json", world: world)
    #expect(try folder.text(of: "precious") == "precious")
    #expect(try folder.text(of: "a.json") == "again")
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

  @Test func `Two processes that write one file leave one of both`() throws {
    var other = world
    other.processID = world.processID &+ 1
    let first = try AtomicFile(path: folder.path + "/a.json", world: world)
    let second = try AtomicFile(path: folder.path + "/a.json", world: other)
    try first.append(bytes(String(repeating: "a", count: 100_000)))
    try second.append(bytes(String(repeating: "b", count: 100_000)))
    try second.commit()
    try first.commit()
    #expect(try folder.text(of: "a.json") == String(repeating: "a", count: 100_000))
    #expect(folder.files() == ["a.json"])
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
        "free some space, then run the command again; nothing was left half-written"
      ),
      (FileFailure(path: "/a", doing: "sync", code: EIO), "cannot sync /a: input/output error", nil),
    ] as [(FileFailure, String, String?)])
  func `What is said of it`(failure: FileFailure, message: String, hint: String?) {
    #expect(failure.message == message && failure.hint == hint && failure.exitCode == .failed)
  }
}
