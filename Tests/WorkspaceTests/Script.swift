import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// What running a shell script came to.
struct ScriptResult {
  var code: Int32
  var output: String
}

/// Runs a shell command and waits for it; standard error and standard output come together.
///
/// - Parameters:
///   - path: The value of `PATH`, the only variable of the environment.
///   - folder: Where a file for the output may be made.
func runShell(_ command: String, path: String, folder: TestFolder) throws -> ScriptResult {
  let log = folder.path + "/.output"
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 1, log, O_CREAT | O_TRUNC | O_WRONLY, 0o600)
  posix_spawn_file_actions_adddup2(&actions, 1, 2)
  var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(command), nil]
  var environment: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=" + path), nil]
  defer { for text in arguments + environment { free(text) } }
  var process: pid_t = 0
  let code = posix_spawn(&process, "/bin/sh", &actions, nil, &arguments, &environment)
  if code != 0 { throw FileFailure(path: "/bin/sh", doing: "run", code: code) }
  var status: Int32 = 0
  while waitpid(process, &status, 0) < 0 && errno == EINTR {}
  let text = String(decoding: try FilePath.read(log), as: UTF8.self)
  unlink(log)
  // The exit code, or minus the signal (wait(2)).
  return ScriptResult(code: status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F), output: text)
}
