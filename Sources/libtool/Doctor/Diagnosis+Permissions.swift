import Formats
import Workspace

extension Diagnosis {
  /// Whether what is private is private, and what has to be read and written can be.
  ///
  /// - Parameters:
  ///   - root: The library's folder, left out of the names of files.
  ///   - privateFiles: The store and the files beside it that are there.
  ///   - settings: The settings file; its commands are run.
  ///   - readable: Files that commands read.
  ///   - folders: Folders that commands write to; one that is missing stands for the nearest folder above it.
  static func permissions(
    root: String, privateFiles: [FileFacts], settings: FileFacts?, readable: [FileFacts], folders: [FileFacts]
  ) -> [Diagnosis] {
    var found: [Diagnosis] = []
    func add(_ level: Level, _ file: FileFacts, _ message: String, _ mend: String) {
      found.append(
        Diagnosis(
          .permissions, level, "\(shownPath(file.path, root: root)) \(message)", mend: mend,
          details: ["path": .string(file.path), "mode": .string(file.octalMode)]))
    }
    for file in privateFiles {
      if file.mode & 0o077 != 0 {
        add(.warning, file, "may be read by others (\(file.octalMode))", "chmod 600 \(ShellQuote.quoted(file.path))")
      }
      if !file.isReadable || !file.isWritable {
        add(
          .error, file, "cannot be read and written by this user",
          "check who owns it: ls -l \(ShellQuote.quoted(file.path))")
      }
    }
    if let settings, settings.mode & 0o002 != 0 {
      add(
        .warning, settings, "may be changed by anybody (\(settings.octalMode)), and its notifications are commands",
        "chmod o-w \(ShellQuote.quoted(settings.path))")
    }
    for file in readable where !file.isReadable {
      add(
        .error, file, "cannot be read by this user", "chmod u+r \(ShellQuote.quoted(file.path)), or check who owns it")
    }
    for folder in folders where !folder.isWritable {
      add(
        .error, folder, "cannot be written to by this user",
        "check who owns it: ls -ld \(ShellQuote.quoted(folder.path))")
    }
    if found.isEmpty {
      let files = privateFiles.count + readable.count + folders.count + (settings == nil ? 0 : 1)
      found.append(
        Diagnosis(
          .permissions, .ok, "the permissions of \(Quantity.of(files, "file", "files and folders")) are in order"))
    }
    return found
  }
}
