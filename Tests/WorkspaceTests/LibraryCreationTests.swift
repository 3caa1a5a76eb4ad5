import ContentModel
import Testing
import Workspace
import World

#if canImport(Glibc)
  import Glibc
#endif

/// Where `init` makes a library, and where it refuses.
@Suite struct LibraryCreationTests {
  private let world = World.live(environment: [:])

  private func failure(at path: String) -> (any Failure)? {
    do {
      try Library.create(at: LibraryLocation(root: path), world: world)
      return nil
    } catch {
      return error as? any Failure
    }
  }

  @Test func `A folder that does not exist is made, with those on the way to it`() throws {
    let folder = try TestFolder()
    let made = try Library.create(at: LibraryLocation(root: folder.path + "/a/b"), world: world)
    #expect(made == folder.files(below: "a/b/").map { String($0.dropFirst(4)) }.sorted())
    #expect(made == FreshLibrary.files.keys.sorted())
  }

  @Test func `A folder that holds only .git is empty`() throws {
    let folder = try TestFolder()
    try folder.write("ref: refs/heads/main\n", to: ".git/HEAD")
    #expect(failure(at: folder.path) == nil)
  }

  @Test func `An existing library is refused and stays as it is`() throws {
    let folder = try TestFolder()
    try folder.write("mode: rehearsal\n", to: "library/libtool.yaml")
    let refused = failure(at: folder.path)
    #expect(refused?.message == "\(folder.path) holds a library already: there is a library/libtool.yaml in it")
    #expect(
      refused?.hint == "work in it as it is (`libtool --library \(folder.path) coverage`), or name another folder")
    #expect(refused?.exitCode == .usage)
    #expect(folder.files() == ["library/libtool.yaml"])
    #expect(try folder.text(of: "library/libtool.yaml") == "mode: rehearsal\n")
  }

  @Test func `Making it twice is refused the second time`() throws {
    let folder = try TestFolder()
    #expect(failure(at: folder.path) == nil)
    #expect((failure(at: folder.path) as? LibraryNotMade)?.reason == .holdsLibrary)
  }

  @Test(
    arguments: [
      "notes.txt", ".env", "library/sections.csv", "library/notes.txt", "prompts/story/kind.yaml",
      "library/library.db", "library/topics.csv.part", "notes.txt.12.part",
    ])
  func `A folder with anything of somebody else's is refused and stays as it is`(stranger: String) throws {
    let folder = try TestFolder()
    try folder.write("mine\n", to: stranger)
    let refused = failure(at: folder.path)
    #expect(refused?.message.hasPrefix("\(folder.path) is not empty: there is \(stranger.prefix(7))") == true)
    #expect(refused?.hint == "name an empty folder, or one that does not exist yet: it is made")
    #expect(refused?.exitCode == .usage)
    #expect(folder.files() == [stranger])
    #expect(try folder.text(of: stranger) == "mine\n")
  }

  @Test func `An empty folder of somebody else's counts too`() throws {
    let folder = try TestFolder()
    try FilePath.makeFolder(folder.path + "/src")
    #expect((failure(at: folder.path) as? LibraryNotMade)?.reason == .holds("src"))
  }

  @Test func `A file is no folder`() throws {
    let folder = try TestFolder()
    try folder.write("", to: "german")
    #expect(failure(at: folder.path + "/german")?.message == "\(folder.path)/german is a file, not a folder")
  }

  /// Interrupted after any of its files, and in the midst of one, making a library can be repeated.
  @Test func `An interrupted making is completed by the next`() throws {
    let paths = FreshLibrary.files.keys.sorted()
    for kept in [0, 1, paths.count / 2, paths.count - 1] {
      let folder = try TestFolder()
      #expect(failure(at: folder.path) == nil)
      unlink(folder.path + "/library/libtool.yaml")
      for path in paths.dropFirst(kept) { unlink(folder.path + "/" + path) }
      try folder.write("half", to: "library/topics.csv.0123456789abcdef.part")
      #expect(failure(at: folder.path) == nil)
      #expect(folder.files().sorted() == paths)
      for path in paths { #expect(try FilePath.read(folder.path + "/" + path) == FreshLibrary.files[path]) }
    }
  }

  @Test func `Where nothing can be written, the refusal names the place and the mend`() throws {
    let folder = try TestFolder()
    // The superuser may write anywhere but in the kernel's own folders.
    let place = geteuid() == 0 ? "/sys/kernel" : folder.path
    if geteuid() != 0 { chmod(folder.path, 0o555) }
    let refused = try #require(failure(at: place + "/german"))
    #expect(refused.message.hasPrefix("cannot make the folder \(place)/german: "))
    #expect(refused.hint == "check the permissions of the file and of its folder")
    #expect(refused.exitCode == .failed)
  }

  @Test func `A path below a file cannot be made`() throws {
    let folder = try TestFolder()
    try folder.write("", to: "file")
    let refused = try #require(failure(at: folder.path + "/file/german"))
    #expect(refused.message.hasSuffix(": not a directory"))
  }
}
