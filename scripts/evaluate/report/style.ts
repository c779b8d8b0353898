/** Light and dark by the reader's own setting; prints as well. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfcfa; --ink: #17231f; --soft: #4b5a54; --line: #dfe5e1;
  --lexical: #b0720d; --semantic: #3f6fae; --hybrid: #0f6b4c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #101715; --ink: #e9efe9; --soft: #a9b6af; --line: #2a3531;
    --lexical: #e0a64a; --semantic: #86aee0; --hybrid: #5fd0a4;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 60rem; padding: 3rem 1.5rem 5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, "Segoe UI", "Noto Sans", sans-serif;
}
h1, h2, h3 { font-family: Georgia, "Noto Serif", serif; font-weight: 600; line-height: 1.2; }
h1 { font-size: 2.5rem; margin: 0 0 0.75rem; }
h2 { font-size: 1.6rem; margin: 3.5rem 0 0.5rem; }
h3 { font-size: 1.15rem; margin: 2.25rem 0 0.25rem; }
p { max-width: 44rem; margin: 0 0 1rem; color: var(--soft); }
code { font-size: 0.9em; }
.figures { display: flex; flex-wrap: wrap; gap: 1rem 3rem; margin: 2rem 0 0; }
.figures dt { font-size: 0.85rem; color: var(--soft); }
.figures dd { margin: 0; font: 600 2.25rem/1.2 Georgia, "Noto Serif", serif; font-variant-numeric: tabular-nums; }
.figures .strong dd { color: var(--hybrid); }
.legend { display: flex; gap: 1.5rem; margin: 0 0 0.75rem; padding: 0; list-style: none; font-size: 0.9rem; }
.legend li { display: flex; align-items: center; gap: 0.5rem; }
.sign { width: 0.75rem; height: 0.75rem; background: var(--series); }
.sign.disc { border-radius: 50%; }
.sign.diamond { transform: rotate(45deg) scale(0.85); }
.lexical { --series: var(--lexical); }
.semantic { --series: var(--semantic); }
.hybrid { --series: var(--hybrid); }
svg { display: block; width: 100%; height: auto; font-family: inherit; }
svg text { fill: var(--ink); font-size: 14px; }
svg .tick, svg .note { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
svg .grid { stroke: var(--line); }
svg .zero { stroke: var(--soft); stroke-width: 1.5; }
svg .span { stroke: var(--line); stroke-width: 4; stroke-linecap: round; }
svg .interval { stroke: var(--hybrid); stroke-width: 2.5; stroke-dasharray: 4 4; }
svg .interval.sure { stroke-dasharray: none; }
svg .mark { fill: var(--series); stroke: var(--paper); stroke-width: 1.5; }
svg .bar { fill: var(--series); }
svg .whisker { stroke: var(--series); stroke-width: 1.5; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.4rem 0.75rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child { text-align: left; font-weight: 400; }
thead th { font-weight: 400; color: var(--soft); }
.ours th, .ours td { font-weight: 600; }
@media print { section { break-inside: avoid; } }
`;
