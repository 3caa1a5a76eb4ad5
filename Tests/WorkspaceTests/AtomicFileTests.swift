import Testing
import Workspace
import World

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct AtomicFileTests {
  let folder: TestFolder
  let path: String
  let world = World.live(environment: [:])

  init() throws {
    folder = try TestFolder()
    path = folder.path + "/app.json"
  }

  @Test func theOldFileStaysUntilTheNewOneIsWhole() throws {
    try folder.write("old", to: "app.json")
    let file = try AtomicFile(path: path, world: world)
    try file.append(Array("new".utf8))
    #expect(try folder.text(of: "app.json") == "old")
    try file.sync()
    #expect(try folder.text(of: "app.json") == "old")
    #expect(folder.files().count == 2)
    try file.commit()
    #expect(try folder.text(of: "app.json") == "new")
    #expect(folder.files() == ["app.json"])
  }

  @Test func oneThatIsGivenUpLeavesNothing() throws {
    do {
      let file = try AtomicFile(path: path, world: world)
      try file.append([1, 2, 3])
    }
    #expect(folder.files() == [])
  }

  /// What a killed writer leaves is taken away by the next one, which leaves alone what only looks like it.
  @Test func leftoversGoWithTheNextWrite() throws {
    let left = ["app.json.0123456789abcdef.part", "app.json.fedcba9876543210.part"]
    let others = [
      "app.json.42.part", "app.json.0123456789ABCDEF.part", "app.json.0123456789abcdef.parts", "app.json.part",
      "other.json.0123456789abcdef.part", "app.json.0123456789abcdefg.part",
    ]
    for name in left + others { try folder.write("half", to: name) }
    try AtomicFile.write(Array("whole".utf8), to: path, world: world)
    #expect(folder.files() == (others + ["app.json"]).sorted())
    #expect(try folder.text(of: "app.json") == "whole")
  }

  @Test func whatAnotherStillWritesIsLeftAlone() throws {
    let first = try AtomicFile(path: path, world: world)
    try first.append(Array("first".utf8))
    try AtomicFile.write(Array("second".utf8), to: path, world: world)
    #expect(try folder.text(of: "app.json") == "second")
    #expect(folder.files().count == 2)
    try first.commit()
    #expect(try folder.text(of: "app.json") == "first")
    #expect(folder.files() == ["app.json"])
  }

  /// Each of many writers finds its own file whole, however often the others clear up.
  @Test func manyAtOnceDoNotTakeEachOthersFiles() async throws {
    let (path, world) = (path, world)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          for round in 0..<50 { try AtomicFile.write(Array("\(number) \(round)".utf8), to: path, world: world) }
        }
      }
      try await group.waitForAll()
    }
    #expect(folder.files() == ["app.json"])
    #expect(try folder.text(of: "app.json").hasSuffix(" 49"))
  }

  @Test func aFolderWithoutRoomForItIsSaidSo() {
    let error = #expect(throws: FileFailure.self) {
      try AtomicFile.write([1], to: folder.path + "/absent/app.json", world: world)
    }
    #expect(error == FileFailure(path: folder.path + "/absent/app.json", doing: "write", code: ENOENT))
  }
}
