import ContentModel
import ContentStore
import Formats
import Workspace
import World

/// A fresh library with one section of exercises, and a way to fill it with many.
struct SmallLibrary: Sendable {
  let folder: TestFolder
  let library: Library

  /// - Parameter items: Files of starting items by their names.
  init(items: [String: String] = [:]) throws {
    folder = try TestFolder()
    let location = LibraryLocation(root: folder.path)
    try Library.create(at: location, world: .live(environment: [:]))
    try folder.write(
      "section,kind,level,title,points\npassiv,gap_fill_exercise,B2,Passiv,Vorgangspassiv\n", to: "library/sections.csv"
    )
    try folder.write("topic,theme,title\nwohnung,alltag,Wohnung\n", to: "library/topics.csv")
    try folder.write("section,topic,sku,language,target,priority\n", to: "library/targets.csv")
    for (name, text) in items { try folder.write(text, to: "library/items/" + name) }
    library = try Library.open(location, world: .live(environment: [:]))
  }

  /// The store, brought up to date, as one process has it.
  func open(as actor: String = "tester") async throws -> OpenSmallLibrary {
    let (store, outcome) = try await library.openStore(actor: actor)
    return OpenSmallLibrary(
      folder: folder, library: library, store: store, catalogue: try library.catalogue(in: store), outcome: outcome)
  }

  static func uuid(_ number: Int) -> String {
    let digits = String(number)
    return "01975e1d-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.utf8.count) + digits
  }

  /// A line of an import. `flaw` is what its text begins with.
  static func line(_ number: Int, section: String = "passiv", flaw: String = "", word: String = "gelacht") -> String {
    """
    {"uuid":"\(uuid(number))","kind":"gap_fill_exercise","section":"\(section)","topic":"wohnung","language":"de",\
    "body":{"text":"\(flaw)Das Haus Nummer \(number) am Markt [1] 1910 gebaut. Später ist es von der Stadt renoviert [2], und \
    heute wird darin jeden Samstag gekocht, gelesen und \(word).","gaps":[{"no":1,"correct":"wurde","distractors":["war",\
    "hatte","worden"],"explanation":"Das Vorgangspassiv im Präteritum besteht aus „wurde“ und dem Partizip."},{"no":2,\
    "correct":"worden","distractors":["geworden","wurde","werden"],"explanation":"Im Perfekt des Passivs steht „worden“ \
    ohne die Silbe „ge“."}]}}
    """
  }

  /// What an item has to say that no export takes out.
  static let leak = "Sure, here is the text: "
}

/// A small library with its store.
struct OpenSmallLibrary: Sendable {
  let folder: TestFolder
  let library: Library
  let store: Store
  let catalogue: Catalogue
  let outcome: SyncOutcome

  @discardableResult
  func importing(_ lines: some Sequence<String>, hold: Bool = false) async throws -> ImportOutcome {
    try folder.write(lines.map { $0 + "\n" }.joined(), to: "in.jsonl")
    return try await library.importItems(
      [ImportFile(name: "in.jsonl", path: folder.path + "/in.jsonl")], kind: nil, hold: hold, into: store,
      catalogue: catalogue)
  }
}
