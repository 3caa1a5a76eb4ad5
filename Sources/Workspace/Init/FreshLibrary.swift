/// The files of a library that nobody has worked in yet: the kinds with their rules, settings in `mode: production` with
/// `publish: review`, and an example catalogue.
public enum FreshLibrary {
  /// The bytes of each file, by its path below the library's root.
  public static var files: [String: [UInt8]] {
    kindFiles.merging(ownFiles) { _, own in own }.mapValues { Array($0.utf8) }
  }

  /// The names of the kinds, sorted.
  public static var kinds: [String] {
    kindFiles.keys.filter { $0.hasSuffix("/kind.yaml") }.map { String($0.split(separator: "/")[1]) }.sorted()
  }

  /// What a fresh library has besides the kinds.
  private static var ownFiles: [String: String] {
    [
      "library/libtool.yaml": settings,
      "library/sections.csv": sections,
      "library/topics.csv": topics,
      "library/targets.csv": targets,
      "library/skus.csv": "sku,name,category,language,description\n",
      "library/sku_texts.csv": "sku,language,field,text\n",
      "library/README.md": catalogueNotes,
      "exports/README.md": exportNotes,
      ".gitignore": ignored,
    ]
  }
}
