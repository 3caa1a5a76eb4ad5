import Testing

/// The picture of the house in `docs/ARCHITECTURE.md` is the one of `Package.swift`.
@Suite struct ModuleDiagramTests {
  private static let page = "docs/ARCHITECTURE.md"

  /// A target and what it imports, as the manifest has it.
  private struct Target: Comparable {
    var name: String
    var imports: [String]

    static func < (left: Target, right: Target) -> Bool { left.name < right.name }
  }

  /// The targets that the program is made of, read from the manifest's text.
  private static func targets() throws -> [Target] {
    let manifest = try Repository.read("Package.swift")
    let list = manifest[try #require(manifest.firstRange(of: "targets: [\n")).upperBound...]
    var targets: [Target] = []
    for line in list.split(separator: "\n").joined(separator: " ").replacing(#/\/\/[^"]*?(?=  )/#, with: "")
      .matches(of: #/(\.systemLibrary\(name:|room\(|\.executableTarget\(\s*name:)\s*"([A-Za-z0-9]+)"([^)]*)/#)
    where !line.output.3.contains("path: \"benchmarks/") {
      let rest = line.output.3
      let imports =
        line.output.1.hasPrefix(".system")
        ? []
        : rest.firstMatch(of: #/\[([^\]]*)\]/#)?.output.1.matches(of: #/"([A-Za-z0-9]+)"/#).map { String($0.output.1) }
      targets.append(Target(name: String(line.output.2), imports: (imports ?? []).sorted()))
    }
    return targets
  }

  @Test func thePictureNamesExactlyTheTargets() throws {
    let picture = try Page(Self.page).region("modules")
    // Names stand on the left; what a row is for begins at column 45.
    let named = picture.split(separator: "\n").filter { !$0.hasPrefix("```") }.flatMap { line in
      line.prefix(45).matches(of: #/[A-Za-z0-9]+/#).map { String($0.output) }
    }
    let names = try Self.targets().map(\.name)
    #expect(names.count > 12)
    #expect(Set(named) == Set(names))
    #expect(Set(named).count == named.count, "a target stands twice")
  }

  @Test func theTableNamesEveryEdge() throws {
    var text = "| target | imports |\n|---|---|\n"
    for target in try Self.targets()
    where !target.name.hasPrefix("C") || !target.imports.isEmpty || target.name == "Console" {
      text += "| `\(target.name)` | \(target.imports.map { "`\($0)`" }.joined(separator: ", ")) |\n"
    }
    try Page.expectRegion("edges", of: Self.page, is: text)
  }

  /// A line of the picture may only lean on lines below it: the manifest has no edge that goes up.
  @Test func everyEdgeGoesDown() throws {
    let picture = try Page(Self.page).region("modules").split(separator: "\n")
    func row(_ name: String) -> Int? { picture.firstIndex { $0.contains(name) } }
    for target in try Self.targets() {
      for lower in target.imports {
        let (from, to) = (try #require(row(target.name)), try #require(row(lower)))
        #expect(from < to, "\(target.name) imports \(lower), which does not stand below it")
      }
    }
  }
}
