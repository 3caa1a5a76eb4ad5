import Testing
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// The shell scripts, in folders whose `PATH` says what is installed.
@Suite struct ScriptTests {
  /// A copy of a script in a folder of its own, with programs that only write down how they were called.
  private struct Machine {
    let folder: TestFolder
    var root: String { folder.path }

    /// - Parameter tools: Programs of this machine that are there as they are.
    init(script: String, tools: [String] = ["bash", "dirname", "env", "id", "mkdir", "uname"]) throws {
      folder = try TestFolder()
      try FilePath.makeFolder(folder.path + "/bin")
      for tool in tools {
        let place = try #require(["/usr/bin/", "/bin/"].first { FilePath.exists($0 + tool) })
        symlink(place + tool, folder.path + "/bin/" + tool)
      }
      try add(
        String(decoding: FilePath.read(TestFolder.repository + "/scripts/" + script), as: UTF8.self),
        "scripts/" + script)
    }

    /// Installs a program that writes its arguments into `calls` and does what its text says.
    func install(_ program: String, _ text: String = "") throws {
      try add("#!/bin/sh\necho \"\(program) $*\" >> \(root)/calls\n\(text)\n", "bin/" + program)
    }

    /// Another process makes the file: while this one has it open for writing, a process that it starts meanwhile may
    /// inherit it, and nobody can call it ("text file busy").
    private func add(_ text: String, _ name: String) throws {
      try folder.write(text, to: "text")
      let made = try runShell(
        "cd \(root) && mkdir -p \(FilePath.folder(of: name)) && cp text \(name) && chmod 755 \(name) && rm text",
        path: "/usr/bin:/bin", folder: folder)
      try #require(made.code == 0, "\(made.output)")
    }

    func run(_ command: String) throws -> ScriptResult {
      try runShell("cd \(root) && \(command)", path: root + "/bin", folder: folder)
    }

    /// How the programs were called since the last time.
    func calls() throws -> [String] {
      guard let bytes = try FilePath.readIfPresent(root + "/calls") else { return [] }
      unlink(root + "/calls")
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }

  private static let swift = "echo 'Swift version 6.3.1 (swift-6.3.1-RELEASE)'"

  @Test func `Every script is good shell`() throws {
    let folder = try TestFolder()
    let scripts = FilePath.names(in: TestFolder.repository + "/scripts").map { "scripts/" + $0 } + [".ci/run"]
    for script in scripts {
      let file = TestFolder.repository + "/" + script
      let result = try runShell("bash -n \(file)", path: "/usr/bin:/bin", folder: folder)
      #expect(result.output == "" && result.code == 0, "\(script)")
      #expect(access(file, X_OK) == 0, "\(script) can be called")
    }
  }

