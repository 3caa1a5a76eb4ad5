import Dispatch
import Glibc

/// `openssl s_server` on a port that the system chose, with a certificate of its own making.
public struct TLSServer: Sendable {
  /// Whether OpenSSL's program is there.
  public static let isAvailable = access("/usr/bin/openssl", X_OK) == 0

  /// The port that the system chose.
  public let port: Int
  private let folder: String
  private let process: pid_t

  /// The certificate's file.
  public var certificate: String { folder + "/certificate.pem" }

  /// Starts a server and waits until it listens.
  ///
  /// - Parameter names: For whom the certificate is, as `subjectAltName` has it.
  public static func start(names: String) async throws -> TLSServer {
    try await withCheckedThrowingContinuation { continuation in
      // A thread that may block: tests share as many tasks as there are cores.
      DispatchQueue.global().async { continuation.resume(with: Result { try TLSServer(names: names) }) }
    }
  }

  private init(names: String) throws {
    var template = Array("/tmp/tls-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw SocketError(doing: "mkdtemp", code: errno) }
    folder = String(cString: made)
    let script = """
      cd '\(folder)' && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test \
      -addext 'subjectAltName=\(names)' -keyout key.pem -out certificate.pem 2> /dev/null \
      && exec openssl s_server -accept 127.0.0.1:0 -cert certificate.pem -key key.pem -www > output 2> /dev/null < /dev/null
      """
    var process = pid_t()
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(script), nil]
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/bin:/bin"), nil]
    let code = posix_spawn(&process, "/bin/sh", nil, nil, &arguments, &environment)
    for text in arguments + environment { free(text) }
    guard code == 0 else { throw SocketError(doing: "posix_spawn", code: code) }
    self.process = process
    var found: Int?
    for _ in 0..<3000 where found == nil {
      usleep(10_000)
      found = Self.port(in: folder + "/output")
    }
    guard let found else { throw SocketError(doing: "openssl s_server, which names no port", code: ETIMEDOUT) }
    port = found
  }

  /// The port in `ACCEPT 127.0.0.1:39061`, once the line is whole.
  private static func port(in file: String) -> Int? {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    return text.firstMatch(of: #/ACCEPT [^\n]*:([0-9]+)\n/#).flatMap { Int($0.output.1) }
  }

  /// Ends the server and removes its files.
  public func stop() {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    for name in ["key.pem", "certificate.pem", "output"] { unlink(folder + "/" + name) }
    rmdir(folder)
  }
}
