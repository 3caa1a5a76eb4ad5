import ContentModel
import Formats
import WebServer

#if canImport(Glibc)
  import Glibc
#endif

/// The folder in which a simulator keeps files and batch jobs beyond its end.
///
/// `files/ID.json` and `files/ID.data`, `batches/ID.json`, and `lock`, which one simulator holds.
final class StateFolder: Sendable {
  private let path: String
  private let lock: Int32

  init(_ path: String) throws(StateFolderError) {
    self.path = path
    for folder in [path, path + "/files", path + "/batches"] where mkdir(folder, 0o700) != 0 {
      let code = errno
      if code != EEXIST { throw StateFolderError(path: folder, reason: String(cString: strerror(code))) }
    }
    lock = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if lock < 0 { throw StateFolderError(path: path, reason: String(cString: strerror(errno))) }
    if flock(lock, LOCK_EX | LOCK_NB) != 0 {
      // `deinit` closes the descriptor, which also an initialiser that throws comes to.
      throw StateFolderError(path: path, reason: "another simulator uses it")
    }
  }

  deinit { if lock >= 0 { close(lock) } }

  func contentPath(_ id: String) -> String { "\(path)/files/\(id).data" }

  func save(_ file: StoredFile) throws(BodyFileError) { try save(file.record, "\(path)/files/\(file.id).json") }

  func save(_ job: BatchJob) throws(BodyFileError) { try save(job.record, "\(path)/batches/\(job.id).json") }

  private func save(_ record: JSON, _ path: String) throws(BodyFileError) {
    var writer = ContentWriter(temporaryFolder: "", path: path)
    try writer.append(record.text.utf8)
    _ = try writer.finish()
  }

  /// The record goes first: content without a record is nobody's.
  func removeFile(_ id: String) throws(BodyFileError) {
    try BodyFile.remove("\(path)/files/\(id).json")
    try BodyFile.remove(contentPath(id))
  }

  func removeJob(_ id: String) throws(BodyFileError) { try BodyFile.remove("\(path)/batches/\(id).json") }

  /// The files that are whole; what a killed simulator has left half-written is taken away.
  func files() throws(StateFolderError) -> [StoredFile] {
    let names = try names("files")
    var files: [StoredFile] = []
    for name in names where name.hasSuffix(".json") {
      let content = contentPath(String(name.dropLast(".json".count)))
      guard let file = StoredFile(record: try record("files/" + name), content: .stored(path: content)) else {
        throw StateFolderError(path: "\(path)/files/\(name)", reason: "this is no record of a file")
      }
      files.append(file)
    }
    let known = Set(files.flatMap { ["\($0.id).json", "\($0.id).data"] })
    for name in names where !known.contains(name) { unlink("\(path)/files/\(name)") }
    return files
  }

  func jobs() throws(StateFolderError) -> [BatchJob] {
    var jobs: [BatchJob] = []
    for name in try names("batches") where name.hasSuffix(".json") {
      guard let job = BatchJob(record: try record("batches/" + name)) else {
        throw StateFolderError(path: "\(path)/batches/\(name)", reason: "this is no record of a batch job")
      }
      jobs.append(job)
    }
    return jobs
  }

  private func record(_ name: String) throws(StateFolderError) -> JSON {
    do throws(BodyFileError) {
      let file = try BodyFile(path: path + "/" + name)
      let bytes = try WebBody.file(file).read(0..<file.count)
      // What is no JSON is no record, which the callers say.
      return (try? JSON.parse(bytes)) ?? .null
    } catch {
      throw StateFolderError(path: path + "/" + name, reason: error.reason)
    }
  }

  private func names(_ folder: String) throws(StateFolderError) -> [String] {
    guard let directory = opendir(path + "/" + folder) else {
      throw StateFolderError(path: path + "/" + folder, reason: String(cString: strerror(errno)))
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}

/// The folder of `--state` cannot be used.
public struct StateFolderError: Failure, Hashable {
  public var path: String
  public var reason: String

  public var message: String { "the simulator cannot keep its state in \(path): \(reason)" }
  public var hint: String? { "--state wants a folder of its own, which one simulator at a time uses" }
}
