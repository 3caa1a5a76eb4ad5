import ContentModel
import ContentStore
import Testing

@Suite struct SimilarityTests {
  let library: Library
  private let place = SimilarityPlace(kind: "gap_fill_exercise", section: "passiv", language: "de")

  init() throws { library = try Library() }

  private func blocks(_ place: SimilarityPlace) throws -> [[UInt8]] {
    try library.script { transaction throws in
      var blocks: [[UInt8]] = []
      try transaction.forEachSimilarityBlock(of: place) { blocks.append(Array($0)) }
      return blocks
    }
  }

  @Test func sketchesAreKeptByPlaceInTheOrderInWhichTheyCame() throws {
    var english = place
    english.language = "en"
    let first = SimilarityProgress(profile: "a", sketchedThrough: 7)
    try library.script { [english] transaction throws in
      #expect(try transaction.similarityProgress(ofKind: place.kind) == nil)
      #expect(
        try transaction.addSketches(
          [place: [1, 2], english: [3]], entrySize: 1, ofKind: place.kind, after: nil, now: first))
      let second = SimilarityProgress(profile: "a", sketchedThrough: 9)
      #expect(try transaction.addSketches([place: [4]], entrySize: 1, ofKind: place.kind, after: first, now: second))
      #expect(try transaction.similarityProgress(ofKind: place.kind) == second)
    }
    #expect(try blocks(place) == [[1, 2, 4]])
    #expect(try blocks(english) == [[3]])
  }

  @Test func aFullBlockIsFollowedByAnother() throws {
    var progress: SimilarityProgress?
    for number in 1...3 {
      let now = SimilarityProgress(profile: "a", sketchedThrough: Int64(number))
      let bytes = [UInt8](repeating: UInt8(number), count: 18000)
      try library.script {
        _ = try $0.addSketches([place: bytes], entrySize: 4500, ofKind: place.kind, after: progress, now: now)
      }
      progress = now
    }
    #expect(try blocks(place).map(\.count) == [31500, 22500])
    let bytes = try library.read { [place] in try $0.similarityBytes(of: place) }
    #expect(bytes == 54000)
  }

  /// Two processes have sketched the same versions: the second one stores nothing.
  @Test func onlyTheFirstOfTwoStoresItsSketches() throws {
    let now = SimilarityProgress(profile: "a", sketchedThrough: 7)
    try library.script { transaction throws in
      #expect(try transaction.addSketches([place: [1]], entrySize: 1, ofKind: place.kind, after: nil, now: now))
      #expect(try !transaction.addSketches([place: [1]], entrySize: 1, ofKind: place.kind, after: nil, now: now))
    }
    #expect(try blocks(place) == [[1]])
  }

  @Test func sketchesAreTakenAwayByKind() throws {
    var lesson = place
    lesson.kind = "micro_lesson"
    let now = SimilarityProgress(profile: "a", sketchedThrough: 7)
    try library.script { [lesson] transaction throws in
      for place in [place, lesson] {
        _ = try transaction.addSketches([place: [1]], entrySize: 1, ofKind: place.kind, after: nil, now: now)
      }
      try transaction.removeSketches(ofKind: place.kind)
      #expect(try transaction.similarityProgress(ofKind: place.kind) == nil)
      #expect(try transaction.similarityProgress(ofKind: lesson.kind) == now)
    }
    #expect(try blocks(place) == [])
    #expect(try blocks(lesson) == [[1]])
  }

  @Test func sketchesMoveWithARenamedSection() throws {
    try library.script {
      let now = SimilarityProgress(profile: "a", sketchedThrough: 7)
      _ = try $0.addSketches([place: [1]], entrySize: 1, ofKind: place.kind, after: nil, now: now)
      _ = try $0.renameSection(from: "passiv", to: "passiv_neu")
    }
    #expect(try blocks(place) == [])
    #expect(try blocks(SimilarityPlace(kind: place.kind, section: "passiv_neu", language: "de")) == [[1]])
  }

  @Test func whatHasNoSketchIsFoundByItsRow() throws {
    try library.script { transaction throws in
      #expect(try transaction.lastVersion() == 0)
      let first = try transaction.sample(versions: 2)
      let other = try transaction.sample(Key(section: "dativ", topic: nil, language: "de"))
      let lesson = try transaction.sample(kind: "micro_lesson")
      #expect(try transaction.lastVersion() == lesson.version(1))
      #expect(
        try transaction.versions(ofKind: place.kind, after: first.version(1), limit: 9).map(\.version) == [
          first.version(2), other.version(1),
        ])
      #expect(try transaction.versions(ofKind: place.kind, after: 0, limit: 2).map(\.version) == first.versions)
      let here = try transaction.versions(of: place, after: 0)
      #expect(here.map(\.version) == first.versions)
      #expect(here.map(\.place) == [place, place])
      #expect(here[1].body.contains("Nummer 2"))
    }
  }

  @Test func onlyWhatIsActiveOrWaitsCounts() throws {
    try library.script { transaction throws in
      let sample = try transaction.sample(versions: 2)
      func counting() throws -> [Int64] {
        try sample.versions.filter { try transaction.standing(ofVersion: $0)?.item == sample.item }
      }
      #expect(try counting() == [])
      try transaction.activate(sample.version(1), of: sample.item)
      #expect(try counting() == [sample.version(1)])
      try transaction.activate(sample.version(2), of: sample.item)
      #expect(try counting() == [sample.version(2)])
      _ = try transaction.deactivate(items: [sample.item], reason: "")
      #expect(try counting() == [])
      var new = NewVersion.sample(3, .run)
      new.review = .waiting
      let waiting = try transaction.addVersion(new, toItem: sample.item)
      #expect(try transaction.standing(ofVersion: waiting)?.uuid == transaction.item(sample.item).uuid)
      _ = try transaction.reject(item: sample.item, reason: "")
      #expect(try transaction.standing(ofVersion: waiting) == nil)
    }
  }
}
