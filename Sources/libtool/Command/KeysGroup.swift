import Console

/// `libtool keys`.
struct KeysGroup: LibtoolGroup {
  static let configuration = Configuration(
    name: "keys", abstract: "Keep the keys of providers outside of libraries.", section: "Upkeep",
    subcommands: [KeysList.self, KeysSet.self, KeysRemove.self], defaultSubcommand: KeysList.self)
}
