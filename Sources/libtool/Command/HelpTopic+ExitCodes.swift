import Console

extension HelpTopic {
  /// `libtool help exit-codes`.
  static let exitCodes = HelpTopic(
    name: "exit-codes", abstract: "What the exit codes mean.",
    text: """
      Exit codes, a contract with scripts:

         0  done; a fill: what was wanted is closed, or the accepted share is at least --min-accept
         1  failed
         2  the command line is wrong
         3  done in part; a fill: less was accepted than --min-accept asks for
         4  a gate is not met: `coverage --fail-under`, `check --fail-on`
         5  the budget or a usage limit is reached
         6  the store is busy or locked
         7  the provider refuses: key, quota
       130  interrupted; a fill can be resumed with `libtool runs resume`
      """)
}
