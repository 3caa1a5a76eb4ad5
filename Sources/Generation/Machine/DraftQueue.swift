import ContentModel
import ContentStore

/// Drafts that wait for a call, in the groups that they can be asked for in.
///
/// Groups share kind, section, language and request options, and the topic where the kind is strict. Within a group the
/// drafts keep their order; groups come in the order in which they began to wait. A group to be assessed waits until it
/// is full, or no more texts of its place are to come. Each operation takes amortised constant time, however many
/// groups there are, but for putting back and taking out, which look through one group.
struct DraftQueue: Sendable {
  /// Where drafts come from that can be assessed together.
  struct Place: Hashable, Sendable {
    var kind: String
    var section: String
    var language: String

    init(kind: String, section: String, language: String) {
      self.kind = kind
      self.section = section
      self.language = language
    }

    init(_ draft: StoredDraft) {
      kind = draft.kind
      section = draft.key.section
      language = draft.key.language
    }
  }

  /// What the drafts of a group have in common.
  struct GroupKey: Hashable, Sendable {
    var role: Role
    var place: Place
    var options: String
    var topic: String?
    /// Not 0 for a group of its own: the rest of a call, or drafts with a limit of their own.
    var tag: Int
  }

  /// Drafts that were taken out for a call, and where they stood.
  struct Taken: Sendable {
    var ordinals: [Int]
    var key: GroupKey
    fileprivate var limit: Int
    fileprivate var number: Int
  }

  private enum Standing: Sendable { case inLine, small }

  private struct Group: Sendable {
    var key: GroupKey
    var limit: Int
    /// A slice, so that taking from the front costs no copy.
    var ordinals: ArraySlice<Int> = []
    /// Where it stands; nil while it begins.
    var standing: Standing?
  }

  private let policies: [String: GroupPolicy]
  /// By number, which grows: a lower one began to wait earlier.
  private var groups: [Int: Group] = [:]
  private var numbers: [GroupKey: Int] = [:]
  /// The group of each draft that waits.
  private var groupOf: [Int: Int] = [:]
  /// The numbers of groups that may be asked for, the first one first; those of groups that have gone are skipped.
  private var lines: [Role: ArraySlice<Int>] = [:]
  /// Groups to be assessed that may yet grow.
  private var small: [Place: [Int]] = [:]
  /// How many drafts wait for a text or are in a call for one, by place.
  private var textsToCome: [Place: Int] = [:]
  private var lastNumber = 0
  private var lastTag = 0

  init(groups policies: [String: GroupPolicy]) { self.policies = policies }

  var isEmpty: Bool { groups.isEmpty }

  /// Whether drafts wait to be assessed. Linear in the number of groups.
  var hasAssessments: Bool { groups.values.contains { $0.key.role == .assessment } }

  /// A tag that keeps drafts apart from all others.
  mutating func makeTag() -> Int {
    lastTag += 1
    return lastTag
  }

  /// Puts a draft after all others of its group; does nothing where it has ended.
  ///
  /// - Parameter assessmentLimit: The largest group that it may be assessed in, where that is less than the kind's.
  mutating func add(_ draft: StoredDraft, tag: Int = 0, assessmentLimit: Int? = nil) {
    guard let (key, limit) = place(draft, tag: tag, assessmentLimit: assessmentLimit) else { return }
    if key.role != .assessment { textsToCome[key.place, default: 0] += 1 }
    let number = numbers[key] ?? begin(key, limit: limit)
    groups[number]?.ordinals.append(draft.ordinal)
    groupOf[draft.ordinal] = number
    lineUp(number)
  }

  /// The drafts of the next call, taken out, or nil where none can be made now.
  mutating func next() -> Taken? {
    for role in [Role.assessment, .regeneration, .generation] {
      while let number = lines[role]?.first {
        if let group = groups[number] {
          if mayGo(group) { return take(number, group) }
          makeSmall(number, group)
        }
        lines[role]?.removeFirst()
      }
    }
    return nil
  }

  /// The first group to be assessed, full or not, or as many of it. Linear in the number of groups.
  mutating func nextAssessment(atMost count: Int) -> Taken? {
    let first = groups.filter { $0.value.key.role == .assessment }.min { $0.key < $1.key }
    return first.map { take($0.key, $0.value, atMost: count) }
  }

  /// Puts drafts back where they stood, for a call that was not made.
  ///
  /// - Parameter ordinals: Those of them that still wait.
  mutating func putBack(_ taken: Taken, _ ordinals: [Int]) {
    forget(taken, count: taken.ordinals.count - ordinals.count)
    guard let first = ordinals.first else { return }
    let number = numbers[taken.key] ?? begin(taken.key, limit: taken.limit, number: taken.number)
    for ordinal in ordinals { groupOf[ordinal] = number }
    // Before all that began later: calls may come back in any order.
    var waiting = groups[number]?.ordinals ?? []
    waiting.insert(contentsOf: ordinals, at: waiting.firstIndex { $0 > first } ?? waiting.endIndex)
    groups[number]?.ordinals = waiting
    lineUp(number)
  }

