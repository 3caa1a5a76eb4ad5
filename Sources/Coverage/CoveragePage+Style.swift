extension CoveragePage {
  /// Orange to blue keeps its order for all common kinds of colour vision; hatching, signs and numbers say the same
  /// again.
  static let style = """

    :root { --ink: #1b2733; --soft: #5b6875; --line: #d5dbe1; --paper: #fff; --wash: #f5f7f9; }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body { margin: 0; background: var(--wash); color: var(--ink); font: 15px/1.45 system-ui, "Segoe UI", "Helvetica Neue", \
    Arial, "DejaVu Sans", sans-serif; }
    main { max-width: 1800px; margin: 0 auto; padding: 20px 28px 48px; }
    h1 { font-size: 26px; line-height: 1.2; margin: 8px 0 2px; letter-spacing: -.01em; }
    h2 { font-size: 17px; margin: 30px 0 10px; }
    .meta, .hint { color: var(--soft); margin: 0 0 10px; font-size: 13.5px; max-width: 110ch; }
    code { font: .86em ui-monospace, "SFMono-Regular", Consolas, "DejaVu Sans Mono", monospace; color: var(--soft); }
    .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .banner { margin: 0 0 14px; padding: 9px 14px; border: 2px solid #7a3d00; border-radius: 6px; color: #4a2600; \
    background: repeating-linear-gradient(-45deg, #fff3e0 0 14px, #ffe6c2 14px 28px); }
    .tiles { display: flex; flex-wrap: wrap; gap: 10px; margin: 0 0 12px; }
    .tile { flex: 1 1 120px; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 9px 14px; }
    .tile dt { color: var(--soft); font-size: 12.5px; }
    .tile dd { margin: 0; font-size: 25px; font-weight: 650; line-height: 1.25; font-variant-numeric: tabular-nums; }
    .tile small { display: block; font-size: 12px; font-weight: 400; color: var(--soft); }
    .bar { display: flex; gap: 2px; border-radius: 6px; overflow: hidden; font-size: 12.5px; }
    .bar span { padding: 4px 8px; min-width: max-content; white-space: nowrap; }
    table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
    .levels { font-size: 14px; }
    .levels th, .levels td { padding: 2px 14px 2px 0; text-align: left; font-weight: 400; }
    .levels thead th { color: var(--soft); font-size: 12.5px; }
    .levels tbody th { font-weight: 600; }
    .levels .n, .gaps .n { text-align: right; white-space: nowrap; }
    .meter { width: 300px; }
    .meter::before { content: none; }
    .levels td.meter { background: linear-gradient(#e3e8ed, #e3e8ed) 0 50% / calc(100% - 14px) 12px no-repeat; padding-right: 14px; }
    .meter span { display: block; height: 12px; background: #4393c3; }
    .legend { display: flex; flex-wrap: wrap; gap: 6px 22px; list-style: none; margin: 0 0 10px; padding: 0; font-size: 13.5px; }
    .legend li { display: flex; align-items: center; gap: 8px; }
    .key { display: inline-block; width: 40px; height: 30px; padding-top: 2px; text-align: center; border: 1px solid #0002; }
    .heat b, .key b { display: block; font-size: 11.5px; font-weight: 600; line-height: 14px; }
    .heat i, .key i { display: block; font-style: normal; font-size: 10px; line-height: 11px; }
    .missing { background: repeating-linear-gradient(-45deg, #b35806 0 5px, #a04d00 5px 7px); color: #fff; }
    .low { background: #f1a340; color: #2b1700; }
    .half, .bar .thin { background: #fbc681; color: #2b1700; }
    .high { background: #fee6c8; color: #2b1700; }
    .met { background: #b9d7ea; color: #06263d; }
    .over { background: #8dbcdd; color: #06263d; box-shadow: inset 0 0 0 2px #2467a3; }
    .free { background: var(--paper); color: #44505c; }
    .free b { font-weight: 400; }
    .none { color: #b4bdc6; }
    .outside { background: repeating-linear-gradient(45deg, #eef1f4 0 3px, #fbfcfd 3px 6px); }
    .scroll { position: relative; overflow: auto; max-height: 86vh; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); }
    .scroll:focus-visible, button:focus-visible { outline: 3px solid #1f6fb2; outline-offset: 1px; }
    .heat { table-layout: fixed; width: max-content; }
    .heat col { width: 38px; }
    .heat .c-level { width: 50px; }
    .heat .c-section { width: 236px; }
    .heat .c-whole { width: 58px; }
    .heat colgroup { width: 38px; }
    .heat td { height: 33px; padding: 2px 0; text-align: center; border-right: 1px solid #fff; border-bottom: 1px solid #fff; overflow: hidden; }
    .heat td.free, .heat td.outside { border-color: #edf0f3; }
    .heat .first { border-left: 2px solid #aab4be; }
    .heat th { background: var(--paper); font-weight: 500; text-align: left; border-bottom: 1px solid var(--line); }
    .heat thead th { position: sticky; top: 0; z-index: 2; vertical-align: bottom; padding: 4px 8px; font-size: 12.5px; color: var(--soft); }
    .heat thead .theme { height: 28px; padding: 4px 6px; border-left: 2px solid #aab4be; color: var(--ink); font-weight: 650; vertical-align: middle; }
    .heat thead .theme:nth-child(4) { border-left: 0; }
    .heat .theme span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .heat thead .topic { top: 28px; height: 142px; padding: 6px 0 5px; text-align: center; color: var(--ink); font-size: 12px; }
    .topic span { display: inline-block; writing-mode: vertical-rl; transform: rotate(180deg); max-height: 130px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .heat .level { position: sticky; left: 0; z-index: 1; padding: 6px 8px; vertical-align: top; font-weight: 650; border-right: 1px solid var(--line); }
    .heat .name { position: sticky; left: 50px; z-index: 1; padding: 2px 8px; line-height: 1.2; }
    .heat tbody .name { font-size: 13px; }
    .name span, .name code { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .name code { font-size: 10.5px; line-height: 15px; }
    .heat .whole { position: sticky; left: 286px; z-index: 1; border-left: 1px solid var(--line); border-right: 3px solid #7d8a97; }
    .heat td.whole b { font-size: 12.5px; font-weight: 700; }
    .heat thead .level, .heat thead .name, .heat thead .whole { z-index: 3; }
    .heat thead .level { vertical-align: bottom; font-weight: 500; }
    .heat thead .whole { padding: 4px 4px; text-align: center; }
    .heat tbody:not(:first-of-type) tr:first-child > * { border-top: 2px solid #aab4be; }
    .heat tbody tr:hover td { box-shadow: inset 0 0 0 99px #0000000f; }
    .gaps { width: 100%; font-size: 13.5px; }
    .gaps th { position: sticky; top: 0; background: var(--paper); padding: 0; text-align: left; border-bottom: 2px solid var(--line); z-index: 1; }
    .gaps td { padding: 4px 9px; border-bottom: 1px solid #edf0f3; vertical-align: top; line-height: 1.3; }
    .gaps td code { display: block; font-size: 11px; }
    .gaps .status { white-space: nowrap; }
    .gaps tr:last-child td { border-bottom: 0; }
    .gaps tbody tr:hover td { background: #f0f5fa; }
    .gaps button { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 8px 9px; width: 100%; text-align: inherit; cursor: pointer; white-space: nowrap; font-size: 12.5px; }
    .gaps button span::after { content: " ↕"; color: #a5b0ba; }
    .gaps [aria-sort="ascending"] button span::after { content: " ↑"; color: var(--ink); }
    .gaps [aria-sort="descending"] button span::after { content: " ↓"; color: var(--ink); }
    .gaps em { color: var(--soft); }
    .dot { display: inline-block; width: 20px; margin-right: 3px; text-align: center; border-radius: 4px; font-size: 11px; }
    .floor { font-size: 11.5px; color: var(--soft); border: 1px solid var(--line); border-radius: 4px; padding: 0 5px; }
    @media screen and (max-width: 700px) {
      main { padding: 14px; }
      .heat .c-level { width: 34px; } .heat .c-section { width: 140px; } .heat .c-whole { width: 48px; }
      .heat .level { left: auto; padding: 6px 4px; } .heat .whole { left: auto; z-index: auto; }
      .heat .name { left: 0; border-right: 1px solid var(--line); } .heat thead .name { z-index: 4; }
      .heat tbody .name span, .heat tbody .name code { width: 124px; }
    }
    @media print {
      @page { size: A4 landscape; margin: 8mm; }
      * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      body { background: #fff; font-size: 9pt; }
      main { max-width: none; padding: 0; }
      h1 { font-size: 17pt; } h2 { font-size: 11pt; margin: 12pt 0 5pt; break-after: avoid; }
      .tile dd { font-size: 14pt; } .tile { padding: 4pt 8pt; }
      .map { break-inside: avoid-page; } .map.large { break-before: page; break-inside: auto; }
      .scroll { overflow: visible; max-height: none; border: 0; }
      .heat { width: 100%; }
      .heat.narrow { width: auto; }
      .heat col, .heat colgroup { width: auto; }
      .heat .c-level { width: 20pt; } .heat .c-section { width: 112pt; } .heat .c-whole { width: 28pt; }
      .heat th, .heat td, .gaps th { position: static !important; }
      .heat td { height: 13.5pt; padding: 0; } .heat .over { box-shadow: inset 0 0 0 1px #2467a3; }
      .heat b { font-size: 5.6pt; line-height: 7pt; letter-spacing: -.02em; } .heat i { font-size: 5pt; line-height: 6pt; }
      .heat td.whole b { font-size: 7pt; }
      .heat .level { padding: 2pt; font-size: 7.5pt; } .heat tbody .name { padding: 0 3pt; font-size: 6.4pt; line-height: 1.1; }
      .name code { font-size: 5pt; line-height: 1.15; }
      .heat thead th { font-size: 6.5pt; padding: 2pt; } .heat thead .topic { height: 76pt; font-size: 6.2pt; padding: 2pt 0; }
      .heat thead .theme { height: 13pt; padding: 1pt 2pt; font-size: 6.5pt; }
      .topic span { max-height: 72pt; }
      .gaps { font-size: 7.5pt; } .gaps td, .gaps button { padding: 1.5pt 4pt; } .gaps td code { font-size: 6pt; }
      .gaps button { font-size: 7pt; } .gaps button span { display: none; } .dot { font-size: 7pt; width: 11pt; }
      .floor { font-size: 6pt; }
      tr { break-inside: avoid; } thead { display: table-header-group; }
    }

    """
}
