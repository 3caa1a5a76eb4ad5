import Glibc
import World

/// A file without a name, for what is too large for memory. It is gone when it is let go, also by a kill.
final class ScratchFile: Sendable {
  let descriptor: Int32

  /// - Throws: `BatchFileError` where the folder takes none.
  init(in folder: String, world: World) throws(BatchFileError) {
    var descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0o600)
    if descriptor < 0, errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL {
      // A file system that has no such files: one that loses its name at once.
      let path = "\(folder)/.download-\(String(world.randomBits(), radix: 16))"
      descriptor = open(path, O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, 0o600)
      if descriptor >= 0 { unlink(path) }
    }
    guard descriptor >= 0 else { throw .writing(in: folder, FileLines.systemError(errno)) }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}

/// The value of `O_TMPFILE`, a macro that Swift does not see: open(2).
private let O_TMPFILE: Int32 = 0o20000000 | O_DIRECTORY
