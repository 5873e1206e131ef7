"""How a page that stands alone looks: on a phone, on a screen light or dark, on paper. It may load nothing."""

from __future__ import annotations

from typing import Final

POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
CSS: Final = """
:root { color-scheme: light dark; --text: #1c2430; --muted: #667085; --line: #e3e6eb; --page: #f6f7f9;
  --surface: #fff; --accent: #4154d6; --bad: #b42318; --badback: #fdecea; --good: #067647; --care: #a15c07; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); line-height: 1.5;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main, header.cover { max-width: 52rem; margin: 0 auto; padding: 1.5rem; background: var(--surface); }
header.cover { padding-top: 3rem; padding-bottom: 0; } main { padding-top: 0; } main.text { padding: 2rem 1.5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.4rem; margin: 2.5rem 0 .75rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; } h4, h5, h6 { font-size: 1rem; margin: 1.25rem 0 .4rem; }
a { color: var(--accent); } .muted { color: var(--muted); } .bad { color: var(--bad); font-weight: 600; }
dl.days { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0; }
dl.days dt { color: var(--muted); } dl.days dd { margin: 0; }
.figures { display: flex; flex-wrap: wrap; gap: 1.25rem; padding: 0; margin: 1.25rem 0; list-style: none; }
.figures b { display: block; font-size: 1.7rem; line-height: 1.1; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .95rem; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--muted); font-weight: 500; } .wide td:nth-child(n+2), .wide th:nth-child(n+2) {
  white-space: nowrap; }
.prose td, .prose th { white-space: normal !important; }
main.text td { overflow-wrap: anywhere; } main.text td:first-child { min-width: 8rem; }
main.text th { white-space: nowrap; }
.prose td { hyphens: auto; } .prose td:first-child { min-width: 9rem; } .prose td:last-child { min-width: 7rem; }
article { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; overflow-wrap: anywhere; }
article > h3 { font-size: 1.3rem; margin-top: 0; }
article table { width: auto; display: block; overflow-x: auto; } article img { max-width: 100%; height: auto; }
pre { background: var(--page); padding: .75rem; overflow-x: auto; border-radius: .35rem; font-size: .88rem; }
pre.plain { white-space: pre-wrap; } code { font-family: ui-monospace, Consolas, Menlo, monospace; font-size: .92em; }
blockquote { margin: .75rem 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--muted); }
li.task { list-style: none; }
.back { font-size: .9rem; }
nav { padding: .75rem 0; } nav ul { columns: 2; padding-left: 1.2rem; margin: 0; }
.sign { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin: 1.5rem 0; }
.sign div { border: 1px solid var(--line); border-radius: .35rem; padding: .75rem; min-height: 6.5rem; }
.sign b { display: block; }
@media (prefers-color-scheme: dark) { @media screen { :root { --text: #e6e9ee; --muted: #98a2b3; --line: #2e343d;
  --page: #14171c; --surface: #1c2027; --accent: #8b98f5; --bad: #f2857a; --badback: #3a1f1d; --good: #75c995;
  --care: #e5b567; } } }
@media screen and (max-width: 40rem) {
  .wide table, .wide tbody, .wide tr, .wide td { display: block; white-space: normal !important; }
  .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .wide tr { border-bottom: 1px solid var(--line); padding: .5rem 0; } .wide td { border: none; padding: .1rem 0; }
  .wide td:first-child { font-weight: 600; } .wide td:empty { display: none; }
  .wide td:not(:first-child)::before { content: attr(data-head); color: var(--muted); }
  main, header.cover { padding: 1rem; } th, td { padding: .35rem .4rem; }
  .optional { display: none; } .sign { grid-template-columns: 1fr; } nav ul { columns: 1; } }
@media print { nav { display: none; } main.text { padding: 0; }
  body { background: none; font-size: 10.5pt; } main, header.cover { max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; } .back { display: none; } h2, h3, h4 { break-after: avoid; }
  pre, tr, figure { break-inside: avoid; } thead { display: table-header-group; }
  pre { white-space: pre-wrap; border: 1px solid var(--line); }
  article { break-before: page; border-top: none; margin-top: 0; } article.note { break-before: auto; }
  .wide { overflow: visible; } .wide table { font-size: 9pt; } .wide td, .wide th { white-space: normal !important;
  padding: .3rem .35rem; overflow-wrap: break-word; } .prose td:first-child, .prose td:last-child { min-width: 0; }
  @page { margin: 18mm 16mm; } }
"""
