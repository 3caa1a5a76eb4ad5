extension CostPage {
  /// By the names and measures of the page of coverage. On paper it is always light.
  static let style = """

    :root { color-scheme: light; --ink: #1b2733; --soft: #5b6875; --line: #d5dbe1; --paper: #fff; --wash: #f5f7f9;
      --note: #fff3e0; --note-ink: #4a2600; --note-line: #7a3d00; --accepted: #4393c3; --pending: #b9d7ea;
      --lost: #f1a340; --lost-line: #7a3d00; --overhead: #f5f7f9; --overhead-dot: #5b6875; }
    @media screen and (prefers-color-scheme: dark) {
      :root { color-scheme: dark; --ink: #e4e9ee; --soft: #a3b0bc; --line: #3a4652; --paper: #1c242c; --wash: #12181e;
        --note: #33230f; --note-ink: #ffd9a8; --note-line: #c98a3c; --accepted: #4f9fd0; --pending: #2f5673;
        --lost: #d98a2b; --lost-line: #3b1f00; --overhead: #2a343e; --overhead-dot: #a3b0bc; }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body { margin: 0; background: var(--wash); color: var(--ink); font: 15px/1.45 system-ui, "Segoe UI", "Helvetica Neue", \
    Arial, "DejaVu Sans", sans-serif; }
    main { max-width: 1400px; margin: 0 auto; padding: 20px 28px 48px; }
    h1 { font-size: 26px; line-height: 1.2; margin: 8px 0 2px; }
    h2 { font-size: 17px; margin: 28px 0 10px; break-after: avoid; }
    .meta { color: var(--soft); font-size: 13.5px; margin: 0 0 14px; }
    code { font: .86em ui-monospace, "DejaVu Sans Mono", monospace; }
    .banner { margin: 0 0 14px; padding: 9px 14px; border: 2px solid var(--note-line); border-radius: 6px; \
    color: var(--note-ink); background: var(--note); }
    .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(148px, 1fr)); gap: 10px; margin: 0; }
    .tile { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 9px 14px; }
    dt { color: var(--soft); font-size: 12.5px; }
    dd { margin: 0; font-size: 21px; font-weight: 650; font-variant-numeric: tabular-nums; }
    small { display: block; font-size: 12px; font-weight: 400; color: var(--soft); }
    .fills { position: absolute; }
    .accepted { fill: var(--accepted); } .pending { fill: var(--pending); }
    .lost { fill: url(#lost); } .overhead { fill: url(#overhead); }
    .lost-ground { fill: var(--lost); } .lost-line { fill: var(--lost-line); }
    .overhead-ground { fill: var(--overhead); } .overhead-dot { fill: var(--overhead-dot); }
    .legend { display: flex; flex-wrap: wrap; gap: 6px 22px; list-style: none; margin: 0 0 10px; padding: 0; font-size: 13.5px; }
    .legend li { display: flex; align-items: center; gap: 8px; }
    .legend svg { border: 1px solid var(--ink); }
    .chart, .scroll { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
    .chart { display: grid; grid-template-columns: fit-content(34%) 1fr max-content; gap: 6px 10px; list-style: none; \
    margin: 0; padding: 12px 14px; font-size: 13.5px; line-height: 1.3; }
    .chart li { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center; break-inside: avoid; }
    .chart .label { overflow-wrap: anywhere; }
    .chart .n { font-variant-numeric: tabular-nums; }
    .bar { display: block; width: 100%; height: 18px; }
    .scroll { overflow: auto; margin-top: 14px; }
    .scroll:focus-visible { outline: 3px solid #1f6fb2; outline-offset: 1px; }
    table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
    th, td { padding: 4px 7px; border-bottom: 1px solid var(--line); text-align: left; font-weight: 400; white-space: nowrap; }
    thead th, tfoot th, tfoot td { font-weight: 650; }
    tfoot tr > * { border-bottom: 0; }
    td, .n { text-align: right; }
    th:first-child { position: sticky; left: 0; background: var(--paper); }
    @media screen and (max-width: 700px) {
      main { padding: 14px; }
      .chart { grid-template-columns: 1fr max-content; gap: 2px 10px; }
      .chart .bar { grid-row: 2; grid-column: 1 / -1; margin-bottom: 8px; }
      tbody th { white-space: normal; }
    }
    @media print {
      @page { size: A4 landscape; margin: 10mm; }
      * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      body { background: #fff; font-size: 9pt; } main { max-width: none; padding: 0; }
      h1 { font-size: 17pt; } h2 { font-size: 11pt; margin: 12pt 0 5pt; } dd { font-size: 13pt; } .tile { padding: 4pt 8pt; }
      .chart { font-size: 8pt; gap: 2pt 8pt; } .bar { height: 10pt; }
      .scroll { overflow: visible; border: 0; } table { font-size: 7pt; } .wide { font-size: 6pt; }
      th, td { padding: 1.5pt 3pt; } th { white-space: normal; } tbody th { overflow-wrap: anywhere; }
      th:first-child { position: static; } thead { display: table-header-group; } tfoot { display: table-row-group; }
      tr { break-inside: avoid; }
    }

    """
}
