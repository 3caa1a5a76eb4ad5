import WebServer

/// Where the bytes of a file of the simulator are.
enum FileContent: Sendable {
  case memory([UInt8])
  /// On disk, without a name: it goes with the process.
  case unnamed(BodyFile)
  /// On disk, in the folder of `--state`.
  case stored(path: String)

  func body() throws(BodyFileError) -> WebBody {
    switch self {
    case .memory(let bytes): return .bytes(bytes)
    case .unnamed(let file): return .file(file)
    case .stored(let path): return .file(try BodyFile(path: path))
    }
  }
}

/// Takes the bytes of a new file: small ones stay in memory, larger ones go to disk.
struct ContentWriter {
  private static let memoryBytes = 1 << 20

  private let temporaryFolder: String
  /// Where it is kept in the end; nil where it is forgotten.
  private let path: String?
  private var pending: [UInt8] = []
  private var file: BodyFile?
  private(set) var count = 0

  init(temporaryFolder: String, path: String?) {
    self.temporaryFolder = temporaryFolder
    self.path = path
  }

  mutating func append(_ bytes: some Collection<UInt8>) throws(BodyFileError) {
    pending += bytes
    count += bytes.count
    if pending.count > Self.memoryBytes { try flush() }
  }

  private mutating func flush() throws(BodyFileError) {
    let target: BodyFile
    if let file {
      target = file
    } else if let path {
      target = try BodyFile(newAt: path + ".part")
    } else {
      target = try BodyFile(unnamedIn: temporaryFolder)
    }
    file = target
    let result = pending.withUnsafeBytes { bytes in
      Result { () throws(BodyFileError) in try target.append(bytes) }
    }
    try result.get()
    pending.removeAll(keepingCapacity: true)
  }

  /// The whole, on the disk where it is kept.
  mutating func finish() throws(BodyFileError) -> FileContent {
    guard path != nil || file != nil else { return .memory(pending) }
    try flush()
    guard let file else { return .memory(pending) }
    guard let path else { return .unnamed(file) }
    try file.sync()
    try BodyFile.rename(path + ".part", to: path)
    return .stored(path: path)
  }
}
