import Testing

/// A run of batch jobs that is given up when its texts are there and paid, and not assessed yet.
@Suite struct BatchCancelTests {
  private static let texts = """
    leave
    finish_these
    libtool runs resume last --detach > /dev/null

    """

  @Test func itSaysWhereThePaidTextsAre() throws {
    let result = try BatchShell().run(
      Self.texts + """
        libtool runs cancel last --yes | names
        libtool runs show last | grep '^Rescue' | names
        libtool review list --dropped --run $run | tail -n +2 | cut -d ' ' -f 1 | names
        libtool review accept $run:1 > /dev/null && libtool runs show last --json | grep rescuable
        """)
    #expect(
      result.output == """
        Run RUN is cancelled; let go: 3 drafts; kept: 0 items.
        3 drafts were dropped; 3 of them have a text: `libtool review list --dropped --run RUN`; `libtool review accept RUN:N` makes one an item.
        Rescue        3 of them have a text: `libtool review list --dropped --run RUN`; `libtool review accept RUN:N` makes one an item
        RUN:1
        RUN:2
        RUN:3
          "rescuable": 2,

        """)
  }

  @Test func itSaysSoToPrograms() throws {
    let result = try BatchShell().run(
      Self.texts + """
        libtool runs cancel last --yes --json 2> notes.txt | grep '^  "rescuable"\\|^  "status": "cancelled"'
        names < notes.txt
        """)
    #expect(
      result.output == """
          "status": "cancelled",
          "rescuable": 3,
        note: 3 drafts were dropped; 3 of them have a text: `libtool review list --dropped --run RUN`; `libtool review accept RUN:N` makes one an item

        """)
  }
}
