import Glibc
import Synchronization
import World

extension Terminal {
  /// The standard channels of this process. Turns SIGPIPE off, so that a reader that goes is an error to handle.
  public static func live(in world: World) -> Terminal {
    signal(SIGPIPE, SIG_IGN)
    let fixedWidth = width(environment: world.environment)
    let turn = Mutex(())
    return Terminal(
      output: Traits(isTerminal: isatty(STDOUT_FILENO) == 1, environment: world.environment),
      errors: Traits(isTerminal: isatty(STDERR_FILENO) == 1, environment: world.environment),
      inputIsTerminal: isatty(STDIN_FILENO) == 1,
      currentWidth: { fixedWidth ?? windowWidth(of: STDOUT_FILENO) ?? windowWidth(of: STDERR_FILENO) },
      writeBytes: { (channel, bytes) throws(TerminalError) in
        let failure = turn.withLock { _ in
          writeAll(bytes, to: channel == .output ? STDOUT_FILENO : STDERR_FILENO)
        }
        if failure == EPIPE { throw .closed(channel) }
        if failure != 0 { throw .failed(channel, code: failure, reason: String(cString: strerror(failure))) }
      },
      readLine: { Swift.readLine() }, readSecret: { withoutEcho { Swift.readLine() } })
  }

  /// Runs a closure while the terminal does not show what is typed; the newline alone is shown, so that the cursor moves.
  private static func withoutEcho<Result>(_ body: () -> Result) -> Result {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return body() }
    var quiet = before
    quiet.c_lflag &= ~tcflag_t(ECHO)
    quiet.c_lflag |= tcflag_t(ECHONL)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
    return body()
  }

  /// The window's width by TIOCGWINSZ, or nil where the descriptor is no terminal or says 0.
  private static func windowWidth(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes all bytes: goes on after interruptions, and waits where the descriptor does not block.
  ///
  /// - Returns: 0, or the number of the system's error.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        if count >= 0 {
          offset += count
        } else if errno == EAGAIN {
          var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          if poll(&wait, 1, -1) < 0 && errno != EINTR { return errno }
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
  }
}
