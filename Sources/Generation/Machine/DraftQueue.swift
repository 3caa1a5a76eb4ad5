import ContentModel
import ContentStore

/// Drafts that wait for a call, in the groups that they can be asked for in.
///
/// Groups share kind, section, language and request options, and the topic where the kind is strict. Within a group the
/// drafts keep their order; groups come in the order in which they began to wait.
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

  private struct GroupKey: Hashable, Sendable {
    var role: Role
    var place: Place
    var options: String
    var topic: String?
    /// Not 0 for a group of its own: the rest of an answered group, or one draft alone.
    var tag: Int
  }

  private struct Group: Sendable {
    /// A slice, so that taking from the front costs no copy.
    var ordinals: ArraySlice<Int>
    var limit: Int
  }

  private let policies: [String: GroupPolicy]
  private var groups: [GroupKey: Group] = [:]
  private var order: [Role: [GroupKey]] = [:]
  /// Drafts still to be asked for, by place: while there are any, an assessment group may yet grow.
  private var toAsk: [Place: Int] = [:]
  private var lastTag = 0

  init(groups policies: [String: GroupPolicy]) { self.policies = policies }

  var isEmpty: Bool { groups.isEmpty }

  /// A tag that keeps drafts apart from all others.
  mutating func makeTag() -> Int {
    lastTag += 1
    return lastTag
  }

  mutating func add(_ draft: StoredDraft, tag: Int = 0) { insert(draft, tag: tag, first: false) }

  /// Puts a draft back before all others of its group.
  mutating func addFirst(_ draft: StoredDraft) { insert(draft, tag: 0, first: true) }

  mutating func remove(_ ordinal: Int) {
    for (key, group) in groups where group.ordinals.contains(ordinal) {
      if key.role != .assessment { toAsk[key.place, default: 0] -= 1 }
      change(key) { $0.removeAll { $0 == ordinal } }
      return
    }
  }

  /// The drafts of the next call, taken out.
  ///
  /// - Parameter inFlight: Places that calls in flight may bring drafts to assess for: their small assessment groups
  ///   wait to be filled up.
  mutating func next(inFlight: Set<Place>) -> (role: Role, ordinals: [Int])? {
    for role in [Role.assessment, .regeneration, .generation] {
      for key in order[role] ?? [] {
        guard let group = groups[key] else { continue }
        if role == .assessment, group.ordinals.count < group.limit,
          inFlight.contains(key.place) || toAsk[key.place, default: 0] > 0
        {
          continue
        }
        let taken = Array(group.ordinals.prefix(group.limit))
        if role != .assessment { toAsk[key.place, default: 0] -= taken.count }
        change(key) { $0.removeFirst(taken.count) }
        return (role, taken)
      }
    }
    return nil
  }

  private mutating func insert(_ draft: StoredDraft, tag: Int, first: Bool) {
    let policy = policies[draft.kind] ?? GroupPolicy(size: 1, assessmentSize: 1, isStrict: true)
    let place = Place(draft)
    var key = GroupKey(role: .generation, place: place, options: draft.options.text, topic: nil, tag: tag)
    var limit = policy.size
    switch draft.state {
    case .pendingGeneration:
      if policy.isStrict { key.topic = draft.key.topic }
      if let draftLimit = draft.groupLimit {
        limit = min(limit, draftLimit)
        // Drafts that may be asked for only in small groups stay among themselves.
        if key.tag == 0 { key.tag = -draftLimit }
      }
    case .pendingRegeneration:
      // One at a time: a draft's history holds no other draft's text.
      key.role = .regeneration
      limit = 1
    case .pendingAssessment:
      key.role = .assessment
      limit = policy.assessmentSize
    case .completed, .dropped: return
    }
    if key.role != .assessment { toAsk[place, default: 0] += 1 }
    if groups[key] != nil {
      change(key) { first ? $0.insert(draft.ordinal, at: $0.startIndex) : $0.append(draft.ordinal) }
    } else {
      groups[key] = Group(ordinals: [draft.ordinal], limit: max(1, limit))
      if first { order[key.role, default: []].insert(key, at: 0) } else { order[key.role, default: []].append(key) }
    }
  }

  /// Changes a group in place; a group that has become empty goes.
  private mutating func change(_ key: GroupKey, _ body: (inout ArraySlice<Int>) -> Void) {
    body(&groups[key, default: Group(ordinals: [], limit: 1)].ordinals)
    if groups[key]?.ordinals.isEmpty == true {
      groups[key] = nil
      order[key.role]?.removeAll { $0 == key }
    }
  }
}
