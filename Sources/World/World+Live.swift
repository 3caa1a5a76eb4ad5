#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension World {
  /// The machine the process really runs on.
  public static func live(environment: [String: String]) -> World {
    let shift = clockShift(environment)
    return World(
      now: {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000 + shift)
      },
      uptime: {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
      },
      randomBits: { UInt64.random(in: .min ... .max) },
      sleep: { try await Task.sleep(for: $0) },
      environment: environment,
      processID: getpid(),
      hostName: currentHostName(),
      userName: currentUserName(environment),
      bootID: currentBootID()
    )
  }

  /// Milliseconds by which a crash test sets the clock of this process: `LIBTOOL_CLOCK_SHIFT=86400` is a day ahead. Always 0 in
  /// release builds.
  private static func clockShift(_ environment: [String: String]) -> Int64 {
    #if FAILPOINTS
      environment["LIBTOOL_CLOCK_SHIFT"].flatMap { Int64($0) }.map { $0 * 1000 } ?? 0
    #else
      0
    #endif
  }

  private static func currentHostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Source: random(4), `/proc/sys/kernel/random/boot_id`, made anew at each start of Linux.
  private static func currentBootID() -> String {
    let descriptor = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var text = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &text, text.count)
    return String(decoding: text.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private static func currentUserName(_ environment: [String: String]) -> String {
    if let entry = getpwuid(getuid()), let name = entry.pointee.pw_name { return String(cString: name) }
    return environment["USER"] ?? "uid-\(getuid())"
  }
}
