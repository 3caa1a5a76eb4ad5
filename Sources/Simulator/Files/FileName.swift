import World

/// Ids of files and jobs: by chance, so that none of a simulator's earlier life comes again.
enum FileName {
  static func random(_ world: World) -> String { "file-" + letters(world, 24) }
  static func batch(_ world: World) -> String { "batch_" + letters(world, 32) }
  static func messageBatch(_ world: World) -> String { "msgbatch_01" + letters(world, 22) }

  private static func letters(_ world: World, _ count: Int) -> String {
    let alphabet = Array("0123456789abcdefghijklmnopqrstuvwxyz")
    return String((0..<count).map { _ in alphabet[Int(world.randomBits() % UInt64(alphabet.count))] })
  }
}
