import ContentModel
import Formats
import Synchronization
import WebServer
import World

/// The files and batch jobs that a simulator holds: in memory and in files without a name, or in the folder of `--state`.
///
/// In such a folder a record is a small file of JSON that is written aside, synced and renamed, so that a simulator that is
/// killed finds each file and job as it last was seen by a client, or a moment later.
final class Archive: Sendable {
  /// The most bytes of all files together: 8 GiB.
  static let capacity = 8 << 30

  struct State: Sendable {
    var files: [String: StoredFile] = [:]
    var jobs: [String: BatchJob] = [:]
    /// The highest number given away.
    var last = 0

    mutating func number() -> Int {
      last += 1
      return last
    }
  }

  /// The folder of `--state`; nil where all is forgotten.
  let folder: StateFolder?
  let temporaryFolder: String
  private let state: Mutex<State>

  /// - Throws: where the folder cannot be read, or another simulator uses it.
  init(folder: String?, temporaryFolder: String) throws(StateFolderError) {
    self.temporaryFolder = temporaryFolder
    var start = State()
    if let folder {
      let opened = try StateFolder(folder)
      for file in try opened.files() { start.files[file.id] = file }
      for job in try opened.jobs() { start.jobs[job.id] = job }
      start.last = max(start.files.values.map(\.number).max() ?? 0, start.jobs.values.map(\.number).max() ?? 0)
      self.folder = opened
    } else {
      self.folder = nil
    }
    state = Mutex(start)
  }

  func withState<Result: Sendable>(_ body: (inout State) -> Result) -> Result { state.withLock { body(&$0) } }

  // MARK: Files

  /// A writer for the content of a file to be.
  func writer(_ id: String) -> ContentWriter {
    ContentWriter(temporaryFolder: temporaryFolder, path: folder?.contentPath(id))
  }

  /// Whether so many more bytes may come.
  func hasRoom(for bytes: Int) -> Bool {
    state.withLock { state in state.files.values.reduce(0) { $0 + $1.bytes } + bytes <= Self.capacity }
  }

  /// Keeps a file whose content is written.
  func add(_ file: StoredFile) throws(BodyFileError) -> StoredFile {
    var file = file
    file.number = state.withLock { $0.number() }
    try folder?.save(file)
    state.withLock { [file] in $0.files[file.id] = file }
    return file
  }

  /// A file by its id; nil where there is none, or its time is over.
  func file(_ id: String, now: Timestamp) -> StoredFile? {
    state.withLock { state in
      guard let file = state.files[id] else { return nil }
      return file.expires.map { $0 > now } ?? true ? file : nil
    }
  }

  /// The files that lists show, newest first.
  func files(now: Timestamp) -> [StoredFile] {
    state.withLock { $0.files.values.filter { !$0.isHidden && ($0.expires.map { $0 > now } ?? true) } }
      .sorted { $0.number > $1.number }
  }

  func removeFile(_ id: String) throws(BodyFileError) {
    state.withLock { $0.files[id] = nil }
    try folder?.removeFile(id)
  }

  // MARK: Jobs

  func job(_ id: String) -> BatchJob? { state.withLock { $0.jobs[id] } }

  /// The jobs of an interface, newest first.
  func jobs(of dialect: Dialect? = nil) -> [BatchJob] {
    state.withLock { $0.jobs.values.filter { dialect == nil || $0.dialect == dialect } }
      .sorted { $0.number > $1.number }
  }

  func add(_ job: BatchJob) throws(BodyFileError) -> BatchJob {
    var job = job
    job.number = state.withLock { $0.number() }
    try folder?.save(job)
    state.withLock { [job] in $0.jobs[job.id] = job }
    return job
  }

  /// Changes a job, on the disk first; nil where there is none or `change` says no.
  ///
  /// Between reading and writing nobody else changes it: all of it happens under the lock.
  func change(_ id: String, _ change: (inout BatchJob) -> Bool) throws(BodyFileError) -> BatchJob? {
    let folder = folder
    let result = state.withLock { state -> Result<BatchJob?, BodyFileError> in
      guard var job = state.jobs[id], change(&job) else { return .success(nil) }
      do throws(BodyFileError) { try folder?.save(job) } catch { return .failure(error) }
      state.jobs[id] = job
      return .success(job)
    }
    return try result.get()
  }

  /// Lets the time of all jobs be over.
  func finishAll() {
    state.withLock { state in
      for (id, job) in state.jobs where !job.phase.isFinal { state.jobs[id]?.delayMilliseconds = 0 }
    }
  }

  func removeJob(_ id: String) throws(BodyFileError) {
    state.withLock { $0.jobs[id] = nil }
    try folder?.removeJob(id)
  }

  /// Tokens of input in jobs that have been validated and have not ended.
  func enqueuedTokens(besides id: String) -> Int {
    state.withLock { state in
      state.jobs.values.reduce(0) { sum, job in
        job.id == id || job.phase.isFinal || job.phase == .validating ? sum : sum + job.tokens
      }
    }
  }
}
