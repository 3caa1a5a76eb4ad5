import Console

/// `libtool items`.
struct Items: LibtoolGroup {
  static let configuration = Configuration(
    name: "items", abstract: "Show items and their versions.", section: "Content",
    subcommands: [ItemsList.self, ItemsShow.self, ItemsHistory.self, ItemsDiff.self],
    defaultSubcommand: ItemsList.self)
}
