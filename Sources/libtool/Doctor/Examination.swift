import ContentModel
import Formats
import Generation
import Notifications
import Providers
import Workspace

/// Looks at a library and what is around it, as far as each part of it can be looked at, and changes nothing.
struct Examination: Sendable {
  var context: LibtoolContext
  /// Whether no provider is to be called.
  var isOffline = false
  /// Whether the store is to be looked through quickly only.
  var isQuick = false

  /// The longest that a provider may take.
  static let deadline = Duration.seconds(10)

  /// What there is to say. No secret is in it.
  func diagnoses() async -> [Diagnosis] {
    let keys = StoredKeys(context.world)
    let location: LibraryLocation
    do {
      location = try LibraryLocation.find(option: context.globals.library, world: context.world, from: context.folder)
    } catch {
      return [Diagnosis(.library, .error, error)] + keys.diagnoses(of: [])
    }
    do {
      let (library, problems) = try Library.openPartly(
        location, overrides: context.globals.set, world: context.world)
      return await diagnoses(of: library, problems, keys)
    } catch {
      let found = [
        Diagnosis(.library, .error, error, mend: "mend library/libtool.yaml"),
        Diagnosis(
          .library, .info,
          "without its settings, catalogue, prompts, providers, prices, limits and notifications were not looked at"),
      ]
      return found + keys.diagnoses(of: []) + permissions(of: location, jobs: [])
        + storeDiagnoses(at: location, providers: [], settings: nil).found
    }
  }

  private func diagnoses(
    of library: Library, _ problems: [Library.KindProblem], _ keys: StoredKeys
  ) async -> [Diagnosis] {
    let settings = library.settings
    let kinds = library.settings.kinds.map(\.name).joined(separator: ", ")
    var found: [Diagnosis] = []
    do {
      try ProviderSettings.check(settings)
      found.append(
        Diagnosis(
          .library, .ok, "\(library.location.root): mode \(settings.mode.rawValue), kinds \(kinds)",
          details: ["path": .string(library.location.root), "mode": .string(settings.mode.rawValue)]))
    } catch {
      found.append(Diagnosis(.library, .error, error, mend: "mend library/libtool.yaml"))
    }
    var (providers, refusals) = ProvidersInUse.of(settings, keys: keys.usable, environment: context.world.environment)
    refusals.removeAll { refusal in found.contains { $0.message == refusal.message } }
    found += refusals
    async let answers = ask(providers)
    let store = storeDiagnoses(at: library.location, providers: providers, settings: settings)
    found += store.found + keys.diagnoses(of: providers)
    found += Diagnosis.prices(
      of: providers, PriceTable(currency: settings.currency, date: settings.pricesAsOf, prices: settings.prices),
      names: settings.prices.keys.sorted(), now: context.world.now(), called: store.models, budgets: settings.budgets)
    found += promptDiagnoses(of: library, problems)
    found += catalogueDiagnoses(of: library, hasAllKinds: problems.isEmpty, storedDigest: store.catalogueDigest)
    found += permissions(of: library.location, jobs: settings.exports)
    found += Diagnosis.notifications(settings.notifications, environment: context.world.environment)
    for (provider, answer) in zip(providers, await answers) {
      found += Diagnosis.reachability(of: provider, answer)
    }
    let redactor = Redactor(secrets: keys.secrets + secrets(of: providers, settings))
    return found.map { $0.redacted(by: redactor) }
  }

  /// Keys in variables with names of their own, and webhooks.
  private func secrets(of providers: [ProviderInUse], _ settings: Settings) -> [String] {
    providers.compactMap { $0.key?.key }
      + settings.notifications.compactMap { channel in
        guard case .webhook(let place) = channel.way else { return nil }
        return NoticeSender.url(place, context.world.environment)
      }
  }

  /// Asks all endpoints side by side.
  private func ask(_ providers: [ProviderInUse]) async -> [ProviderAnswer?] {
    let (world, isOffline) = (context.world, isOffline)
    return await withTaskGroup(of: (Int, ProviderAnswer).self) { group in
      for (index, provider) in providers.enumerated() {
        guard let endpoint = provider.endpoint else { continue }
        if isOffline || (endpoint.settings.needsKey && endpoint.key == nil) {
          group.addTask { (index, .offline) }
          continue
        }
        group.addTask {
          let began = world.uptime()
          let check = await endpoint.check(in: world, deadline: Self.deadline)
          return (index, .checked(check, milliseconds: Int((world.uptime() - began) / .milliseconds(1))))
        }
      }
      var answers = [ProviderAnswer?](repeating: nil, count: providers.count)
      for await (index, answer) in group { answers[index] = answer }
      return answers
    }
  }
}