  @Test func `Where nothing is missing, setup says nothing and asks Swift for its version once`() throws {
    let machine = try Machine(script: "setup")
    try machine.install("pkg-config")
    try machine.install("swift", Self.swift)
    let first = try machine.run("scripts/setup")
    #expect(first.code == 0 && first.output == "")
    #expect(
      try machine.calls() == [
        "pkg-config --exists sqlite3 libxml-2.0 yaml-0.1 libcrypto libdeflate libcurl libmicrohttpd libpcre2-8 icu-uc",
        "swift --version",
      ])
    let started = ContinuousClock.now
    let second = try machine.run("scripts/setup")
    #expect(ContinuousClock.now - started < .seconds(1))
    #expect(second.code == 0 && second.output == "")
    #expect(
      try machine.calls() == [
        "pkg-config --exists sqlite3 libxml-2.0 yaml-0.1 libcrypto libdeflate libcurl libmicrohttpd libpcre2-8 icu-uc"
      ])
  }

  @Test func `What is missing is installed, and nothing else`() throws {
    let machine = try Machine(script: "setup")
    try machine.install("pkg-config", "case \"$*\" in *yaml* | *xml*) exit 1 ;; esac")
    try machine.install("swift", Self.swift)
    try machine.install("apt-get")
    try machine.install("sudo", "\"$@\"")
    let result = try machine.run("scripts/setup")
    let sudo = geteuid() == 0 ? "" : " (with sudo)"
    #expect(result.code == 0)
    #expect(result.output == "setup: installing the Debian packages libxml2-dev libyaml-dev\(sudo)\n")
    #expect(
      try machine.calls().filter { $0.hasPrefix("apt-get") } == [
        "apt-get update -qq", "apt-get install -y -qq --no-install-recommends libxml2-dev libyaml-dev",
      ])
  }

  @Test func `Without pkg-config all libraries are named, and the benchmarks want sqlite3 and Python too`() throws {
    let machine = try Machine(script: "setup")
    try machine.install("swift", Self.swift)
    try machine.install("apt-get")
    try machine.install("sudo", "\"$@\"")
    #expect(try machine.run("scripts/setup bench").code == 0)
    let install = try #require(try machine.calls().last { $0.hasPrefix("apt-get install") })
    #expect(
      install.hasSuffix(
        " pkg-config libsqlite3-dev libxml2-dev libyaml-dev libssl-dev libdeflate-dev libcurl4-openssl-dev"
          + " libmicrohttpd-dev libpcre2-dev libicu-dev sqlite3 python3"))
  }

  @Test func `An installation that fails stops setup with its code`() throws {
    let machine = try Machine(script: "setup")
    try machine.install("swift", Self.swift)
    try machine.install("apt-get", "exit 100")
    try machine.install("sudo", "\"$@\"")
    #expect(try machine.run("scripts/setup").code == 100)
  }

  @Test func `Without apt-get the packages are named`() throws {
    let machine = try Machine(script: "setup")
    try machine.install("pkg-config", "case \"$*\" in *yaml*) exit 1 ;; esac")
    try machine.install("swift", Self.swift)
    let result = try machine.run("scripts/setup")
    #expect(result.code == 1)
    #expect(
      result.output == """
        setup: missing: libyaml-dev
        setup: these are Debian's names, and there is no apt-get here: install what your system calls them

        """)
  }

  @Test func `Without Swift, or with an old one, setup says how to get it`() throws {
    let machine = try Machine(script: "setup")
    try machine.install("pkg-config")
    let without = try machine.run("scripts/setup")
    #expect(without.code == 1)
    #expect(without.output.hasPrefix("setup: Swift 6.2 or later is missing. https://www.swift.org/install/linux says"))
    try machine.install("swift", "echo 'Swift version 5.10 (swift-5.10-RELEASE)'")
    let old = try machine.run("scripts/setup")
    #expect(old.code == 1)
    #expect(
      old.output == """
        setup: \(machine.root)/bin/swift is Swift version 5.10; 6.2 or later is needed: https://www.swift.org/install/linux

        """)
  }

  @Test func `The program is installed under both names where libtool is free, again and again`() throws {
    let machine = try Machine(script: "install", tools: ["bash", "env", "mkdir", "install", "readlink", "ln"])
    try machine.install("program")
    for _ in 1...2 {
      let result = try machine.run("scripts/install bin/program \(machine.root)/opt/bin")
      #expect(result.code == 0)
      #expect(
        result.output == """
          installed \(machine.root)/opt/bin/content-libtool
          installed \(machine.root)/opt/bin/libtool, a link to it
          \(machine.root)/opt/bin is not on your PATH: add it there, or call the program by its whole name

          """)
    }
    #expect(try machine.run("opt/bin/libtool works").code == 0)
    #expect(try machine.calls() == ["program works"])
  }

  @Test func `Another libtool on the PATH is not shadowed`() throws {
    let machine = try Machine(script: "install", tools: ["bash", "env", "mkdir", "install", "readlink", "ln"])
    try machine.install("program")
    try machine.install("libtool")
    let result = try machine.run("scripts/install bin/program \(machine.root)/opt/bin")
    #expect(result.code == 0)
    #expect(
      result.output.contains(
        "not installed as libtool: it would stand beside \(machine.root)/bin/libtool, another program of this name\n"
      ))
    #expect(FilePath.names(in: machine.root + "/opt/bin") == ["content-libtool"])
  }
}
