/// The style sheet of a report: light and dark, phone to wide screen, and paper. It names no file and no font that would be loaded.
///
/// Every colour of text has a contrast of at least 4.5 to 1 on its ground (WCAG 2.2, 1.4.3).
enum ReportStyle {
  static let sheet = """
    :root { color-scheme: light dark; --ground: #ffffff; --raised: #f5f6f8; --ink: #1a1d21; --faint: #565d66; --line: #d5d9df; --link: #0a4f9c;
      --bar: #7a94b8; --mark: #fff3c4; }
    @media screen and (prefers-color-scheme: dark) {
      :root { --ground: #14181e; --raised: #1e2226; --ink: #e8eaed; --faint: #a9b1bb; --line: #3a4047; --link: #8ab8f5; --bar: #5f7fa8;
        --mark: #4a3f12; }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
    @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
    body { margin: 0 auto; padding: 0 1rem 4rem; max-width: 76rem; background: var(--ground); color: var(--ink);
      font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
    header { padding: 2.5rem 0 1rem; border-bottom: 1px solid var(--line); }
    .kind { margin: 0; color: var(--faint); font-size: .85rem; letter-spacing: .06em; text-transform: uppercase; }
    .facts { max-width: none; margin: .25rem 0 0; color: var(--faint); }
    h1 { margin: .2rem 0 0; font-size: clamp(1.6rem, 4.5vw, 2.4rem); line-height: 1.15; text-wrap: balance; overflow-wrap: anywhere; }
    h2 { margin: 0 0 .75rem; font-size: 1.45rem; line-height: 1.25; }
    h3 { margin: 2rem 0 .5rem; font-size: 1.1rem; line-height: 1.3; overflow-wrap: anywhere; }
    section { padding-top: 2.75rem; }
    p, dl, ul { max-width: 46rem; margin: 0 0 1rem; overflow-wrap: break-word; }
    ul { padding-left: 1.2rem; }
    li { margin: 0 0 .4rem; }
    a { color: var(--link); text-underline-offset: .15em; }
    a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
    :target { background: var(--mark); }
    section:target { background: none; }
    .skip { position: absolute; left: -100vw; }
    .skip:focus { left: 1rem; top: .5rem; padding: .5rem 1rem; background: var(--ground); z-index: 1; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    nav ol { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1rem 0 0; padding: 0; list-style: none; font-size: .92rem; }
    nav li { margin: 0; }
    nav a { display: inline-block; padding: .2rem 0; }
    .question { font-size: 1.1rem; color: var(--faint); }
    .answer { font-size: 1.15rem; line-height: 1.6; }
    code { font: .92em ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
    pre { max-width: 100%; margin: 0 0 1rem; padding: .8rem 1rem; overflow: auto; background: var(--raised); border-radius: 4px;
      font: .85rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
    pre.record { max-height: 30rem; }
    .scroll { position: relative; overflow-x: auto; margin: 0 0 1.25rem; }
    table { border-collapse: collapse; font-size: .9rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
    caption { text-align: left; font-weight: 600; padding: 0 0 .4rem; }
    th, td { padding: .4rem .75rem .4rem 0; text-align: left; vertical-align: top; font-weight: 400; border-bottom: 1px solid var(--line); }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { font-weight: 600; vertical-align: bottom; }
    thead th.group { border-bottom-width: 2px; text-align: center; }
    tbody th { font-weight: 400; }
    th code { white-space: nowrap; }
    .number { text-align: right; white-space: nowrap; }
    small, td small { color: var(--faint); font-size: .85em; }
    details { margin: 0 0 1rem; }
    summary { cursor: pointer; padding: .3rem 0; color: var(--link); }
    details[open] > summary { margin-bottom: .5rem; }
    dt { font-weight: 600; margin-top: .8rem; }
    dd { margin: 0; }
    figure { margin: 1.5rem 0 2rem; }
    figcaption { max-width: 46rem; margin: 0 0 .6rem; }
    figcaption strong { display: block; }
    .first { padding-left: 1.5rem; }
    .short { white-space: nowrap; }
    .lead figure { margin-top: 0; }
    @media (min-width: 72rem) {
      .lead { display: grid; grid-template-columns: minmax(0, 1fr) 25rem; gap: 3rem; }
      .lead .charts { grid-template-columns: 1fr; }
    }
    @media (max-width: 40rem) {
      th code { white-space: normal; }
      tbody th { min-width: 8.5rem; }
    }
    .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1.25rem; align-items: start; }
    .chart { display: block; width: 100%; max-width: 27rem; height: auto; }
    .bar { width: 9rem; height: .8rem; margin-top: .25rem; background: var(--raised); }
    .bar div { height: 100%; background: var(--bar); }
    footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--faint); font-size: .9rem; }
    @page { margin: 16mm 14mm; }
    @media print {
      :root { color-scheme: light; --ground: #ffffff; --raised: #ffffff; --ink: #000000; --faint: #444444; --line: #bbbbbb; --link: #000000;
        --bar: #888888; --mark: #ffffff; }
      html { font-size: 10pt; }
      body { max-width: none; padding: 0; }
      header { padding-top: 0; }
      nav, .skip { display: none; }
      details:not([open]) { display: none; }
      section { padding-top: 1.5rem; }
      h2, h3, figcaption, caption, thead { break-after: avoid; }
      tr, svg, figcaption { break-inside: avoid; }
      .charts { display: block; orphans: 1; widows: 1; }
      .chart { display: inline-block; width: 48%; margin: 0 1% 3mm 0; vertical-align: top; }
      .lead { display: block; }
      p { orphans: 3; widows: 3; }
      .scroll { overflow: visible; }
      table { font-size: 7.5pt; width: 100%; }
      thead { display: table-header-group; }
      th, td { padding-right: .4rem; }
      th code, .short { white-space: normal; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); }
      a { text-decoration: none; }
    }

    """
}
