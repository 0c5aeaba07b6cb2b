/** The one stylesheet of the laptop's own pages: light and dark, from 400 px upwards. */
export const STYLE = `
:root { color-scheme: light dark;
  --ground: #f5f6f8; --card: #fff; --ink: #16202c; --soft: #4c5967; --line: #d5dae1; --accent: #0b5cad; --on-accent: #fff;
  --bad: #a8201a; --good: #17663a; --bar: #14202e; --on-bar: #f2f5f8; --tint: #e8f0f9; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #10161d; --card: #19222c; --ink: #e7ecf1; --soft: #a7b4c1; --line: #34414e; --accent: #7db8f5; --on-accent: #0d1a28;
  --bad: #ff9d94; --good: #7fd6a1; --bar: #0a0f15; --on-bar: #e7ecf1; --tint: #1d2f43; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem 1rem; }
.bar { background: var(--bar); color: var(--on-bar); padding: .5rem 1rem; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; }
.bar strong { font-weight: 600; }
.bar nav { display: flex; flex-wrap: wrap; gap: .25rem; }
.bar a { color: var(--on-bar); text-decoration: none; padding: .35rem .7rem; border-radius: 6px; }
.bar a:hover { text-decoration: underline; }
.bar a[aria-current] { background: #2f445b; color: #fff; }
.bar a:focus-visible { outline-color: #9ccbff; }
main { max-width: 68rem; margin: 0 auto; padding: 1.25rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0 .75rem; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
p { margin: .4rem 0; }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; }
.grid { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); list-style: none; padding: 0; margin: 0; }
.row { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
.spread { justify-content: space-between; }
.notice { border-left: 4px solid var(--good); background: var(--card); padding: .7rem 1rem; border-radius: 6px; margin: 0 0 1rem; }
.notice.bad { border-color: var(--bad); }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
input, select, button, .button { font: inherit; border-radius: 8px; padding: .45rem .8rem; min-height: 2.5rem; }
input, select { background: var(--card); color: var(--ink); border: 1px solid var(--soft); max-width: 100%; }
input[type=search], input[type=text] { width: min(28rem, 100%); }
button, .button { border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer; font-weight: 600; text-decoration: none; display: inline-flex; align-items: center; }
button.quiet, .button.quiet { background: transparent; color: var(--accent); }
button:disabled { opacity: 1; background: transparent; color: var(--soft); border-color: var(--line); cursor: not-allowed; }
.pick { display: block; width: 100%; text-align: left; background: var(--card); color: var(--ink); border: 1px solid var(--line); font-weight: 400; height: 100%; padding: .75rem 1rem; }
.pick:hover:not(:disabled) { border-color: var(--accent); background: var(--tint); }
.pick b { display: block; }
.pick span { display: block; color: var(--soft); font-size: .875rem; overflow-wrap: anywhere; }
.tile form { margin-top: .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
code, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .9em; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; background: var(--card); }
th, td { text-align: left; padding: .5rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td { overflow-wrap: anywhere; }
td button { overflow-wrap: normal; }
[hidden] { display: none !important; }
`;
