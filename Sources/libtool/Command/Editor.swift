import ContentModel
import World

#if canImport(Glibc)
  import Glibc
#endif

/// The editor of whoever acts: `VISUAL`, else `EDITOR`, else `vi`. It has the terminal until it ends.
struct Editor {
  var world: World

  /// Why no text came back.
  struct Failed: Failure, Hashable {
    var command: String
    var problem: String

    var message: String { "the editor `\(command)` \(problem)" }
    var hint: String? { "name another in the environment's VISUAL or EDITOR" }
  }

  /// There is no terminal for `vi`, and no other editor is named.
  struct NeedsTerminal: Failure, Hashable {
    var message: String { "there is no terminal to open an editor on" }
    var hint: String? { "name one that needs none in the environment's VISUAL or EDITOR" }
    var exitCode: ExitCode { .usage }
  }

  /// The line that is run, by the shell: it may hold options.
  var command: String { named ?? "vi" }

  private var named: String? {
    ["VISUAL", "EDITOR"].lazy.compactMap { world.environment[$0] }.first { !$0.isEmpty }
  }

  /// Whoever names an editor may run it without a terminal; `vi` would only fill a pipe with its drawing.
  func requireTerminal(_ isTerminal: Bool) throws(NeedsTerminal) {
    if named == nil, !isTerminal { throw NeedsTerminal() }
  }

  /// Opens a file, and returns when the editor has ended.
  func open(_ path: String) throws(Failed) {
    let arguments: [String] = ["/bin/sh", "-c", command + " \"$1\"", "sh", path]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      world.environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // This program ignores some signals; an editor has its own way with them.
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", nil, &attributes, &words, &variables)
    guard code == 0 else {
      throw Failed(command: command, problem: "does not begin: \(String(cString: strerror(code)).lowercased())")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { throw Failed(command: command, problem: "was lost") }
    }
    if status != 0 { throw Failed(command: command, problem: "ended with an error: nothing was changed") }
  }
}
