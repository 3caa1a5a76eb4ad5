import Foundation
import Testing

/// A small disk in memory that can be filled to the last page.
///
/// It is mounted in a mount namespace of its own, so that nobody else sees it and nothing is left behind: it goes with the
/// process that holds the namespace. The program gets onto it with nsenter(1), this process looks at it through /proc.
final class SmallDisk: Sendable {
  /// The disk as processes in the namespace see it.
  let root: String
  /// The disk as this process sees it.
  let here: String
  /// Words that run the program after them on the disk.
  let launcher: [String]
  private let holder: ChildProcess
  private var ballast: String { here + "/ballast" }

  /// Whether this machine lets us mount one.
  static func isPermitted() async throws -> Bool {
    try await bash("unshare -m --propagation private mount -t tmpfs -o size=64k tmpfs /tmp").end == .code(0)
  }

  /// Makes and mounts one.
  init(kibibytes: Int) async throws {
    let folder = try TestLibrary.temporaryFolder()
    root = folder + "/disk"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    // The holder ends by itself, should this process die before it can end it.
    holder = try ChildProcess(
      "/usr/bin/unshare",
      [
        "-m", "--propagation", "private", "/bin/bash", "-c",
        "mount -t tmpfs -o size=\(kibibytes)k tmpfs \(root) && touch \(root)/ready && exec sleep 600",
      ], environment: ["PATH": Self.searched], output: folder + "/out", errors: folder + "/err")
    let here = "/proc/\(holder.pid)/root" + root
    self.here = here
    launcher = ["/usr/bin/nsenter", "-t", "\(holder.pid)", "-m", "--"]
    let isReady = try await holder.when({ FileManager.default.fileExists(atPath: here + "/ready") }) { true }
    let errors = try String(contentsOfFile: folder + "/err", encoding: .utf8)
    try #require(isReady == true, "\(errors)")
    try FileManager.default.removeItem(atPath: here + "/ready")
  }

  deinit {
    holder.send(SIGKILL)
    Task { [holder] in await holder.wait() }
    do {
      try FileManager.default.removeItem(atPath: (root as NSString).deletingLastPathComponent)
    } catch {
      print("left behind: \(root): \(error)")
    }
  }

  /// Fills it until so many bytes are left, in whole pages.
  func fill(leaving bytes: Int) throws {
    try free()
    let descriptor = open(ballast, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    defer { close(descriptor) }
    var status = statvfs()
    guard fstatvfs(descriptor, &status) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    let size = Int(status.f_bavail) * Int(status.f_frsize) - bytes
    guard posix_fallocate(descriptor, 0, max(1, size)) == 0 else { throw POSIXError(.ENOSPC) }
  }

  /// Makes room again.
  func free() throws {
    if FileManager.default.fileExists(atPath: ballast) { try FileManager.default.removeItem(atPath: ballast) }
  }

  /// Makes it readable only.
  func forbidWriting() async throws { try await mountAgain("ro") }

  /// Makes it writable again.
  func allowWriting() async throws { try await mountAgain("rw") }

  private func mountAgain(_ option: String) async throws {
    let mounted = try await Self.bash(launcher.joined(separator: " ") + " mount -o remount,\(option) \(root)")
    try #require(mounted.end == .code(0), "\(mounted.errors)")
  }

  private static func bash(_ line: String) async throws -> ChildProcess.Finished {
    let folder = try TestLibrary.temporaryFolder()
    let finished = try await ChildProcess(
      "/bin/bash", ["-c", line], environment: ["PATH": searched], output: folder + "/out", errors: folder + "/err"
    ).finish()
    try FileManager.default.removeItem(atPath: folder)
    return finished
  }

  private static let searched = "/usr/sbin:/usr/bin:/sbin:/bin"
}
