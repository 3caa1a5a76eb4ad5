import ContentModel
import ContentStore
import Coverage
import Workspace

/// What a library holds, and the publish event at which it was counted.
struct CountedInventory: Sendable {
  var counted: Inventory
  var event: Int64
}

extension OpenLibrary {
  /// What reports call the library: the name of its folder.
  var name: String { FilePath.name(of: library.location.root) }

  /// What the library holds now. Drafts of runs whose process lives are in flight.
  func inventory() throws -> CountedInventory {
    try store.read { [store] reader in
      let living = try store.livingRuns(reader.unendedRuns())
      return CountedInventory(counted: try reader.inventory(livingRuns: living), event: try reader.lastEvent())
    }
  }

  /// The coverage of a selection.
  func coverage(of inventory: CountedInventory, _ selection: Selection = Selection()) throws -> CoverageReport {
    try CoverageReport.make(
      catalogue: catalogue, inventory: inventory.counted, selection: selection, publishEvent: inventory.event,
      mode: mode)
  }
}
