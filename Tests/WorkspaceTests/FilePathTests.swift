import ContentModel
import Testing
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct FilePathTests {
  /// Nobody writes into the pipe: opening it would wait for ever.
  @Test(.timeLimit(.minutes(1))) func aPipeIsNotRead() throws {
    let folder = try TestFolder()
    let path = folder.path + "/sections.csv"
    #expect(mkfifo(path, 0o600) == 0)
    let refusal = FileFailure(path: path, doing: "read", code: ENOTSUP)
    #expect(throws: refusal) { try FilePath.read(path) }
    #expect(refusal.message == "cannot read \(path): operation not supported")
    #expect(refusal.hint == "that is no plain file: name another place")
  }

  @Test func aFolderIsNotRead() throws {
    let folder = try TestFolder()
    #expect(throws: FileFailure(path: folder.path, doing: "read", code: EISDIR)) { try FilePath.read(folder.path) }
  }
}
