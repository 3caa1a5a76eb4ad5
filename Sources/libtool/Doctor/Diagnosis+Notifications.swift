import Formats
import Notifications

extension Diagnosis {
  /// Whether each notification has somewhere to go. A URL is a secret and not shown.
  static func notifications(_ channels: [NoticeChannel], environment: [String: String]) -> [Diagnosis] {
    channels.map { channel in
      let name = "notifications.\(channel.name)"
      let events = channel.events.map(\.rawValue).sorted()
      let details: JSON = ["channel": .string(channel.name), "on": .array(events.map(JSON.string))]
      guard case .webhook(let place) = channel.way else {
        return Diagnosis(.notifications, .ok, "\(name) runs a command", details: details)
      }
      guard let variable = NoticeSender.variable(of: place) else {
        return Diagnosis(.notifications, .ok, "\(name) posts to a URL of the settings", details: details)
      }
      let url = environment[variable] ?? ""
      if url.isEmpty {
        return Diagnosis(
          .notifications, .warning, "\(name): the environment has no \(variable), so nobody is told",
          mend: "set \(variable) to the webhook's URL, or take the notification out", details: details)
      }
      if !url.hasPrefix("https://"), !url.hasPrefix("http://") {
        return Diagnosis(
          .notifications, .warning, "\(name): what the environment has in \(variable) is no http or https URL",
          mend: "set \(variable) to the webhook's URL", details: details)
      }
      return Diagnosis(.notifications, .ok, "\(name) posts to the URL in \(variable)", details: details)
    }
  }
}