  /// Says that a call has ended and what came of it is added.
  mutating func ended(_ taken: Taken) { forget(taken, count: taken.ordinals.count) }

  /// Takes a draft out that no call is to be made for; does nothing where it does not wait.
  mutating func remove(_ ordinal: Int) {
    guard let number = groupOf.removeValue(forKey: ordinal), let key = groups[number]?.key else { return }
    if groups[number]?.ordinals.first == ordinal {
      groups[number]?.ordinals.removeFirst()
    } else if groups[number]?.ordinals.last == ordinal {
      groups[number]?.ordinals.removeLast()
    } else {
      groups[number]?.ordinals.removeAll { $0 == ordinal }
    }
    endIfEmpty(number, key)
    if key.role != .assessment { lowerTextsToCome(key.place, by: 1) }
  }

  /// Takes drafts out that a call is in flight for already.
  mutating func takeOut(_ drafts: [StoredDraft]) -> Taken? {
    guard let first = drafts.first, let (key, limit) = place(first, tag: 0, assessmentLimit: nil) else { return nil }
    for draft in drafts { remove(draft.ordinal) }
    if key.role != .assessment { textsToCome[key.place, default: 0] += drafts.count }
    lastNumber += 1
    return Taken(ordinals: drafts.map(\.ordinal), key: key, limit: limit, number: lastNumber)
  }

  /// The group that a draft belongs to, and how large a call of it may be; nil where the draft has ended.
  private func place(_ draft: StoredDraft, tag: Int, assessmentLimit: Int?) -> (GroupKey, limit: Int)? {
    let policy = policies[draft.kind] ?? GroupPolicy(size: 1, assessmentSize: 1, isStrict: true)
    var key = GroupKey(role: .generation, place: Place(draft), options: draft.options.text, topic: nil, tag: tag)
    var limit: Int
    switch draft.state {
    case .pendingGeneration:
      if policy.isStrict { key.topic = draft.key.topic }
      limit = min(policy.size(in: draft.key.section), draft.groupLimit ?? .max)
      // Drafts that may be asked for only in small groups stay among themselves.
      if tag == 0, let draftLimit = draft.groupLimit { key.tag = -draftLimit }
    case .pendingRegeneration:
      // One at a time: a draft's history holds no other draft's text.
      key.role = .regeneration
      limit = 1
    case .pendingAssessment:
      key.role = .assessment
      limit = min(policy.assessmentSize, assessmentLimit ?? policy.assessmentSize)
    case .completed, .dropped: return nil
    }
    return (key, max(1, limit))
  }

  private mutating func begin(_ key: GroupKey, limit: Int, number: Int? = nil) -> Int {
    if number == nil { lastNumber += 1 }
    let number = number ?? lastNumber
    groups[number] = Group(key: key, limit: limit)
    numbers[key] = number
    return number
  }

  private func mayGo(_ group: Group) -> Bool {
    group.key.role != .assessment || group.ordinals.count >= group.limit || textsToCome[group.key.place] == nil
  }

  /// Lets a group stand in line as soon as it may go.
  private mutating func lineUp(_ number: Int) {
    guard let group = groups[number], group.standing != .inLine else { return }
    guard mayGo(group) else { return makeSmall(number, group) }
    groups[number]?.standing = .inLine
    if let last = lines[group.key.role]?.last, last > number {
      // One that was put back, or was filled late, goes before those that began later.
      let index = lines[group.key.role]?.firstIndex { $0 > number } ?? 0
      lines[group.key.role]?.insert(number, at: index)
    } else {
      lines[group.key.role, default: []].append(number)
    }
  }

  private mutating func makeSmall(_ number: Int, _ group: Group) {
    if group.standing == .small { return }
    groups[number]?.standing = .small
    small[group.key.place, default: []].append(number)
  }

  private mutating func take(_ number: Int, _ group: Group, atMost count: Int = .max) -> Taken {
    let ordinals = Array(group.ordinals.prefix(min(group.limit, count)))
    for ordinal in ordinals { groupOf[ordinal] = nil }
    groups[number]?.ordinals.removeFirst(ordinals.count)
    endIfEmpty(number, group.key)
    return Taken(ordinals: ordinals, key: group.key, limit: group.limit, number: number)
  }

  private mutating func endIfEmpty(_ number: Int, _ key: GroupKey) {
    guard groups[number]?.ordinals.isEmpty == true else { return }
    groups[number] = nil
    numbers[key] = nil
  }

  private mutating func forget(_ taken: Taken, count: Int) {
    if taken.key.role != .assessment { lowerTextsToCome(taken.key.place, by: count) }
  }

  /// With the last text of a place, its small groups have nothing to wait for any more.
  private mutating func lowerTextsToCome(_ place: Place, by count: Int) {
    guard let now = textsToCome[place], count > 0 else { return }
    textsToCome[place] = now > count ? now - count : nil
    if now > count { return }
    for number in small.removeValue(forKey: place) ?? [] { lineUp(number) }
  }
}
