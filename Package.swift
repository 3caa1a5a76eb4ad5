// swift-tools-version: 6.2
import PackageDescription

// Every target: Swift 6 language mode, warnings are errors, no transitive imports by accident
// (`make` passes --explicit-target-dependency-import-check error).
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
]

// Failpoints, the named steps at which the crash tests stop a process, exist in debug builds only.
let failpoints: [SwiftSetting] = [.define("FAILPOINTS", .when(configuration: .debug))]

func room(_ name: String, _ imports: [Target.Dependency] = [], settings: [SwiftSetting] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: strict + settings)
}

/// `exclude`: files that tests compare with.
func tests(_ name: String, _ imports: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name + "Tests", dependencies: imports, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "libtool",
  products: [.executable(name: "libtool", targets: ["libtool"])],
  targets: [
    // C libraries of Debian: a module map and a shim header each.
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CICU", pkgConfig: "icu-uc", providers: [.apt(["libicu-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CMicrohttpd", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),

    // Ground: these know no content.
    room("World", settings: failpoints),  // clock, randomness, environment, as closures: below all
    room("Console", ["World"]),  // the environment tells colour and width
    room("SQLiteKit", ["CSQLite"]),
    room("Formats", ["CLibXML2", "CYAML", "CCrypto", "CDeflate", "CPCRE2", "CICU"]),
    room("HTTPClient", ["CCurl", "World"]),  // World: deadlines; proxies and certificates of the environment
    room("WebServer", ["CMicrohttpd", "World"]),  // World: pauses within an answer

    // The vocabulary as values; bodies and schemas are JSON values of Formats.
    room("ContentModel", ["Formats"]),

    // Pure rooms.
    room("Coverage", ["ContentModel", "Formats"]),  // Formats: reports as JSON and CSV
    room("Costs", ["ContentModel", "Formats"]),  // Formats: reports as JSON, CSV and HTML
    room("Prompts", ["ContentModel", "Formats"]),
    room("Quality", ["ContentModel", "Formats"]),
    room("Interchange", ["ContentModel", "Formats"]),

    // The shell: network, store, files.
    room("Providers", ["ContentModel", "Formats", "HTTPClient", "World"]),  // World: latency, deadlines
    room("Notifications", ["ContentModel", "Formats", "HTTPClient", "World"]),  // World: the environment of commands
    room("Simulator", ["ContentModel", "Formats", "Providers", "WebServer", "World"]),  // World: latency, limits
    room("ContentStore", ["ContentModel", "Formats", "SQLiteKit", "World"]),  // World: event times
    room(
      // Coverage: targets that contradict each other stop a synchronisation. Interchange, Quality: starting items, imports,
      // checks and exports. SQLiteKit: rows on their way into an export, without a copy.
      "Workspace",
      [
        "ContentModel", "ContentStore", "Coverage", "Formats", "Interchange", "Notifications", "Prompts", "Quality",
        "SQLiteKit", "World",
      ]),
    room(
      "Generation",
      [
        "ContentModel", "ContentStore", "Coverage", "Formats", "HTTPClient", "Prompts", "Providers", "Quality",
        "Workspace",
        "World",
      ]),

    .executableTarget(
      name: "libtool",
      dependencies: [
        "Console", "ContentModel", "ContentStore", "Costs", "Coverage", "Formats", "Generation", "Interchange",
        "Notifications", "Prompts", "Providers", "Quality", "Simulator", "WebServer", "Workspace", "World",
      ],
      swiftSettings: strict),

    // What `make bench-rules` measures within one process; no part of what is installed.
    .executableTarget(
      name: "Judging",
      dependencies: ["ContentModel", "ContentStore", "Formats", "Quality", "Workspace", "World"],
      path: "benchmarks/Judging", swiftSettings: strict),

    // A server that does as tests tell it, over real sockets.
    .target(name: "LoopbackServer", path: "Tests/LoopbackServer", swiftSettings: strict),

    tests("Console", ["Console", "World"]),
    tests("SQLiteKit", ["SQLiteKit"]),
    // A client on a bare socket, which hides nothing that happens to a connection.
    .target(name: "RawHTTP", path: "Tests/RawHTTP", swiftSettings: strict),
    tests("WebServer", ["WebServer", "RawHTTP", "World"]),
    tests("Formats", ["Formats"]),
    tests("HTTPClient", ["HTTPClient", "LoopbackServer", "World"]),
    tests("ContentModel", ["ContentModel", "Formats"]),
    tests("Coverage", ["Coverage", "ContentModel", "Formats"]),
    tests("Costs", ["Costs", "ContentModel", "Formats", "World"]),
    tests("Prompts", ["Prompts", "ContentModel", "Formats"]),
    tests("Quality", ["Quality", "ContentModel", "Formats"]),
    tests("Interchange", ["Interchange", "ContentModel", "Formats"]),
    tests("Notifications", ["Notifications", "Formats", "LoopbackServer", "World"]),
    tests("Providers", ["Providers", "ContentModel", "Formats", "HTTPClient", "LoopbackServer", "World"]),
    tests("Simulator", ["Simulator", "ContentModel", "Formats", "Providers", "RawHTTP", "WebServer", "World"]),
    tests("ContentStore", ["ContentStore", "ContentModel", "Formats", "SQLiteKit", "World"]),
    tests(
      "Workspace",
      [
        "Workspace", "ContentModel", "ContentStore", "Formats", "Interchange", "Prompts", "Quality", "SQLiteKit",
        "World",
      ]),
    tests(
      // SQLiteKit: what a fill has stored is judged by SQL alone.
      "Generation",
      [
        "Generation", "ContentModel", "ContentStore", "Coverage", "Formats", "Prompts", "Providers", "Quality",
        "SQLiteKit", "Workspace", "World",
      ]),
    // The program itself, killed at any moment, and with endpoints that fail in any way: its store is judged by SQL alone.
    tests(
      "Crash",
      [
        "libtool", "Formats", "HTTPClient", "LoopbackServer", "Providers", "Simulator", "SQLiteKit", "WebServer",
        "World",
      ]),
    tests(
      // From ContentStore to Workspace: what the doctor's diagnoses are made from. LoopbackServer: providers that answer it.
      "libtool",
      [
        "libtool", "Console", "ContentModel", "ContentStore", "Formats", "LoopbackServer", "Notifications", "Providers",
        "Workspace", "World",
      ], exclude: ["Snapshots"]),
    tests(
      "Documentation",
      [
        "libtool", "Console", "ContentModel", "Formats", "Prompts", "Providers", "Quality", "Simulator", "Workspace",
        "World",
      ],
      exclude: ["Snapshots"]),
  ]
)
